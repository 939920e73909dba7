"""The field that values are drawn in: its two axes with their lines, marks and texts."""

from __future__ import annotations

from dataclasses import dataclass

from wiki.macros.drawing.chart_axis import Axis
from wiki.macros.drawing.chart_frame import SMALL, TINY, Look, Room
from wiki.macros.drawing.svg import element, shortened, width_of, words

_TICK = 4
_LONGEST_LABEL = 110.0


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts along an axis: each with its place between 0 and 1, and how much room there is for one."""

    texts: tuple[tuple[float, str], ...]
    slot: float


def ticks_for(length: float, per: float) -> int:
    """Say how many marks an axis of a length has room for."""
    return max(2, int(length / per))


def side_width(axis_texts: list[str]) -> float:
    """Say how much room the texts at the left of a field need."""
    return min(_LONGEST_LABEL, max((width_of(text, TINY) for text in axis_texts), default=0)) + _TICK + 4


def turn_of(look: Look, labels: Labels, slot: float) -> float:
    """Say by how many degrees the texts below a field are turned: none where they fit."""
    if look.label_turn is not None:
        return look.label_turn
    widest = max((width_of(text, TINY) for _share, text in labels.texts), default=0)
    return 0 if widest <= slot - 4 else -45


def foot_height(look: Look, labels: Labels, slot: float) -> float:
    """Say how much room the texts below a field need."""
    turn = turn_of(look, labels, slot)
    widest = min(_LONGEST_LABEL, max((width_of(text, TINY) for _share, text in labels.texts), default=0))
    if turn == 0:
        return TINY + _TICK + 5
    return (widest if abs(turn) >= 80 else widest * 0.75) + TINY + _TICK


def field_of(
    look: Look, room: Room, side: list[str], foot: Labels, *, x_label: str, y_label: str, spare: float = 6
) -> Room:
    """Give the part of a room that is left for values when axes, their texts and their names stand around it.

    Args:
        look: how the page wants the chart.
        room: all that there is.
        side: the texts at the left.
        foot: the texts below; their `slot` is in shares of the width.
        x_label: the name of the axis below.
        y_label: the name of the axis at the left.
        spare: how much is left free at the right, for the half of the last text below that is beyond the field.
    """
    left = room.left + side_width(side) + (SMALL + 8 if y_label else 0)
    width = max(30.0, room.right - left - spare)
    below = foot_height(look, foot, foot.slot * width) + (SMALL + 8 if x_label else 0)
    top = room.top + 6
    return Room(left, top, width, max(20.0, room.bottom - top - below))


def names(room: Room, field: Room, *, x_label: str, y_label: str) -> str:
    """Write the names of the axes."""
    out = ""
    if x_label:
        text = shortened(x_label, SMALL, field.width)
        out += words(text, field.left + field.width / 2, room.bottom - 3, size=SMALL, soft=True)
    if y_label:
        text = shortened(y_label, SMALL, field.height)
        out += words(text, room.left + SMALL, field.top + field.height / 2, size=SMALL, turned=-90, soft=True)
    return out


def grid(field: Room, axis: Axis, *, horizontal: bool) -> str:
    """Write the lines across a field at the marks of an axis, and the texts beside them.

    Args:
        field: the field.
        axis: the axis.
        horizontal: whether the axis goes from left to right.
    """
    out = []
    last = -1e9
    for value, text in axis.ticks:
        share = axis.share(value)
        if horizontal:
            x = field.left + share * field.width
            out.append(_line(x, field.top, x, field.bottom, strong=value == 0))
            if x - width_of(text, TINY) / 2 > last:
                out.append(words(text, x, field.bottom + _TICK + TINY, size=TINY, soft=True))
                last = x + width_of(text, TINY) / 2 + 4
        else:
            y = field.bottom - share * field.height
            out.append(_line(field.left, y, field.right, y, strong=value == 0))
            out.append(words(text, field.left - _TICK - 2, y + 4, size=TINY, anchor="end", soft=True))
    return "".join(out)


def feet(look: Look, field: Room, labels: Labels) -> str:
    """Write texts below a field."""
    slot = labels.slot * field.width
    turn = turn_of(look, labels, slot)
    needed = TINY + 3 if turn else 0
    every = max(1, -(-int(needed) // max(1, int(slot)))) if turn else 1
    out = []
    for place, (share, text) in enumerate(labels.texts):
        if place % every:
            continue
        x, y = field.left + share * field.width, field.bottom + _TICK + TINY
        if turn == 0:
            out.append(words(shortened(text, TINY, max(slot - 2, 14)), x, y, size=TINY, soft=True))
            continue
        anchor = "end" if turn < 0 else "start"
        shown = shortened(text, TINY, _LONGEST_LABEL)
        out.append(words(shown, x + (3 if turn < 0 else -3), y - 2, size=TINY, anchor=anchor, turned=turn, soft=True))
    return "".join(out)


def sides(field: Room, labels: Labels) -> str:
    """Write texts at the left of a field, the first one at the top."""
    out = []
    slot = labels.slot * field.height
    every = max(1, -(-(TINY + 2) // max(1, int(slot))))
    for place, (share, text) in enumerate(labels.texts):
        if place % every == 0:
            shown = shortened(text, TINY, _LONGEST_LABEL)
            y = field.top + share * field.height + 4
            out.append(words(shown, field.left - _TICK - 2, y, size=TINY, anchor="end", soft=True))
    return "".join(out)


def frame(field: Room) -> str:
    """Write the lines at the left and the foot of a field."""
    return _line(field.left, field.top, field.left, field.bottom, strong=True) + _line(
        field.left, field.bottom, field.right, field.bottom, strong=True
    )


def _line(x1: float, y1: float, x2: float, y2: float, *, strong: bool) -> str:
    return element(
        "line",
        {
            "x1": x1,
            "y1": y1,
            "x2": x2,
            "y2": y2,
            "stroke": "currentColor",
            "stroke-opacity": 0.5 if strong else 0.15,
        },
    )
