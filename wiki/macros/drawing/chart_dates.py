"""Reads the dates in the cells of a table, by patterns as Java writes them or by the forms that are usual."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 60
_FIRST_YEAR, _LAST_YEAR = 100, 9900
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RUN = re.compile(r"'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+|'")
_QUARTER = re.compile(r"(?:Q([1-4])\s*/?\s*(\d{4})|(\d{4})\s*[-/]?\s*Q([1-4]))", re.IGNORECASE)

USUAL_PATTERNS = (
    "yyyy-MM-dd'T'HH:mm:ss",
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd HH:mm",
    "yyyy-MM-dd",
    "yyyy/MM/dd",
    "yyyy-MM",
    "dd.MM.yyyy",
    "dd MMM yyyy",
    "dd-MMM-yyyy",
    "dd/MMM/yyyy",
    "MMM dd, yyyy",
    "MMM yyyy",
    "MMM-yyyy",
    "MM/dd/yyyy",
    "dd/MM/yyyy",
    "MM/yyyy",
    "yyyy",
    "HH:mm:ss",
    "HH:mm",
)
"""Forms that are tried after the one that a page names, in this order."""

_PARTS = {
    "y": ("year", r"(\d{1,4})"),
    "d": ("day", r"(\d{1,2})"),
    "H": ("hour", r"(\d{1,2})"),
    "k": ("hour", r"(\d{1,2})"),
    "h": ("hour", r"(\d{1,2})"),
    "K": ("hour", r"(\d{1,2})"),
    "m": ("minute", r"(\d{1,2})"),
    "s": ("second", r"(\d{1,2})"),
    "S": ("millisecond", r"(\d{1,3})"),
    "a": ("half", r"([AaPp][Mm])"),
    "E": ("weekday", r"([A-Za-z]{2,12})"),
}


def read_moment(text: str, pattern: str = "") -> float | None:
    """Give the moment that a cell names, in seconds since 1970, or None.

    Args:
        text: what the cell says.
        pattern: the form that is tried first, such as `dd/MM/yyyy`.
    """
    cell = " ".join(text.split())[: _LONGEST + 1]
    if len(cell) > _LONGEST:
        return None
    for each in (pattern, *USUAL_PATTERNS) if pattern else USUAL_PATTERNS:
        moment = _read(cell, each)
        if moment is not None:
            return moment
    quarter = _QUARTER.fullmatch(cell)
    if quarter:
        number, year = int(quarter.group(1) or quarter.group(4)), int(quarter.group(2) or quarter.group(3))
        return _seconds(year, {"month": 3 * number - 2})
    return None


def moment_of(seconds: float) -> datetime:
    """Give a moment of `read_moment` as a date and a time of day."""
    return _EPOCH + timedelta(seconds=seconds)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    if len(pattern) > _LONGEST:
        return None
    expression, names = "", []
    for run in _RUN.finditer(pattern):
        letter = run.group(2)
        if letter is None:
            expression += re.escape(run.group(1) if run.group(1) is not None else run.group())
            continue
        if letter == "M":
            name, part = "month", (r"([A-Za-z]{3,12})\.?" if len(run.group()) > 2 else r"(\d{1,2})")
        elif letter in _PARTS:
            name, part = _PARTS[letter]
        else:
            return None
        if name in names:
            return None
        names.append(name)
        expression += part
    return re.compile(expression), tuple(names)


def _read(cell: str, pattern: str) -> float | None:
    compiled = _compiled(pattern)
    found = compiled[0].fullmatch(cell) if compiled else None
    if compiled is None or found is None:
        return None
    given = dict(zip(compiled[1], found.groups(), strict=True))
    year = given.pop("year", "1970")
    half = given.pop("half", "").lower()
    given.pop("weekday", "")
    month = given.pop("month", "1")
    if not month.isdigit():
        if month[:3].lower() not in _MONTHS:
            return None
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    numbers = {name: int(value) for name, value in given.items()} | {"month": int(month)}
    if half:
        numbers["hour"] = numbers.get("hour", 0) % 12 + (12 if half == "pm" else 0)
    full_year = int(year) + (2000 if int(year) < 70 else 1900) if len(year) <= 2 else int(year)
    return _seconds(full_year, numbers)


def _seconds(year: int, numbers: dict[str, int]) -> float | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        moment = datetime(
            year,
            numbers.get("month", 1),
            numbers.get("day", 1),
            numbers.get("hour", 0) % 24,
            numbers.get("minute", 0),
            numbers.get("second", 0),
            1000 * numbers.get("millisecond", 0),
            tzinfo=UTC,
        )
    except ValueError:
        return None
    return (moment - _EPOCH).total_seconds()
