"""Macros that list what was written last."""
