"""Macros that draw what a text describes."""
