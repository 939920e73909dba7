"""Macros that show the content of other pages."""
