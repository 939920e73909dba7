"""Macros that show people."""
