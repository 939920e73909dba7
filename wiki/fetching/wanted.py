"""What readers want that has to be fetched first: macros say it here, and who knows of tasks listens."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Wanted(StrEnum):
    """What is wanted from an address."""

    FEED = "feed"
    PAGE = "page"


Handler = Callable[[Wanted, str], None]
_handlers: list[Handler] = []


def when_wanted(handler: Handler) -> None:
    """Have a handler called with what is wanted and its address; the same handler twice counts once."""
    if handler not in _handlers:
        _handlers.append(handler)


def want(what: Wanted, address: str) -> None:
    """Say that a reader would see something if it had been fetched."""
    for handler in _handlers:
        handler(what, address)
