"""Macros that list labels, and content by its labels."""
