"""Wiki markup and Markdown to storage format, in plain Python."""

from wiki.markup.conversion import convert

__all__ = ["convert"]
