"""Writes the content of one block: effects and colours nest properly in it, whatever the markup says."""

from __future__ import annotations

from typing import NamedTuple

from wiki.markup.bodies import Body, Parts
from wiki.markup.writing import element

MOST_COLOURS = 10
"""How many colours may be nested; those further inside are not shown."""


class Colours:
    """The colours that hold at a place of a body, the outermost first; they go on from block to block."""

    def __init__(self) -> None:
        self.active: list[str] = []
        self.changes = 0
        self._ended_outside = 0

    def begin(self, value: str) -> None:
        """Begin a colour; an empty one is none but ends like one."""
        self.active.append(value)
        self.changes += 1

    def end(self) -> None:
        """End the innermost colour."""
        if self.active:
            self.active.pop()
        else:
            self._ended_outside += 1
        self.changes += 1

    def go_on_after(self, inner: Colours) -> None:
        """Take over what a stretch with colours of its own began and ended."""
        for _ in range(inner._ended_outside):
            self.end()
        for colour in inner.active:
            self.begin(colour)

    @property
    def shown(self) -> list[str]:
        """The colours that are shown."""
        return [colour for colour in self.active[:MOST_COLOURS] if colour]


class _Open(NamedTuple):
    """An element that stands open."""

    tag: str
    colour: str

    @property
    def start(self) -> str:
        return f'<span style="color: {self.colour};">' if self.colour else f"<{self.tag}>"

    @property
    def end(self) -> str:
        return f"</{self.tag}>"


class Run:
    """The content of one block, written from left to right."""

    def __init__(self, colours: Colours) -> None:
        self.parts: Parts = []
        self.colours = colours
        self.is_plain = True
        self._open: list[_Open] = []
        self._seen = -1
        self._break = False

    @property
    def depth(self) -> int:
        """How many elements stand open."""
        return len(self._open)

    def text(self, html: str) -> None:
        """Add text that is escaped already."""
        self._ready()
        self.parts.append(html)

    def markup(self, *parts: str | Body) -> None:
        """Add elements."""
        self._ready()
        self.is_plain = False
        self.parts.extend(parts)

    def new_line(self) -> None:
        """Break the line, if something stands before and something follows."""
        self._break = bool(self.parts)

    def begin(self, tag: str) -> None:
        """Begin an effect."""
        self._ready()
        self.is_plain = False
        self._push(_Open(tag, ""))

    def end(self, tag: str) -> None:
        """End an effect; colours that begin in it go on behind it."""
        while True:
            closed = self._open.pop()
            self.parts.append(closed.end)
            if closed.tag == tag and not closed.colour:
                break
        self._seen = -1

    def finish(self) -> Parts:
        """Close what stands open and give all that was written."""
        while self._open:
            self.parts.append(self._open.pop().end)
        return self.parts

    def _push(self, opened: _Open) -> None:
        self._open.append(opened)
        self.parts.append(opened.start)

    def _ready(self) -> None:
        if self._break:
            self._break = False
            self.is_plain = False
            self.parts.append(element("br"))
        if self._seen != self.colours.changes:
            self._seen = self.colours.changes
            self._follow_colours()

    def _follow_colours(self) -> None:
        """Close and open colours until those that stand open are those that hold."""
        wanted = self.colours.shown
        standing = [opened.colour for opened in self._open if opened.colour]
        same = 0
        while same < min(len(wanted), len(standing)) and wanted[same] == standing[same]:
            same += 1
        if same == len(wanted) == len(standing):
            return
        self.is_plain = False
        again: list[_Open] = []
        left = len(standing)
        while left > same:
            closed = self._open.pop()
            self.parts.append(closed.end)
            if closed.colour:
                left -= 1
            else:
                again.append(closed)
        for colour in wanted[same:]:
            self._push(_Open("span", colour))
        for effect in reversed(again):
            self._push(effect)
