"""Reads the plan of a roadmap, which a page keeps as JSON written like a part of an address."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.formats import number_format
from django.utils.translation import gettext

from wiki.macros.drawing.chart_dates import read_moment
from wiki.macros.safe_css import css_colour

LONGEST_SOURCE = 300_000
MOST_LANES = 100
MOST_BARS = 1000
MOST_MARKERS = 100

_DAY = 86400.0
_UNITS = {"WEEK": 7 * _DAY, "MONTH": 365.25 / 12 * _DAY, "QUARTER": 365.25 / 4 * _DAY, "DAY": _DAY}
_LONGEST_NAME = 300
_LONGEST_DURATION = 100 * 365.25 * _DAY
_MOST_ROWS = 50


class BadPlan(Exception):
    """A plan that can't be read; `str(error)` says why."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Something planned: from when to when, in seconds since 1970, and in which row of its lane."""

    title: str
    description: str
    start: float
    end: float
    row: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of rows that belong together, with its colours; empty for none."""

    title: str
    colour: str
    bar_colour: str
    text_colour: str
    bars: tuple[Bar, ...]

    @property
    def rows(self) -> int:
        """How many rows its bars need."""
        return max((bar.row for bar in self.bars), default=0) + 1


@dataclass(frozen=True, slots=True)
class Marker:
    """A moment with a name."""

    title: str
    moment: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A roadmap: its lanes from the top, its marked moments, and from when to when it goes."""

    title: str
    lanes: tuple[Lane, ...]
    markers: tuple[Marker, ...]
    start: float
    end: float


def read_plan(source: str) -> Plan:
    """Read a plan.

    Args:
        source: JSON, with or without %-signs for its special characters.

    Raises:
        BadPlan: it is too long, or no plan.
    """
    if len(source) > LONGEST_SOURCE:
        raise BadPlan(gettext("its plan is too long."))
    try:
        data = json.loads(unquote(source) if source.lstrip().startswith("%") else source)
    except (ValueError, RecursionError) as error:
        raise BadPlan(gettext("its plan can't be read.")) from error
    if not isinstance(data, dict):
        raise BadPlan(gettext("its plan can't be read."))
    timeline = _object(data.get("timeline"))
    unit = _UNITS.get(_text(timeline.get("displayOption")).upper(), _UNITS["MONTH"])
    lanes = tuple(_lane(each, unit) for each in _objects(data.get("lanes"), MOST_LANES))
    markers = tuple(_markers(data.get("markers")))
    bars = [bar for lane in lanes for bar in lane.bars]
    if len(bars) > MOST_BARS:
        raise BadPlan(
            gettext("it has more than {most_bars} bars.").format(
                most_bars=number_format(MOST_BARS, force_grouping=True)
            )
        )
    if not lanes:
        raise BadPlan(gettext("it has no lanes yet."))
    moments = [moment for bar in bars for moment in (bar.start, bar.end)]
    first, last = _moment(timeline.get("startDate")), _moment(timeline.get("endDate"))
    start = first if first is not None else min(moments, default=0.0)
    end = last if last is not None else max(moments, default=start)
    return Plan(_text(data.get("title")), lanes, markers, start, max(end, start + _DAY))


def _lane(data: dict[str, object], unit: float) -> Lane:
    colours = _object(data.get("color"))
    bars = tuple(filter(None, (_bar(each, unit) for each in _objects(data.get("bars"), MOST_BARS + 1))))
    lane, bar, text = (css_colour(_text(colours.get(name))) or "" for name in ("lane", "bar", "text"))
    return Lane(_text(data.get("title")), lane, bar, text, bars)


def _bar(data: dict[str, object], unit: float) -> Bar | None:
    start = _moment(data.get("startDate"))
    if start is None:
        return None
    duration = data.get("duration")
    length = float(duration) * unit if isinstance(duration, int | float) and 0 <= duration < 1e9 else unit
    row = data.get("rowIndex")
    place = min(_MOST_ROWS - 1, max(0, row)) if isinstance(row, int) else 0
    title, description = _text(data.get("title")), _text(data.get("description"))
    return Bar(title, description, start, start + min(length, _LONGEST_DURATION), place)


def _markers(data: object) -> list[Marker]:
    found = ((_text(each.get("title")), _moment(each.get("markerDate"))) for each in _objects(data, MOST_MARKERS))
    return [Marker(title, moment) for title, moment in found if moment is not None]


def _moment(value: object) -> float | None:
    return read_moment(value) if isinstance(value, str) else None


def _text(value: object) -> str:
    return " ".join(value[:_LONGEST_NAME].split()) if isinstance(value, str) else ""


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _objects(value: object, most: int) -> list[dict[str, object]]:
    return [each for each in value[:most] if isinstance(each, dict)] if isinstance(value, list) else []
