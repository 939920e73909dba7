"""Macros that list tasks."""
