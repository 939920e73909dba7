"""The excerpts of pages that lists show below their titles: as plain text, or as they are formatted."""

from __future__ import annotations

from collections.abc import Iterable

from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.listing.found_together import find_together
from wiki.macros.safe_html import escape_text
from wiki.models import Content
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import excerpt, excerpt_body
from wiki.storage_format.nodes import Document, Element
from wiki.storage_format.parser import parse

EXCERPT_LENGTH = 200
"""Characters of an excerpt that is plain text."""

BEGINNING_LENGTH = 500
"""Characters of the beginning of a page, where it has no excerpt of its own."""

SHOWN_PLAIN = frozenset({"simple", "true", "simple excerpt", "excerpt only"})
"""The words for an excerpt as plain text."""

SHOWN_RICH = frozenset({"rich", "rich content"})
"""The words for an excerpt as it is formatted."""

EXCERPT_KINDS = ("none", "simple", "rich", "true", "false", *sorted(SHOWN_PLAIN | SHOWN_RICH))
"""What a parameter that chooses the kind of excerpt may say."""


def parsed(content: Content) -> Document | None:
    """Give the tree of a body, which should be at hand; None for one that is not well formed."""
    try:
        return parse(content.storage)
    except MalformedStorage:
        return None


def marked_excerpt(content: Content, name: str = "") -> Element | None:
    """Give the body of a content's macro excerpt, where it has one; with a name, of the one so called."""
    tree = parsed(content)
    return excerpt_body(tree, name) if tree is not None else None


def simple_excerpt(content: Content) -> str:
    """Write the first words of what a content marks as its excerpt; nothing where it marks none."""
    body = marked_excerpt(content)
    return escape_text(excerpt(body, EXCERPT_LENGTH)) if body is not None else ""


def beginning(content: Content, characters: int = EXCERPT_LENGTH) -> str:
    """Write the first words of a content: of its excerpt, or else of its text."""
    tree = parsed(content)
    return escape_text(excerpt(tree, characters)) if tree is not None else ""


class Excerpts:
    """The excerpts of the contents that one list shows."""

    def __init__(self, use: MacroUse, contents: Iterable[Content], kind: str) -> None:
        """Read the excerpts.

        Args:
            use: the macro that makes the list.
            contents: with their bodies at hand, unless no excerpts are shown.
            kind: one of `EXCERPT_KINDS`.
        """
        self.use = use
        self.is_rich = kind in SHOWN_RICH
        self.contents: dict[int, Content] = {}
        self.trees: dict[int, Document] = {}
        self.marked: dict[int, Element] = {}
        if self.is_rich or kind in SHOWN_PLAIN:
            for content in contents:
                self._read(content)
        if self.is_rich:
            find_together(use, ((self.contents[pk], body.children) for pk, body in self.marked.items()))

    def _read(self, content: Content) -> None:
        tree = parsed(content)
        if tree is None:
            return
        self.contents[content.pk] = content
        self.trees[content.pk] = tree
        body = excerpt_body(tree)
        if body is not None:
            self.marked[content.pk] = body

    def block(self, content: Content) -> str:
        """Write the block with the excerpt of a content; nothing where there is none to show."""
        html = self._html(content)
        return f'<div class="excerpt">{html}</div>' if html else ""

    def _html(self, content: Content) -> str:
        body = self.marked.get(content.pk)
        if not self.is_rich:
            return escape_text(excerpt(body, EXCERPT_LENGTH)) if body is not None else ""
        if body is not None:
            try:
                return str(self.use.render(content, body.children))
            except MacroFailure:
                # It holds this very page, or too much is nested already: its words can still be shown.
                pass
        tree = self.trees.get(content.pk)
        return escape_text(excerpt(tree, BEGINNING_LENGTH)) if tree is not None else ""
