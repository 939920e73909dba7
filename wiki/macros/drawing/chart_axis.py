"""The axes of a chart: from where to where they go, and which places on them are marked."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wiki.macros.drawing.chart_dates import moment_of
from wiki.macros.drawing.chart_numbers import shown_number

_MOST_TICKS = 60
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_SPANS = (1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, _DAY, 2 * _DAY, 7 * _DAY, 14 * _DAY)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high`; `ticks` are the places on it that are marked, each with its text."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        """Say how far along the axis a value is: 0 at its beginning, 1 at its end; never beyond."""
        return max(0.0, min(1.0, (value - self.low) / (self.high - self.low)))


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a page wants of an axis; None leaves it to the values."""

    low: float | None = None
    high: float | None = None
    step: float | None = None


def number_axis(low: float, high: float, room: int, bounds: Bounds, *, with_zero: bool) -> Axis:
    """Make an axis for numbers, with marks at round ones.

    Args:
        low: the smallest value.
        high: the greatest one.
        room: how many marks there is room for.
        bounds: what the page wants.
        with_zero: whether it has to reach to zero.
    """
    if with_zero or (0 < low < high / 2) or (high / 2 < low and low == high):
        low = min(low, 0.0)
    if with_zero or high < 0 and high > low / 2:
        high = max(high, 0.0)
    low = low if bounds.low is None else bounds.low
    high = high if bounds.high is None else bounds.high
    if not high > low:
        high = low + (abs(low) or 1.0)
    step = bounds.step if bounds.step and bounds.step > 0 else round_step((high - low) / max(1, room))
    if (high - low) / step > _MOST_TICKS:
        step = round_step((high - low) / max(1, room))
    first = low if bounds.low is not None else math.floor(low / step + 1e-9) * step
    last = high if bounds.high is not None else math.ceil(high / step - 1e-9) * step
    if not last > first:
        last = first + step
    begin = math.ceil(first / step - 1e-9)
    count = math.floor(last / step + 1e-9) - begin + 1
    ticks = tuple(((begin + place) * step, shown_number((begin + place) * step, step)) for place in range(count))
    return Axis(first, last, ticks)


def round_step(least: float) -> float:
    """Give the next greater 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    for times in (1, 2, 5):
        if times * power >= least * (1 - 1e-9):
            return times * power
    return 10 * power


def time_axis(low: float, high: float, room: int, bounds: Bounds) -> Axis:
    """Make an axis for moments, with marks where years, months, days or hours begin.

    Args:
        low: the first moment, in seconds since 1970.
        high: the last one.
        room: how many marks there is room for.
        bounds: what the page wants; its step is in seconds.
    """
    low = low if bounds.low is None else bounds.low
    high = high if bounds.high is None else bounds.high
    if not high > low:
        low, high = low - _DAY / 2, low + _DAY / 2
    least = max((high - low) / max(1, room), bounds.step or 0)
    span = next((each for each in _SPANS if each >= least), None)
    if span is not None:
        return Axis(low, high, tuple(_even(low, high, span)))
    months = next((each for each in _MONTHS if each * 30 * _DAY >= least), _MONTHS[-1])
    return Axis(low, high, tuple(_by_months(low, high, months)))


def _even(low: float, high: float, span: int) -> Iterator[tuple[float, str]]:
    place = math.ceil(low / span) * span
    previous: datetime | None = None
    while place <= high:
        moment = moment_of(place)
        if span < _DAY and previous is not None and previous.date() == moment.date():
            yield place, moment.strftime("%H:%M:%S" if span < _MINUTE else "%H:%M")
        elif span < _DAY:
            yield place, moment.strftime("%H:%M") if low >= 0 and high < _DAY else f"{moment.day} {moment:%b %H:%M}"
        else:
            yield place, f"{moment.day} {moment:%b}" + (f" {moment.year}" if previous is None else "")
        previous = moment
        place += span


def _by_months(low: float, high: float, months: int) -> Iterator[tuple[float, str]]:
    start = moment_of(low)
    number = start.year * 12 + start.month - 1
    number = math.ceil(number / months) * months
    while number < 9999 * 12:
        moment = datetime(number // 12, number % 12 + 1, 1, tzinfo=start.tzinfo)
        place = (moment - moment_of(0)).total_seconds()
        if place > high:
            return
        if place >= low:
            yield place, str(moment.year) if months % 12 == 0 else f"{moment:%b} {moment.year}"
        number += months
