"""Changes of restrictions."""
