"""The day it is, where the site is."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """The present day in the site's time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())
