"""Draws the plan of a roadmap: lanes from the top, time from left to right."""

from __future__ import annotations

import math

from django.utils.translation import gettext

from wiki.macros.drawing.chart_axis import Axis, Bounds, time_axis
from wiki.macros.drawing.chart_frame import PALETTE, SMALL, TINY
from wiki.macros.drawing.roadmap_plan import Bar, Lane, Plan
from wiki.macros.drawing.svg import Attributes, element, shortened, title, words
from wiki.macros.safe_html import escape_text

WIDTH = 960
_SIDE = 140.0
_HEAD = 30.0
_ROW = 30.0
_BAR = 24.0
_GAP = 4.0


def roadmap_drawing(plan: Plan, name: str) -> str:
    """Draw a plan.

    Args:
        plan: the plan.
        name: what the drawing is called.
    """
    axis = time_axis(plan.start, plan.end, 12, Bounds())
    marked = bool(plan.markers)
    height = _HEAD + sum(lane.rows * _ROW + _GAP for lane in plan.lanes) + (TINY + 10 if marked else 0)
    out = [_months(axis, height - (TINY + 10 if marked else 0))]
    top = _HEAD
    for place, lane in enumerate(plan.lanes):
        out.append(_lane(lane, place, axis, top))
        top += lane.rows * _ROW + _GAP
    out += [_marker(each.title, _x(axis, each.moment), height) for each in plan.markers if _is_in(axis, each.moment)]
    attributes: Attributes = {
        "class": "chart roadmap-picture",
        "role": "img",
        "aria-label": name,
        "viewBox": f"0 0 {WIDTH} {math.ceil(height)}",
        "width": WIDTH,
        "height": math.ceil(height),
        "font-family": "inherit",
    }
    return element("svg", attributes, element("desc", {}, escape_text(gettext("The table below has all of it."))), *out)


def _x(axis: Axis, moment: float) -> float:
    return _SIDE + axis.share(moment) * (WIDTH - _SIDE)


def _is_in(axis: Axis, moment: float) -> bool:
    return axis.low <= moment <= axis.high


def _months(axis: Axis, bottom: float) -> str:
    out = []
    for value, text in axis.ticks:
        x = _x(axis, value)
        line: Attributes = {
            "x1": x,
            "y1": _HEAD - 6,
            "x2": x,
            "y2": bottom,
            "stroke": "currentColor",
            "stroke-opacity": 0.15,
        }
        out.append(element("line", line))
        if x < WIDTH - 30:
            out.append(words(text, x + 4, _HEAD - 12, size=TINY, anchor="start", soft=True))
    return "".join(out)


def _lane(lane: Lane, place: int, axis: Axis, top: float) -> str:
    height = lane.rows * _ROW
    colour = lane.colour or PALETTE[place % len(PALETTE)]
    head: Attributes = {"x": 0, "y": top, "width": _SIDE - 8, "height": height, "rx": 4, "fill": colour}
    label = shortened(lane.title, SMALL, _SIDE - 24)
    back: Attributes = {
        "x": _SIDE,
        "y": top,
        "width": WIDTH - _SIDE,
        "height": height,
        "fill": colour,
        "fill-opacity": 0.1,
    }
    return "".join(
        (
            element("rect", head, title(lane.title)),
            _coloured(label, 8, top + height / 2 + 4, lane.text_colour or "#fff"),
            element("rect", back),
            *(_bar(bar, lane, colour, axis, top) for bar in lane.bars),
        )
    )


def _bar(bar: Bar, lane: Lane, colour: str, axis: Axis, top: float) -> str:
    if bar.end < axis.low or bar.start > axis.high:
        return ""
    left, right = _x(axis, bar.start), _x(axis, bar.end)
    y = top + bar.row * _ROW + (_ROW - _BAR) / 2
    width = max(4.0, right - left)
    box: Attributes = {"x": left, "y": y, "width": width, "height": _BAR, "rx": 4, "fill": lane.bar_colour or colour}
    label = shortened(bar.title, TINY, width - 10)
    tip = title(f"{bar.title}: {bar.description}" if bar.description else bar.title)
    return element("rect", box, tip) + _coloured(label, left + 6, y + _BAR / 2 + 4, lane.text_colour or "#fff", TINY)


def _marker(name: str, x: float, bottom: float) -> str:
    line: Attributes = {
        "x1": x,
        "y1": _HEAD - 4,
        "x2": x,
        "y2": bottom - TINY - 4,
        "stroke": "currentColor",
        "stroke-opacity": 0.7,
        "stroke-dasharray": "4 3",
    }
    anchor = "end" if x > WIDTH - 80 else "start" if x < _SIDE + 80 else "middle"
    return element("line", line) + words(shortened(name, TINY, 160), x, bottom - 2, size=TINY, anchor=anchor)


def _coloured(text: str, x: float, y: float, colour: str, size: float = SMALL) -> str:
    return element("text", {"x": x, "y": y, "font-size": size, "fill": colour}, escape_text(text)) if text else ""
