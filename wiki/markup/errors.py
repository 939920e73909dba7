"""What can be wrong with a text that is to be converted."""

from wiki.storage_format.errors import MalformedStorage


class MarkupTooLong(MalformedStorage):
    """A text that is too long, or that would become too long, for storage format."""
