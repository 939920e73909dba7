"""The orders in which macros sort pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from wiki.models import Content

_NUMBERS = re.compile(r"(\d{1,15})")


def natural_key(folded_title: str) -> list[tuple[int, int, str]]:
    """Give what a folded title is sorted by so that 2 comes before 10."""
    parts = _NUMBERS.split(folded_title)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part]


ORDERS: dict[str, Callable[[Content], Any]] = {
    "creation": lambda page: (page.created, page.pk),
    "modified": lambda page: (page.modified, page.pk),
    "title": lambda page: natural_key(page.title_folded),
    "natural": lambda page: natural_key(page.title_folded),
    "bitwise": lambda page: page.title,
}
"""What pages are sorted by; any other word leaves them in the order of the tree."""


def sorted_pages(pages: Sequence[Content], order: str, *, reverse: bool = False) -> list[Content]:
    """Give pages of one level in an order.

    Args:
        pages: the pages in the order of the tree.
        order: a key of `ORDERS`; any other leaves them as they are.
        reverse: whether the order is turned round.
    """
    in_order = sorted(pages, key=ORDERS[order]) if order in ORDERS else list(pages)
    return in_order[::-1] if reverse else in_order
