"""Rows of the wiki."""
