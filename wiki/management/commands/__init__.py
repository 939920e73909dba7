"""Commands of the wiki app."""
