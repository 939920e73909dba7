"""Counts how much work something is, so that a test of its cost says the same on a busy machine as on a quiet one."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(do: Callable[[], object]) -> int:
    """Give how many lines of Python something runs; what libraries do in C is not counted."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


def grows_with_length_only(do: Callable[[int], object], size: int, spare: int = 500) -> bool:
    """Say whether twice as much takes about twice the steps, and not four times as many."""
    do(size // 2)  # What is made once and kept is not counted.
    small, large = steps(lambda: do(size)), steps(lambda: do(2 * size))
    return large <= 2.5 * small + spare
