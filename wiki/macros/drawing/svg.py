"""Writes drawings as SVG: a fixed list of elements, with every name and text escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from wiki.macros.safe_html import escape_text

ELEMENTS = frozenset({"svg", "title", "desc", "g", "path", "rect", "circle", "line", "text"})
"""Elements that a drawing is made of."""

_WIDE = frozenset("mwMW@%")
_NARROW = frozenset("iIjlt.,:;'|!()[]f r-")

Point = tuple[float, float]
Attributes = dict[str, str | float | None]


def element(name: str, attributes: Mapping[str, str | float | None], *inner: str) -> str:
    """Write an element.

    Args:
        name: one of `ELEMENTS`.
        attributes: values by name; those that are None are left out. The names come from the program.
        inner: what stands in it, as SVG that is safe.
    """
    if name not in ELEMENTS:
        raise ValueError(f"{name} is not an element that drawings are made of.")
    written = "".join(
        f' {key}="{escape_text(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inner)}</{name}>" if inner else f"<{name}{written}/>"


def number(value: float) -> str:
    """Write a coordinate with as many digits as an eye can see."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def title(text: str) -> str:
    """Write the text that shows when a pointer rests on a shape."""
    return element("title", {}, escape_text(text))


def path(points: Iterable[Point], *, closed: bool = False) -> str:
    """Give the outline that goes through points, as the attribute `d` of a path."""
    steps = [f"{'L' if place else 'M'}{number(x)} {number(y)}" for place, (x, y) in enumerate(points)]
    return "".join(steps) + ("Z" if closed and steps else "")


def words(
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    anchor: str = "middle",
    turned: float = 0,
    bold: bool = False,
    soft: bool = False,
) -> str:
    """Write a text in the colour of the page.

    Args:
        text: the words.
        x: where it is, in pixels.
        y: where its letters stand, in pixels.
        size: the size of the letters, in pixels.
        anchor: which end is at `x`: start, middle or end.
        turned: by how many degrees it is turned to the right around its place.
        bold: whether it is in bold.
        soft: whether it is paler than other text.
    """
    attributes: Attributes = {
        "x": x,
        "y": y,
        "font-size": size,
        "text-anchor": anchor,
        "fill": "currentColor",
        "font-weight": "600" if bold else None,
        "fill-opacity": 0.75 if soft else None,
        "transform": f"rotate({number(turned)} {number(x)} {number(y)})" if turned else None,
    }
    return element("text", attributes, escape_text(text))


def width_of(text: str, size: float) -> float:
    """Guess how wide a text will be, in pixels: a little more than it is in most fonts."""
    width = 0.0
    for letter in text:
        if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
            width += 1.0
        elif letter in _NARROW:
            width += 0.36
        else:
            width += 0.7 if letter.isupper() else 0.58
    return width * size


def shortened(text: str, size: float, room: float) -> str:
    """Give as much of a text as fits, with an ellipsis where letters are left out."""
    if width_of(text, size) <= room:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > room:
        kept = kept[: -max(1, len(kept) // 12)]
    return kept.rstrip() + "…" if kept else ""
