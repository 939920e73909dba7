"""Many things some at a time, as databases take them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Give things in lists of some length; the last one may be shorter."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch
