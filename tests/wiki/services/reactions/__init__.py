"""Changes of reactions."""
