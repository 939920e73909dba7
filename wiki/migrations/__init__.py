"""Changes of the wiki's tables, never edited after a release."""
