"""Confluence's own XML export format, written and read."""
