"""The demonstration space."""
