"""Cuts the rows of tables into cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wiki.markup.images import image_end
from wiki.markup.links import link_end
from wiki.markup.search import Searches
from wiki.markup.tag_scan import monospace_end

MOST_CELLS = 500
"""How many cells a row may have; a line with more of them is text."""

Span = tuple[int, int]

_STOP = re.compile(r"[\\|\[!{]")


@dataclass(slots=True)
class Cell:
    """A cell: whether it is a heading, and where its lines stand."""

    is_heading: bool
    lines: list[Span] = field(default_factory=list)


def ends_with_bar(text: str, start: int, end: int) -> bool:
    """Say whether a line ends with a bar that closes its row."""
    return end - start > 1 and text[end - 1] == "|" and text[end - 2] != "\\"


def cells_of(searches: Searches, lines: list[Span]) -> list[Cell]:
    """Cut a row into its cells; empty when the row has none, or too many.

    Args:
        searches: over the text.
        lines: where the row's lines stand, without blanks around them; the first begins with a bar.
    """
    cells: list[Cell] = []
    last = len(lines) - 1
    for number, (start, end) in enumerate(lines):
        position = start
        while position <= end:
            bar = _next_bar(searches, position, end)
            if cells and (position > start or number > 0):
                cells[-1].lines.append((position, end if bar < 0 else bar))
            if bar < 0:
                break
            heading = searches.text.startswith("||", bar) and bar + 1 < end
            position = bar + (2 if heading else 1)
            if number == last and position >= end:
                break
            cells.append(Cell(heading))
            if len(cells) > MOST_CELLS:
                return []
    return cells


def _next_bar(searches: Searches, start: int, end: int) -> int:
    """Give where the next bar stands that is part of no link, image or monospaced text; -1 when there is none."""
    text = searches.text
    position = start
    while True:
        found = _STOP.search(text, position, end)
        if found is None:
            return -1
        place = found.start()
        character = text[place]
        position = place + 1
        if character == "|":
            return place
        if character == "\\":
            position += 1
            continue
        if character == "[":
            close = link_end(searches, place, end)
        elif character == "!":
            close = image_end(searches, place, end)
        else:
            close = monospace_end(searches, place, end) if text.startswith("{{", place) else -1
        position = max(position, close + 1)
