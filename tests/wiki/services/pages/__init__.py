"""Changes of pages."""
