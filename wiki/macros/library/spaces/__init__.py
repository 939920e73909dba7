"""Macros about spaces and the people in them."""
