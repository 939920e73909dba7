"""Macros that show files."""
