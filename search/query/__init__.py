"""Query languages: each becomes the same tree, and the tree becomes a query of the index."""
