"""The tree of a query, whichever language it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a part of a query looks at; `ANY` is title, text and labels together."""

    ANY = "any"
    TITLE = "title"
    TEXT = "text"
    LABEL = "label"
    SPACE = "space"
    KIND = "kind"
    CREATOR = "creator"
    CONTRIBUTOR = "contributor"
    CREATED = "created"
    MODIFIED = "modified"
    ANCESTOR = "ancestor"
    PARENT = "parent"
    CONTAINER = "container"
    NUMBER = "number"
    MACRO = "macro"
    MENTION = "mention"
    WATCHER = "watcher"
    FAVOURITE = "favourite"
    SPACE_TYPE = "space.type"
    SPACE_CATEGORY = "space.category"
    SPACE_TITLE = "space.title"
    PERSON = "user"
    PERSON_NAME = "user.fullname"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that have to stand in a field, all of them.

    With `phrase` they stand in this order, with `slop` others between them at most; with `whole` they are all of it.
    """

    field: Field
    text: str
    phrase: bool = False
    slop: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with `*` for any letters and `?` for one."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word, or one that differs from it in so many letters (1 or 2)."""

    field: Field
    text: str
    distance: int = 2


@dataclass(frozen=True, slots=True)
class Range:
    """Values from `low` to `high`; None leaves an end open. For times in seconds since 1970, for others as text."""

    field: Field
    low: str | int | None
    high: str | int | None
    with_low: bool = True
    with_high: bool = True


@dataclass(frozen=True, slots=True)
class Values:
    """One of these values, exactly: a label, a space key, a type, a username, an id."""

    field: Field
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """Anything at all in a field."""

    field: Field


@dataclass(frozen=True, slots=True)
class Everything:
    """All there is."""


@dataclass(frozen=True, slots=True)
class Boosted:
    """A part that counts for more, or less, in the order of what is found."""

    part: Node
    factor: float


@dataclass(frozen=True, slots=True)
class Together:
    """Parts that must all be true, of which some should, and none of the others.

    Without a `must`, one `should` has to be true.
    """

    must: tuple[Node, ...] = ()
    should: tuple[Node, ...] = ()
    must_not: tuple[Node, ...] = ()


Node = Words | Pattern | Fuzzy | Range | Values | Present | Everything | Boosted | Together


class Direction(StrEnum):
    """Which end of an order comes first."""

    UP = "asc"
    DOWN = "desc"


SORTED = frozenset({Field.TITLE, Field.CREATED, Field.MODIFIED})
"""Fields that the index can sort by."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is found is sorted by a field, where that can be sorted by; without one by relevance."""

    by: Field
    direction: Direction = Direction.UP


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query; of its orders the first counts most."""

    where: Node
    orders: tuple[Order, ...] = ()

    @property
    def order(self) -> Order | None:
        """The first of its orders that the index can sort by."""
        return next((order for order in self.orders if order.by in SORTED), None)
