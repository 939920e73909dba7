"""Bar, line and area charts: values over categories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wiki.macros.drawing.chart_axis import Axis, Bounds, number_axis
from wiki.macros.drawing.chart_data import CategoryData, Series
from wiki.macros.drawing.chart_frame import TINY, Look, Paint, Room, drawing, heading, legend, paint_of
from wiki.macros.drawing.chart_numbers import shown_number
from wiki.macros.drawing.chart_plot import Labels, feet, field_of, frame, grid, names, sides, ticks_for
from wiki.macros.drawing.svg import Point, element, path, title, width_of

_GROUP = 0.8
_WIDEST_BAR = 70.0
_DOT = 3.5

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where categories and values are in a field."""

    look: Look
    field: Room
    axis: Axis
    count: int

    @property
    def slot(self) -> float:
        """How much room there is for a category, in pixels."""
        return (self.field.height if self.look.horizontal else self.field.width) / self.count

    def point(self, category: float, value: float) -> Point:
        """Give the place of a value over a category; the middle of the first one is 0.5."""
        share, along = category / self.count, self.axis.share(value)
        if self.look.horizontal:
            return self.field.left + along * self.field.width, self.field.top + share * self.field.height
        return self.field.left + share * self.field.width, self.field.bottom - along * self.field.height


def category_chart(look: Look, data: CategoryData, bounds: Bounds) -> str:
    """Draw a bar, line or area chart.

    Args:
        look: how the page wants it; its kind is `bar`, `line` or `area`.
        data: the values.
        bounds: what the page wants of the axis of values.
    """
    top, room = heading(look)
    foot, room = legend(look, [series.name for series in data.series], room)
    spans = _stacked(data) if look.stacked else _plain(data)
    sheet = _sheet(look, data, spans, room, bounds)
    labels = _labels(data)
    grid_lines = grid(sheet.field, sheet.axis, horizontal=look.horizontal)
    texts = sides(sheet.field, labels) if look.horizontal else feet(look, sheet.field, labels)
    x_label, y_label = _axis_names(look)
    shapes = "".join(
        _SHAPES[look.kind](sheet, place, data, spans[place], paint_of(look, place))
        for place in _drawn_order(look, data)
    )
    return drawing(
        look,
        _telling(data),
        top,
        grid_lines,
        element("g", {}, shapes),
        frame(sheet.field),
        texts,
        names(room, sheet.field, x_label=x_label, y_label=y_label),
        foot,
    )


def _axis_names(look: Look) -> tuple[str, str]:
    return (look.y_label, look.x_label) if look.horizontal else (look.x_label, look.y_label)


def _drawn_order(look: Look, data: CategoryData) -> Iterator[int]:
    # The lowest part of a stack of areas is drawn last, so that the line of each stays in sight.
    places = range(len(data.series))
    return iter(reversed(places)) if look.kind == "area" and look.stacked else iter(places)


def _labels(data: CategoryData) -> Labels:
    count = len(data.categories)
    texts = tuple(((place + 0.5) / count, name) for place, name in enumerate(data.categories))
    return Labels(texts, 1 / count)


def _sheet(look: Look, data: CategoryData, spans: list[list[Span | None]], room: Room, bounds: Bounds) -> _Sheet:
    ends = [end for row in spans for span in row if span is not None for end in (span if look.stacked else span[1:])]
    length, per = (room.width, 75) if look.horizontal else (room.height, 38)
    zero = look.kind != "line" or look.stacked
    axis = number_axis(min(ends), max(ends), ticks_for(length * 0.8, per), bounds, with_zero=zero)
    marks = [text for _value, text in axis.ticks]
    x_label, y_label = _axis_names(look)
    side = list(data.categories) if look.horizontal else marks
    below = Labels((), 1) if look.horizontal else _labels(data)
    spare = width_of(marks[-1], TINY) / 2 if look.horizontal and marks else 6
    field = field_of(look, room, side, below, x_label=x_label, y_label=y_label, spare=spare)
    return _Sheet(look, field, axis, len(data.categories))


def _plain(data: CategoryData) -> list[list[Span | None]]:
    return [[None if value is None else (0.0, value) for value in series.values] for series in data.series]


def _stacked(data: CategoryData) -> list[list[Span | None]]:
    above, below = [0.0] * len(data.categories), [0.0] * len(data.categories)
    spans: list[list[Span | None]] = []
    for series in data.series:
        row: list[Span | None] = []
        for place, value in enumerate(series.values):
            heap = below if value is not None and value < 0 else above
            base = heap[place]
            heap[place] += value or 0.0
            row.append((base, heap[place]))
        spans.append(row)
    return spans


def _tip(data: CategoryData, series: Series, place: int) -> str:
    value = series.values[place]
    return title(f"{series.name}, {data.categories[place]}: {shown_number(value or 0)}")


def _bars(sheet: _Sheet, number: int, data: CategoryData, spans: list[Span | None], paint: Paint) -> str:
    count = 1 if sheet.look.stacked else len(data.series)
    wide = min(_GROUP / count, _WIDEST_BAR / sheet.slot)
    fill = paint.fill(sheet.look.opacity if sheet.look.opacity is not None else 1)
    out = []
    for place, span in enumerate(spans):
        if span is None or data.series[number].values[place] is None:
            continue
        begin = place + 0.5 - wide * count / 2 + (0 if sheet.look.stacked else number * wide)
        (x1, y1), (x2, y2) = sheet.point(begin, span[0]), sheet.point(begin + wide * 0.94, span[1])
        box = {"x": min(x1, x2), "y": min(y1, y2), "width": abs(x2 - x1), "height": abs(y2 - y1)}
        out.append(element("rect", {**fill, **box}, _tip(data, data.series[number], place)))
    return "".join(out)


def _line(sheet: _Sheet, number: int, data: CategoryData, spans: list[Span | None], paint: Paint) -> str:
    out, series = [], data.series[number]
    for run in _runs(spans):
        points = [sheet.point(place + 0.5, top) for place, (_base, top) in run]
        if len(points) > 1:
            out.append(element("path", {**paint.line(), "d": path(points)}))
        if sheet.look.shapes or len(points) == 1:
            out += [
                element("circle", {**paint.fill(), "cx": x, "cy": y, "r": _DOT}, _tip(data, series, place))
                for (place, _span), (x, y) in zip(run, points, strict=True)
            ]
    return "".join(out)


def _area(sheet: _Sheet, number: int, data: CategoryData, spans: list[Span | None], paint: Paint) -> str:
    usual = 0.85 if sheet.look.stacked else 0.45
    fill = paint.fill(sheet.look.opacity if sheet.look.opacity is not None else usual)
    out = []
    for run in _runs(spans):
        tops = [sheet.point(place + 0.5, top) for place, (_base, top) in run]
        bases = [sheet.point(place + 0.5, base) for place, (base, _top) in reversed(run)]
        tip = title(data.series[number].name)
        out.append(element("path", {**fill, "d": path(tops + bases, closed=True)}, tip))
        out.append(element("path", {**paint.line(), "d": path(tops)}))
    return "".join(out)


_SHAPES = {"bar": _bars, "line": _line, "area": _area}


def _runs(spans: list[Span | None]) -> list[list[tuple[int, Span]]]:
    """Give the stretches without a gap."""
    runs: list[list[tuple[int, Span]]] = []
    whole = False
    for place, span in enumerate(spans):
        if span is None:
            whole = False
            continue
        if not whole:
            runs.append([])
            whole = True
        runs[-1].append((place, span))
    return runs


def _telling(data: CategoryData) -> str:
    rows = []
    for series in data.series:
        values = ", ".join(
            f"{category} {shown_number(value)}"
            for category, value in zip(data.categories, series.values, strict=True)
            if value is not None
        )
        rows.append(f"{series.name}: {values}")
    return "; ".join(rows)
