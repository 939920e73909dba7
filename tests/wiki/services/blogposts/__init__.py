"""Changes of blogposts."""
