"""Macros that search."""
