"""Lists: what a line's marker says, and the items that stand open."""

from __future__ import annotations

import re

from wiki.markup.bodies import Parts
from wiki.markup.tables import Span

DEEPEST = 20
"""How deep lists nest."""

MARKER = re.compile(rf"([*#\-]{{1,{DEEPEST}}})[ \t]+")
"""The marker of an item, and the blanks behind it."""

_TAGS = {"*": "ul", "-": "ul", "#": "ol"}


class Items:
    """A list that stands open, with the lines of its last item, which are written when the item ends."""

    def __init__(self, out: Parts) -> None:
        self.out = out
        self.open: list[str] = []
        self.marker = ""
        self.lines: list[Span] = []

    @property
    def depth(self) -> int:
        """How deep the last item is."""
        return len(self.open)

    def begin(self, marker: str) -> None:
        """Begin an item; what was in the one before is written already."""
        depth, tag = len(marker), _TAGS[marker[-1]]
        self.marker = marker
        while len(self.open) > depth or (len(self.open) == depth and self.open[-1] != tag):
            self.out.append(f"</li></{self.open.pop()}>")
        if len(self.open) == depth:
            self.out.append("</li><li>")
        while len(self.open) < depth:
            self.open.append(_TAGS[marker[len(self.open)]])
            self.out.append(f"<{self.open[-1]}><li>")

    def finish(self) -> None:
        """Close everything."""
        while self.open:
            self.out.append(f"</li></{self.open.pop()}>")
