"""Macros that show what is elsewhere on the web."""
