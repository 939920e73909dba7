"""The pages of one level of a tree in their order, read from a place on: so much of a level as is asked for.

Pages with a manual order stand before those that stand by title. Each of both is a stretch of the index
`wiki_page_in_tree`, so that a level of very many pages takes no longer than a short one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.batches import batches
from wiki.models import Content, ContentKind, ContentStatus, Space

_CURRENT_PAGE = f"kind = '{ContentKind.PAGE}' AND status = '{ContentStatus.CURRENT}'"
_NOT_ARCHIVED = "NOT EXISTS (SELECT 1 FROM wiki_pagearchive WHERE wiki_pagearchive.page_id = wiki_content.id)"
_AT_ONCE = 200
"""Levels that one query is about: databases put no more than some hundreds together."""

_DOWN = ("position", "title_folded")
_UP = ("-position", "-title_folded")


@dataclass(frozen=True)
class Siblings:
    """The pages of a level.

    Attributes:
        rows: the current pages of one parent, in any order.
        may_be_manual: whether some of them may have a manual order; where that is known, nobody looks for them.
        may_be_by_title: whether some of them may have none.
    """

    rows: QuerySet[Content]
    may_be_manual: bool = True
    may_be_by_title: bool = True

    @property
    def manual(self) -> QuerySet[Content] | None:
        """Those with a manual order."""
        return self.rows.filter(position__isnull=False).order_by(*_DOWN) if self.may_be_manual else None

    @property
    def by_title(self) -> QuerySet[Content] | None:
        """Those that stand by title."""
        return self.rows.filter(position__isnull=True).order_by(*_DOWN) if self.may_be_by_title else None


@dataclass(frozen=True)
class Stretch:
    """Pages that stand behind each other in a level.

    Attributes:
        above: whether there are more before them.
        below: whether there are more after them.
    """

    pages: list[Content]
    above: bool = False
    below: bool = False


class LevelSize(NamedTuple):
    """How many pages a level has, for whoever it is, up to the number that was asked for; and how they are ordered."""

    pages: int
    some_manual: bool
    some_by_title: bool


def level_sizes(space: Space, parents: Iterable[int | None], most: int) -> dict[int | None, LevelSize]:
    """Give the sizes of levels by the ids of their parents, None for the top, in one query for all of a usual tree.

    Archived pages are not counted.

    Args:
        most: from so many on they are not counted any more.
    """
    sizes: dict[int | None, LevelSize] = {}
    for some in batches(list(parents), _AT_ONCE):
        arms = [_size(space.pk, parent, number, most) for number, parent in enumerate(some)]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(sql for sql, _ in arms), [one for _, given in arms for one in given])
            for number, pages, some_manual, some_by_title in cursor.fetchall():
                sizes[some[number]] = LevelSize(pages, bool(some_manual), bool(some_by_title))
    return sizes


def _size(space_id: int, parent: int | None, number: int, most: int) -> tuple[str, list[int]]:
    """Write the query of the size of one level; the database reads no more of its index than it counts."""
    of_level = f"space_id = %s AND parent_id {'IS NULL' if parent is None else '= %s'}"
    rows = f"FROM wiki_content WHERE {of_level} AND {_CURRENT_PAGE} AND {_NOT_ARCHIVED}"
    sql = (
        f"SELECT {number}, (SELECT COUNT(*) FROM (SELECT 1 {rows} LIMIT {most}) AS counted), "
        f"EXISTS (SELECT 1 {rows} AND position IS NOT NULL), EXISTS (SELECT 1 {rows} AND position IS NULL)"
    )
    return sql, ([space_id] if parent is None else [space_id, parent]) * 3


def first_pages(level: Siblings, most: int) -> Stretch:
    """Give the first pages of a level."""
    found = _read((level.manual, level.by_title), most + 1)
    return Stretch(found[:most], below=len(found) > most)


def pages_after(level: Siblings, page: Content, most: int) -> Stretch:
    """Give the pages of a level that come right after one of them."""
    found = _read(_after(level, page), most + 1)
    return Stretch(found[:most], above=True, below=len(found) > most)


def pages_before(level: Siblings, page: Content, most: int) -> Stretch:
    """Give the pages of a level that come right before one of them."""
    found = _read(_before(level, page, "lt"), most + 1)
    return Stretch(found[:most][::-1], above=len(found) > most, below=True)


def pages_around(level: Siblings, page: Content, most: int) -> Stretch:
    """Give a page of a level amid those around it."""
    upto = _read(_before(level, page, "lte"), most // 2 + 1)
    after = pages_after(level, page, most // 2)
    return Stretch([*upto[: most // 2][::-1], *after.pages], len(upto) > most // 2, after.below)


def _after(level: Siblings, page: Content) -> Iterable[QuerySet[Content] | None]:
    manual, by_title = level.manual, level.by_title
    if page.position is None:
        return (by_title.filter(title_folded__gt=page.title_folded) if by_title is not None else None,)
    passed = Q(position=page.position, title_folded__lte=page.title_folded)
    return (manual.filter(~passed, position__gte=page.position) if manual is not None else None, by_title)


def _before(level: Siblings, page: Content, than: str) -> Iterable[QuerySet[Content] | None]:
    """The page itself is among them where `than` is `lte`, and not where it is `lt`."""
    manual, by_title = level.manual, level.by_title
    title = {f"title_folded__{than}": page.title_folded}
    if page.position is None:
        return (_upwards(by_title.filter(**title)) if by_title is not None else None, _upwards(manual))
    reached = Q(position__lt=page.position) | Q(**title)
    return (_upwards(manual.filter(reached, position__lte=page.position)) if manual is not None else None,)


def _upwards(rows: QuerySet[Content] | None) -> QuerySet[Content] | None:
    return rows.order_by(*_UP) if rows is not None else None


def _read(parts: Iterable[QuerySet[Content] | None], most: int) -> list[Content]:
    found: list[Content] = []
    for part in parts:
        if part is not None and len(found) < most:
            found += part[: most - len(found)]
    return found
