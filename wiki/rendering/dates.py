"""Dates as readers see them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import pgettext


def shown_date(written: str) -> str:
    """Give a date of the form `yyyy-mm-dd` as day, month and year; anything else as it is."""
    try:
        day = date.fromisoformat(written.strip()[:10])
    except ValueError:
        return written
    return date_format(day, pgettext("how a date in a text is written, in the letters of Django", "d M Y"))
