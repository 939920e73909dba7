"""Changes of blog posts."""
