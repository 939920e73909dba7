"""Charts of points: both x and y are numbers, or x is a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wiki.macros.drawing.chart_axis import Axis, Bounds, number_axis, time_axis
from wiki.macros.drawing.chart_data import PointSeries
from wiki.macros.drawing.chart_dates import moment_of
from wiki.macros.drawing.chart_frame import Look, Paint, Room, drawing, heading, legend, paint_of
from wiki.macros.drawing.chart_numbers import shown_number
from wiki.macros.drawing.chart_plot import Labels, field_of, frame, grid, names, ticks_for
from wiki.macros.drawing.svg import Point, element, path, title

_DOT = 3.5
_DAY = 86400.0
_MOST_DOTS = 400
_TOLD_POINTS = 30

POINT_KINDS = frozenset({"xyarea", "xybar", "xyline", "xystep", "xysteparea", "scatter", "timeseries"})
"""Kinds of charts that this module draws."""

_FROM_ZERO = frozenset({"xyarea", "xybar", "xysteparea"})


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where points are in a field."""

    look: Look
    field: Room
    across: Axis
    up: Axis
    is_time: bool

    def point(self, x: float, y: float) -> Point:
        """Give the place of a point."""
        return (
            self.field.left + self.across.share(x) * self.field.width,
            self.field.bottom - self.up.share(y) * self.field.height,
        )

    def tip(self, series: PointSeries, x: float, y: float) -> str:
        """Give the text that shows when a pointer rests on a point."""
        return title(f"{series.name}, {told(x, is_time=self.is_time)}: {shown_number(y)}")


def told(x: float, *, is_time: bool) -> str:
    """Write a value of x for people."""
    if not is_time:
        return shown_number(x)
    moment = moment_of(x)
    return f"{moment:%Y-%m-%d}" if x % _DAY == 0 else f"{moment:%Y-%m-%d %H:%M}"


def point_chart(look: Look, data: Sequence[PointSeries], across: Bounds, up: Bounds, *, is_time: bool) -> str:
    """Draw a chart of points.

    Args:
        look: how the page wants it; its kind is one of `POINT_KINDS`.
        data: the points.
        across: what the page wants of the axis of x.
        up: what the page wants of the axis of y.
        is_time: whether x is a moment.
    """
    top, room = heading(look)
    foot, room = legend(look, [series.name for series in data], room)
    sheet = _sheet(look, data, room, across, up, is_time=is_time)
    shapes = "".join(_shapes(sheet, series, place, data) for place, series in enumerate(data))
    return drawing(
        look,
        _telling(data, is_time=is_time),
        top,
        grid(sheet.field, sheet.up, horizontal=False),
        grid(sheet.field, sheet.across, horizontal=True),
        element("g", {}, shapes),
        frame(sheet.field),
        names(room, sheet.field, x_label=look.x_label, y_label=look.y_label),
        foot,
    )


def _sheet(look: Look, data: Sequence[PointSeries], room: Room, across: Bounds, up: Bounds, *, is_time: bool) -> _Sheet:
    xs = [x for series in data for x, _y in series.points]
    ys = [y for series in data for _x, y in series.points]
    up_axis = number_axis(min(ys), max(ys), ticks_for(room.height * 0.8, 38), up, with_zero=look.kind in _FROM_ZERO)
    marks = [text for _value, text in up_axis.ticks]
    field = field_of(look, room, marks, Labels((), 1), x_label=look.x_label, y_label=look.y_label, spare=20)
    low, high = min(xs), max(xs)
    if look.kind == "xybar":
        half = _distance(data) / 2
        low, high = low - half, high + half
    if is_time:
        if across.step is None and all(x % _DAY == 0 for x in xs):
            across = replace(across, step=_DAY)
        across_axis = time_axis(low, high, ticks_for(field.width, 62), across)
    else:
        across_axis = number_axis(low, high, ticks_for(field.width, 55), across, with_zero=False)
    return _Sheet(look, field, across_axis, up_axis, is_time)


def _distance(data: Sequence[PointSeries]) -> float:
    """Give the smallest distance between two values of x."""
    xs = sorted({x for series in data for x, _y in series.points})
    return min((right - left for left, right in pairwise(xs)), default=1.0)


def _shapes(sheet: _Sheet, series: PointSeries, place: int, data: Sequence[PointSeries]) -> str:
    look, paint = sheet.look, paint_of(sheet.look, place)
    if look.kind == "xybar":
        return _bars(sheet, series, place, data, paint)
    if look.kind == "scatter":
        return _dots(sheet, series, paint)
    corners = _steps(series) if "step" in look.kind else list(series.points)
    line = [sheet.point(x, y) for x, y in corners]
    out = ""
    if look.kind in _FROM_ZERO:
        fill = paint.fill(look.opacity if look.opacity is not None else 0.45)
        bases = [sheet.point(corners[-1][0], 0), sheet.point(corners[0][0], 0)]
        out += element("path", {**fill, "d": path(line + bases, closed=True)}, title(series.name))
    if len(line) > 1:
        out += element("path", {**paint.line(), "d": path(line)})
    if len(line) == 1 or (look.shapes and look.kind not in _FROM_ZERO and len(series.points) <= _MOST_DOTS):
        out += _dots(sheet, series, paint)
    return out


def _steps(series: PointSeries) -> list[tuple[float, float]]:
    corners = [series.points[0]]
    for (_x1, y1), (x2, y2) in pairwise(series.points):
        corners += [(x2, y1), (x2, y2)]
    return corners


def _dots(sheet: _Sheet, series: PointSeries, paint: Paint) -> str:
    fill = paint.fill(sheet.look.opacity if sheet.look.opacity is not None else 1)
    dots = []
    for x, y in series.points:
        place = sheet.point(x, y)
        dot = {**fill, "cx": place[0], "cy": place[1], "r": _DOT}
        dots.append(element("circle", dot, sheet.tip(series, x, y)))
    return "".join(dots)


def _bars(sheet: _Sheet, series: PointSeries, place: int, data: Sequence[PointSeries], paint: Paint) -> str:
    wide = _distance(data) * 0.8 / len(data)
    fill = paint.fill(sheet.look.opacity if sheet.look.opacity is not None else 1)
    out = []
    for x, y in series.points:
        begin = x - wide * len(data) / 2 + place * wide
        (x1, y1), (x2, y2) = sheet.point(begin, 0), sheet.point(begin + wide, y)
        box = {"x": x1, "y": min(y1, y2), "width": max(1.0, x2 - x1), "height": abs(y2 - y1)}
        out.append(element("rect", {**fill, **box}, sheet.tip(series, x, y)))
    return "".join(out)


def _telling(data: Sequence[PointSeries], *, is_time: bool) -> str:
    rows = []
    for series in data:
        points = ", ".join(f"{told(x, is_time=is_time)} {shown_number(y)}" for x, y in series.points[:_TOLD_POINTS])
        rows.append(f"{series.name}: {points}" + (", …" if len(series.points) > _TOLD_POINTS else ""))
    return "; ".join(rows)
