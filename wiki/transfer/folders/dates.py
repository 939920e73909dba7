"""Dates as people and programs write them into files."""

from datetime import UTC, datetime

from django.utils import timezone

_FORMS = ("%b %d, %Y", "%d %b %Y", "%d. %b %Y", "%B %d, %Y", "%d %B %Y", "%b %d, %Y %H:%M", "%Y/%m/%d", "%d.%m.%Y")
_LONGEST = 60


def read_moment(written: str) -> datetime | None:
    """Read a date, with or without a time; without a zone it is of the site's. None where it is none."""
    written = written.strip()
    if not written or len(written) > _LONGEST:
        return None
    found = _parsed(written)
    if found is None or not 1000 < found.year < 9000:
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def read_seconds(written: str) -> datetime | None:
    """Read a number of seconds since 1970; None where it is none."""
    if not (written.isascii() and written.isdigit() and len(written) <= 11):
        return None
    return datetime.fromtimestamp(int(written), UTC)


def _parsed(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        pass
    for form in _FORMS:
        try:
            return datetime.strptime(written, form)
        except ValueError:
            continue
    return None
