"""Effects within a line: which markers begin one, which end one, and which are text."""

from __future__ import annotations

from dataclasses import dataclass

TAGS = {
    "*": "strong",
    "_": "em",
    "??": "cite",
    "-": "del",
    "+": "u",
    "^": "sup",
    "~": "sub",
}
"""Element by marker."""

MONOSPACED = "code"


@dataclass(slots=True, eq=False)
class Marker:
    """A marker in a line, and what became of it.

    Attributes:
        tag: the element that it would begin or end.
        written: the marker as it stands in the text.
        may_begin: whether what stands around it lets it begin an effect.
        may_end: whether it lets it end one.
        place: its number among the pieces of the line.
        role: 1 when it begins an effect, -1 when it ends one, 0 when it is text.
    """

    tag: str
    written: str
    may_begin: bool
    may_end: bool
    place: int
    role: int = 0


class OpenEffects:
    """The markers of a line that may still begin an effect, the innermost last."""

    def __init__(self) -> None:
        self._stack: list[Marker] = []
        self._tags: dict[str, int] = {}
        self._floor = 0

    def take(self, marker: Marker) -> None:
        """Pair a marker with one that stands open, or let it stand open, or leave it as text."""
        place = self._tags.get(marker.tag, -1)
        if place >= self._floor and marker.may_end and marker.place > self._stack[place].place + 1:
            self._stack[place].role, marker.role = 1, -1
            self._drop(place)
        elif place < 0 and marker.may_begin:
            self._tags[marker.tag] = len(self._stack)
            self._stack.append(marker)

    def fence(self) -> int:
        """Begin a stretch in which nothing pairs with what is outside; gives what `open_again` needs."""
        before, self._floor = self._floor, len(self._stack)
        return before

    def open_again(self, before: int) -> None:
        """End such a stretch."""
        self._drop(self._floor)
        self._floor = before

    def _drop(self, place: int) -> None:
        for marker in self._stack[place:]:
            del self._tags[marker.tag]
        del self._stack[place:]
