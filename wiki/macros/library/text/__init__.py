"""Macros that show their body in a form of its own."""
