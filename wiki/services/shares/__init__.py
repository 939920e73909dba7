"""Sharing of pages and blog posts."""
