"""Macros that place their body beside other text."""
