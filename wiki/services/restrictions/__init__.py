"""Changes of page restrictions."""
