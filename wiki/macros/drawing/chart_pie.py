"""Pie charts: the shares of a whole."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext

from wiki.macros.drawing.chart_data import BadChart, CategoryData
from wiki.macros.drawing.chart_frame import SMALL, TINY, Look, Room, drawing, heading, legend, paint_of
from wiki.macros.drawing.chart_numbers import shown_number
from wiki.macros.drawing.svg import Attributes, Point, element, number, shortened, title, width_of, words

_SMALLEST_TOLD = 0.02
_EXPLODED = 0.1


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the whole: its name, its value, and its share between 0 and 1."""

    name: str
    value: float
    share: float

    def label(self, pattern: str) -> str:
        """Fill in a pattern, in which %0% is the name, %1% the value and %2% the share."""
        percent = f"{100 * self.share:.0f}%"
        filled = pattern.replace("%1%", shown_number(self.value)).replace("%2%", percent)
        return filled.replace("%0%", self.name)


def slices_of(data: CategoryData) -> list[Slice]:
    """Give the categories as parts of a whole; where there are several series, their values count together.

    Raises:
        BadChart: there is nothing above zero.
    """
    totals = [
        (category, sum(max(0.0, series.values[place] or 0.0) for series in data.series))
        for place, category in enumerate(data.categories)
    ]
    whole = sum(total for _name, total in totals)
    if not whole > 0:
        raise BadChart(gettext("a pie needs numbers above zero."))
    return [Slice(name, total, total / whole) for name, total in totals]


def pie_chart(look: Look, data: CategoryData, *, pattern: str, exploded: frozenset[str]) -> str:
    """Draw a pie chart.

    Args:
        look: how the page wants it.
        data: the values.
        pattern: what stands beside each slice; nothing for its share.
        exploded: the names of slices that are moved out of the pie.
    """
    slices = slices_of(data)
    top, room = heading(look)
    foot, room = legend(look, [each.name for each in slices], room)
    texts = [each.label(pattern or "%2%") if each.share >= _SMALLEST_TOLD else "" for each in slices]
    widest = min(room.width * 0.3, max(width_of(text, TINY) for text in texts))
    spare = 1 + (_EXPLODED if exploded else 0)
    radius = max(10.0, min(room.width / 2 - widest - 10, room.height / 2 - TINY - 6) / spare)
    centre = (room.left + room.width / 2, room.top + room.height / 2)
    shapes, turn = [], 0.0
    for place, each in enumerate(slices):
        middle = turn + each.share / 2
        moved = radius * _EXPLODED if each.name in exploded else 0
        hub = _at(centre, moved, middle)
        fill = paint_of(look, place).fill(look.opacity if look.opacity is not None else 1)
        tip = title(each.label("%0%: %1% (%2%)"))
        if each.share > 0:
            shapes.append(_slice(hub, radius, turn, each.share, fill, tip))
        turn += each.share
    telling = "; ".join(each.label("%0%: %1% (%2%)") for each in slices)
    labels = _labels(slices, texts, centre, radius * spare, widest, room)
    return drawing(look, telling, top, element("g", {"class": "chart-slices"}, *shapes), labels, foot)


def _at(centre: Point, distance: float, turn: float) -> Point:
    """Give the place at a distance from a centre; a turn of 0 is above it, one of 0.25 to the right."""
    angle = 2 * math.pi * turn
    return centre[0] + distance * math.sin(angle), centre[1] - distance * math.cos(angle)


def _slice(hub: Point, radius: float, turn: float, share: float, fill: Attributes, tip: str) -> str:
    if share > 0.9999:
        return element("circle", {**fill, "cx": hub[0], "cy": hub[1], "r": radius}, tip)
    (x1, y1), (x2, y2) = _at(hub, radius, turn), _at(hub, radius, turn + share)
    size, large = number(radius), 1 if share > 0.5 else 0
    steps = (
        f"M{number(hub[0])} {number(hub[1])}L{number(x1)} {number(y1)}"
        f"A{size} {size} 0 {large} 1 {number(x2)} {number(y2)}Z"
    )
    return element("path", {**fill, "d": steps}, tip)


def _labels(slices: list[Slice], texts: list[str], centre: Point, radius: float, widest: float, room: Room) -> str:
    """Write the texts beside the slices; those that would lie on another one are left out."""
    out, turn = [], 0.0
    taken: dict[str, list[float]] = {"start": [], "end": []}
    for each, text in zip(slices, texts, strict=True):
        x, y = _at(centre, radius + 5, turn + each.share / 2)
        anchor = "start" if x >= centre[0] else "end"
        turn += each.share
        if not text or any(abs(y - other) < SMALL for other in taken[anchor]):
            continue
        taken[anchor].append(y)
        space = room.right - x if anchor == "start" else x - room.left
        out.append(words(shortened(text, TINY, max(widest, space)), x, y + 4, size=TINY, anchor=anchor))
    return "".join(out)
