"""Days as pages write them in parameters: `2026-11-23`, `23-11-2026`, `23-Nov-2026`, `23/11/2026`."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from wiki.macros.base import MacroFailure, MacroUse

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def given_day(use: MacroUse, name: str) -> date | None:
    """Give the day that a parameter names; None where it names none.

    Raises:
        MacroFailure: it is no day.
    """
    text = use.text(name).strip()
    if not text:
        return None
    try:
        return _day(text)
    except ValueError:
        raise MacroFailure(
            gettext("{name} must be a day such as 2026-11-23, not “{text}”.").format(name=name, text=text[:50])
        ) from None


def _day(text: str) -> date:
    parts = [part.strip() for part in text.replace("/", "-").replace(".", "-").split("-")]
    if len(parts) != 3:
        raise ValueError(text)
    if len(parts[0]) != 4:
        parts.reverse()
    year, month, day = parts
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in (year, month, day)):
        raise ValueError(text)
    return date(int(year), int(month), int(day))
