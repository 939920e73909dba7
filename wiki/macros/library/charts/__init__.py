"""Macros that draw numbers."""
