"""Moments as queries write them: 2026, 2026-11, 20261123, 2026-11-23, 2026/11/23 14:30, all in the site's time zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils import timezone

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:[-/]?(?P<month>\d{2})(?:[-/]?(?P<day>\d{2})"
    r"(?:[T ]?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:\.?\d{1,6})?)?)?)?)?Z?"
)


def moment_of(text: str) -> tuple[datetime, datetime] | None:
    """Give the first moment that a text names, and the first one after it; None where it names none."""
    found = _FORMS.fullmatch(text.strip())
    if found is None:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items() if value is not None}
    try:
        first = datetime(
            parts["year"], parts.get("month", 1), parts.get("day", 1), parts.get("hour", 0), parts.get("minute", 0),
            parts.get("second", 0), tzinfo=timezone.get_current_timezone(),
        )  # fmt: skip
        return first, _after(first, parts)
    except (ValueError, OverflowError):
        return None


def seconds_of(text: str, *, end: bool = False) -> int | None:
    """Give a moment in seconds since 1970.

    Args:
        text: a date, with or without a time.
        end: the last second of what is named, instead of the first.
    """
    found = moment_of(text)
    if found is None:
        return None
    try:
        return int(found[1].timestamp()) - 1 if end else int(found[0].timestamp())
    except (ValueError, OverflowError):
        return None


def _after(first: datetime, parts: dict[str, int]) -> datetime:
    if "second" in parts:
        return first + timedelta(seconds=1)
    if "minute" in parts:
        return first + timedelta(minutes=1)
    if "day" in parts:
        return first + timedelta(days=1)
    if "month" in parts:
        return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first.replace(year=first.year + 1)
