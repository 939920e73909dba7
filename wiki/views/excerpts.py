"""The first words of contents, for lists."""

from collections.abc import Iterable

from wiki.errors import MalformedStorage
from wiki.models import Content
from wiki.storage_format.extract import excerpt
from wiki.storage_format.parser import parse

LENGTH = 320


def with_excerpts(contents: Iterable[Content]) -> list[tuple[Content, str]]:
    """Give each content with the beginning of its text; their bodies should be at hand."""
    return [(content, _excerpt(content.storage)) for content in contents]


def _excerpt(storage: str) -> str:
    try:
        return excerpt(parse(storage), LENGTH)
    except MalformedStorage:
        return ""
