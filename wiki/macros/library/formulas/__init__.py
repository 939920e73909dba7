"""Macros that set formulas."""
