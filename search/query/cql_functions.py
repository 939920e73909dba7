"""The functions of CQL: who asks, where, and moments such as the start of this week."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext


class Surroundings(Protocol):
    """What functions in a query mean for whoever asks, and where they ask."""

    @property
    def username(self) -> str | None:
        """The name of whoever asks; None for the anonymous user."""
        ...

    @property
    def space_key(self) -> str | None:
        """The key of the space in which it is asked."""
        ...

    @property
    def content_id(self) -> int | None:
        """The id of the content in which it is asked."""
        ...

    def favourite_spaces(self) -> list[str]:
        """Give the keys of the spaces that are favourites of whoever asks."""
        ...

    def recent_contents(self, limit: int, offset: int) -> list[int]:
        """Give the ids of what whoever asks viewed last."""
        ...

    def recent_spaces(self, limit: int) -> list[str]:
        """Give the keys of the spaces that whoever asks viewed last."""
        ...


Function = Callable[[Surroundings, list[str]], list[str]]


def _current_user(around: Surroundings, arguments: list[str]) -> list[str]:
    return [around.username] if around.username else []


def _current_space(around: Surroundings, arguments: list[str]) -> list[str]:
    if around.space_key is None:
        raise ValueError(gettext("currentSpace() needs to be told in which space it is asked"))
    return [around.space_key]


def _current_content(around: Surroundings, arguments: list[str]) -> list[str]:
    if around.content_id is None:
        raise ValueError(gettext("currentContent() needs to be told in which content it is asked"))
    return [str(around.content_id)]


def _favourite_spaces(around: Surroundings, arguments: list[str]) -> list[str]:
    return around.favourite_spaces()


def _recent_contents(around: Surroundings, arguments: list[str]) -> list[str]:
    limit, offset = (_whole(each) for each in [*arguments, *("50", "0")[len(arguments) :]][:2])
    return [str(pk) for pk in around.recent_contents(min(limit, 200), offset)]


def _recent_spaces(around: Surroundings, arguments: list[str]) -> list[str]:
    return around.recent_spaces(min(_whole(arguments[0]) if arguments else 10, 200))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise ValueError(gettext("{text} is no whole number").format(text=text))
    return int(text)


_STEP = re.compile(r"([+-]?)(\d{1,5})([yMwdhm])")


def _moved(start: datetime, arguments: list[str], unit: str = "d") -> datetime:
    """Move a moment by a step such as -7d; m are minutes and M months."""
    if not arguments:
        return start
    found = _STEP.fullmatch(arguments[0]) or _STEP.fullmatch(arguments[0] + unit)
    if found is None:
        raise ValueError(gettext("{arguments} is no step in time; write -7d, 2w, -1M").format(arguments=arguments[0]))
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    try:
        match found[3]:
            case "y":
                return _months(start, 12 * count)
            case "M":
                return _months(start, count)
            case "w":
                return start + timedelta(weeks=count)
            case "d":
                return start + timedelta(days=count)
            case "h":
                return start + timedelta(hours=count)
            case _:
                return start + timedelta(minutes=count)
    except (OverflowError, ValueError):
        raise ValueError(gettext("{arguments} leads out of the calendar").format(arguments=arguments[0])) from None


def _months(start: datetime, count: int) -> datetime:
    month = start.year * 12 + start.month - 1 + count
    first = start.replace(year=month // 12, month=month % 12 + 1, day=1)
    return min(first + timedelta(days=start.day - 1), _next_month(first) - timedelta(days=1))


def _next_month(first: datetime) -> datetime:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _now(around: Surroundings, arguments: list[str]) -> list[str]:
    return [f"@{int(_moved(timezone.localtime(), arguments).timestamp())}"]


def _bounds(unit: str, *, end: bool) -> Function:
    def bound(around: Surroundings, arguments: list[str]) -> list[str]:
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        match unit:
            case "d":
                first, after = today, today + timedelta(days=1)
            case "w":
                first = today - timedelta(days=today.weekday())
                after = first + timedelta(weeks=1)
            case "M":
                first = today.replace(day=1)
                after = _next_month(first)
            case _:
                first = today.replace(month=1, day=1)
                after = first.replace(year=first.year + 1)
        moment = _moved(after - timedelta(seconds=1) if end else first, arguments, unit)
        return [f"@{int(moment.timestamp())}"]

    return bound


FUNCTIONS: dict[str, Function] = {
    "currentuser": _current_user,
    "currentspace": _current_space,
    "currentcontent": _current_content,
    "favouritespaces": _favourite_spaces,
    "favoritespaces": _favourite_spaces,
    "recentlyviewedcontent": _recent_contents,
    "recentlyviewedspaces": _recent_spaces,
    "now": _now,
    **{
        f"{name}of{period}": _bounds(unit, end=name == "end")
        for name in ("start", "end")
        for period, unit in (("day", "d"), ("week", "w"), ("month", "M"), ("year", "y"))
    },
}
"""What each function, by its name without capitals, gives as values; a `ValueError` says what is wrong with a call."""
