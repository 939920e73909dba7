"""Changes of the wiki."""
