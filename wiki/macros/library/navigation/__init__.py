"""Macros that lead to other places of the page or the space."""
