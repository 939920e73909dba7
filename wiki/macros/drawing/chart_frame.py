"""What all charts have around their drawing: titles, a legend, a background, and texts for those who can't see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from wiki.macros.drawing.svg import Attributes, element, shortened, width_of, words
from wiki.macros.safe_css import css_colour
from wiki.macros.safe_html import escape_text

PALETTE = (
    "#0f7f7c",
    "#d9762b",
    "#5a5fc4",
    "#b73a6c",
    "#5d8f1c",
    "#2b7bba",
    "#a3822f",
    "#7d6e83",
    "#c0453a",
    "#3d9a72",
)
"""Colours of series on a light page; the style sheet has paler ones for dark pages."""

TITLE_SIZE = 16
SMALL = 12
TINY = 11
GAP = 8
_LINE = 18
_LONGEST_TELLING = 3000
_COLOUR = re.compile(r"\s*((?:[^,()]|\([^()]*\))+)\s*(?:,|$)")


@dataclass(frozen=True, slots=True)
class Look:
    """How a page wants a chart: sizes in pixels, `opacity` between 0 and 1 (None for what the kind of chart has)."""

    kind: str
    width: int
    height: int
    title: str = ""
    subtitle: str = ""
    x_label: str = ""
    y_label: str = ""
    legend: bool = True
    horizontal: bool = False
    stacked: bool = False
    shapes: bool = True
    opacity: float | None = None
    colours: tuple[str, ...] = ()
    background: str = ""
    border: str = ""
    label_turn: float | None = None


@dataclass(frozen=True, slots=True)
class Paint:
    """The colour of a series: its class, for which the style sheet may have another one on dark pages."""

    colour: str
    css_class: str | None

    def fill(self, opacity: float = 1) -> Attributes:
        """Give the attributes of a shape that is filled with it."""
        return {
            "class": f"{self.css_class}-fill" if self.css_class else None,
            "fill": self.colour,
            "fill-opacity": opacity if opacity < 1 else None,
        }

    def line(self) -> Attributes:
        """Give the attributes of a line that is drawn with it."""
        return {
            "class": f"{self.css_class}-line" if self.css_class else None,
            "fill": "none",
            "stroke": self.colour,
            "stroke-width": 2,
            "stroke-linejoin": "round",
        }


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle that something may be drawn in."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height


def colours_of(text: str) -> tuple[str, ...]:
    """Read colours with commas between them; what is none is left out."""
    found = (css_colour(each) for each in _COLOUR.findall(text[:2000]))
    return tuple(colour for colour in found if colour is not None)


def paint_of(look: Look, place: int) -> Paint:
    """Give the colour of the series at a place."""
    if look.colours:
        return Paint(look.colours[place % len(look.colours)], None)
    return Paint(PALETTE[place % len(PALETTE)], f"chart-{place % len(PALETTE) + 1}")


def heading(look: Look) -> tuple[str, Room]:
    """Write the titles of a chart, and give the room below them."""
    top = float(GAP)
    out = []
    for text, size, bold in ((look.title, TITLE_SIZE, True), (look.subtitle, SMALL, False)):
        if text:
            top += size
            shown = shortened(text, size, look.width - 2 * GAP)
            out.append(words(shown, look.width / 2, top, size=size, bold=bold, soft=not bold))
            top += size * 0.4
    return "".join(out), Room(GAP, top + 4, look.width - 2 * GAP, max(20.0, look.height - top - 4 - GAP))


def legend(look: Look, names: Sequence[str], room: Room) -> tuple[str, Room]:
    """Write the legend at the foot of a room, and give the room above it."""
    if not look.legend or not names:
        return "", room
    box = 11
    lines: list[list[tuple[int, str, float]]] = [[]]
    used = 0.0
    for place, name in enumerate(names):
        text = shortened(name, SMALL, min(220.0, room.width - box - 6))
        width = box + 5 + width_of(text, SMALL) + 12
        if lines[-1] and used + width > room.width:
            lines.append([])
            used = 0
        lines[-1].append((place, text, width))
        used += width
    most = max(1, int(room.height * 0.45 / _LINE))
    shown = lines[:most]
    out = []
    top = room.bottom - len(shown) * _LINE
    for number, line in enumerate(shown):
        left = room.left + (room.width - sum(width for _place, _text, width in line) + 12) / 2
        for place, text, width in line:
            y = top + number * _LINE + 4
            square = {"x": left, "y": y, "width": box, "height": box, "rx": 2, **paint_of(look, place).fill()}
            out += [element("rect", square), words(text, left + box + 5, y + 10, size=SMALL, anchor="start")]
            left += width
    return "".join(out), Room(room.left, room.top, room.width, max(20.0, top - 4 - room.top))


def drawing(look: Look, telling: str, *pieces: str) -> str:
    """Put the pieces of a chart together.

    Args:
        look: how the page wants it.
        telling: what it shows, in words.
        pieces: SVG that is safe.
    """
    name = look.title or gettext("{kind} chart").format(kind=look.kind.capitalize())
    told = telling if len(telling) <= _LONGEST_TELLING else telling[:_LONGEST_TELLING].rsplit(";", 1)[0] + "; …"
    attributes: Attributes = {
        "class": "chart",
        "role": "img",
        "aria-label": name,
        "viewBox": f"0 0 {look.width} {look.height}",
        "width": look.width,
        "height": look.height,
        "font-family": "inherit",
    }
    paper = ""
    if look.background or look.border:
        frame: Attributes = {
            "x": 0.5,
            "y": 0.5,
            "width": look.width - 1,
            "height": look.height - 1,
            "fill": look.background or "none",
            "stroke": look.border or None,
        }
        paper = element("rect", frame)
    described = element("desc", {}, escape_text(told))
    return element("svg", attributes, described, paper, *pieces)
