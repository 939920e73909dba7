"""Spans of time as macros are told them: `7d`, `12h`, `2w`, `1w 3d`; and the moment so long ago."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

_SPAN = re.compile(r"(\d{1,6})\s*(mo|[mhdwy])")
_WHOLE = re.compile(r"\s*-?\s*(?:\d{1,6}\s*(?:mo|[mhdwy])[\s,]*)+")
_LENGTHS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "mo": timedelta(days=30),
    "y": timedelta(days=365),
}
_NAMED = {
    "today": timedelta(days=1),
    "yesterday": timedelta(days=2),
    "lastweek": timedelta(weeks=1),
    "week": timedelta(weeks=1),
    "lastmonth": timedelta(days=30),
    "month": timedelta(days=30),
    "lastsixmonths": timedelta(days=183),
    "lastyear": timedelta(days=365),
    "year": timedelta(days=365),
}
_LONGEST = timedelta(days=365 * 100)


class BadSpan(ValueError):
    """A text that is no span of time."""


def moment_ago(text: str) -> datetime:
    """Give the moment that lies a span of time back.

    Args:
        text: amounts of minutes, hours, days, weeks, months or years (`m`, `h`, `d`, `w`, `mo`, `y`), or a word such as
            `today` or `lastweek`.

    Raises:
        BadSpan: it is none.
    """
    word = text.strip().lower()
    if word in _NAMED:
        return timezone.now() - _NAMED[word]
    if not _WHOLE.fullmatch(word):
        raise BadSpan(gettext("“{text}” is no span of time such as 7d or 12h.").format(text=text[:50]))
    span = timedelta()
    for amount, unit in _SPAN.findall(word):
        span += min(int(amount) * _LENGTHS[unit], _LONGEST)
    return timezone.now() - min(span, _LONGEST)
