"""A change from its first statement to its commit: services called on the way are parts of it.

What is to be done once for all of it, as late as can be, waits for the end: rows that every change writes are then held
for the commit alone, and changes do not wait for each other longer than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import transaction

LastStep = TypeVar("LastStep", bound=Callable[[], None])


class WholeChange:
    """The change that is under way in this thread."""

    def __init__(self) -> None:
        self._last_steps: dict[object, Callable[[], None]] = {}

    def last_step(self, kind: type[LastStep], make: Callable[[], LastStep]) -> LastStep:
        """Give the step of a kind that is done at the end, made when it is first asked for."""
        step = self._last_steps.get(kind)
        if not isinstance(step, kind):
            step = self._last_steps[kind] = make()
        return step

    def finish(self) -> None:
        """Do the last steps, in the order in which they were asked for."""
        for step in list(self._last_steps.values()):
            step()


_under_way: ContextVar[WholeChange | None] = ContextVar("change under way", default=None)


def change_under_way() -> WholeChange | None:
    """Give the change that this thread is in the middle of, or None."""
    return _under_way.get()


@contextmanager
def whole_change() -> Iterator[WholeChange]:
    """Make what happens inside one transaction; inside another change it is a part of that.

    A part that fails may be undone alone; the last steps that it asked for are done all the same.
    """
    outer = _under_way.get()
    if outer is not None:
        with transaction.atomic():
            yield outer
        return
    change = WholeChange()
    token = _under_way.set(change)
    try:
        with transaction.atomic():
            yield change
            change.finish()
    finally:
        _under_way.reset(token)
