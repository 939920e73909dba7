"""Macros: what a macro is, the registry of all that exist, and the library."""
