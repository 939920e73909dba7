"""Long work with an owner, progress and an end: exports, imports, rebuilding an index. Knows nothing of the wiki."""
