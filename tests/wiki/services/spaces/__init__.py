"""Changes of spaces."""
