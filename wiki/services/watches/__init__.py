"""Changes of watches."""
