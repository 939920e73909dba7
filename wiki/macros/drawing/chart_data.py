"""What a chart shows: series of values over categories, or of points, taken from tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext

from wiki.macros.drawing.chart_tables import Table, turned

MOST_VALUES = 5_000
"""Values that one chart may show."""

ReadValue = Callable[[str], float | None]


class BadChart(Exception):
    """A chart that can't be drawn; `str(error)` says why."""


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one for each category; None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class CategoryData:
    """Series of values over the same categories."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class PointSeries:
    """A named row of points, from the smallest x to the greatest."""

    name: str
    points: tuple[tuple[float, float], ...]


def category_data(tables: Iterable[Table], *, vertical: bool, read: ReadValue) -> CategoryData:
    """Read tables whose first row names the categories, and each other row is a series that its first cell names.

    Args:
        tables: the tables; series of several stand beside each other.
        vertical: whether it is the columns that are series, and the first of them names the categories.
        read: gives the number that a cell holds.

    Raises:
        BadChart: there is nothing to show, or too much.
    """
    categories: dict[str, None] = {}
    rows: list[tuple[str, dict[str, float | None]]] = []
    for table in tables:
        oriented = turned(table) if vertical else table
        head = oriented.rows[0][1:] if oriented.rows else ()
        names = [cell.text or str(place) for place, cell in enumerate(head, 1)]
        categories |= dict.fromkeys(names)
        for row in oriented.rows[1:]:
            values = {name: read(cell.text) for name, cell in zip(names, row[1:], strict=False)}
            rows.append((row[0].text if row else "", values))
    if len(rows) * len(categories) > MOST_VALUES:
        raise BadChart(
            gettext("it would have more than {most_values} values.").format(
                most_values=number_format(MOST_VALUES, force_grouping=True)
            )
        )
    series = tuple(
        Series(name or f"Series {place}", tuple(values.get(category) for category in categories))
        for place, (name, values) in enumerate(rows, 1)
    )
    if not any(value is not None for each in series for value in each.values):
        raise BadChart(_nothing(vertical))
    return CategoryData(tuple(categories), series)


def point_data(
    tables: Iterable[Table], *, vertical: bool, read_x: ReadValue, read_y: ReadValue
) -> tuple[PointSeries, ...]:
    """Read tables whose first row holds the values of x, and each other row those of y for a series.

    Args:
        tables: the tables.
        vertical: whether it is the columns that hold them.
        read_x: gives the number or the moment that a cell of the first row holds.
        read_y: gives the number that another cell holds.

    Raises:
        BadChart: there is nothing to show, or too much.
    """
    found: list[PointSeries] = []
    left = MOST_VALUES
    for table in tables:
        oriented = turned(table) if vertical else table
        if not oriented.rows:
            continue
        places = [read_x(cell.text) for cell in oriented.rows[0][1:]]
        for row in oriented.rows[1:]:
            pairs = ((x, read_y(cell.text)) for x, cell in zip(places, row[1:], strict=False))
            points = sorted((x, y) for x, y in pairs if x is not None and y is not None)
            left -= len(points)
            if left < 0:
                raise BadChart(
                    gettext("it would have more than {most_values} values.").format(
                        most_values=number_format(MOST_VALUES, force_grouping=True)
                    )
                )
            if points:
                found.append(PointSeries(row[0].text or f"Series {len(found) + 1}", tuple(points)))
    if not found:
        raise BadChart(_nothing(vertical))
    return tuple(found)


def _nothing(vertical: bool) -> str:
    where = "columns" if vertical else "rows"
    other = "horizontal" if vertical else "vertical"
    return gettext(
        "there are no numbers in its tables, or they don't stand in {where}. The parameter dataOrientation can "
        "be {other} as well."
    ).format(where=where, other=other)
