"""Dates as readers see them."""

from datetime import date

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def shown_date(written: str) -> str:
    """Give a date of the form `yyyy-mm-dd` as day, month and year; anything else as it is."""
    try:
        day = date.fromisoformat(written.strip()[:10])
    except ValueError:
        return written
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"
