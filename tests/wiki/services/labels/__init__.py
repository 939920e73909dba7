"""Changes of labels."""
