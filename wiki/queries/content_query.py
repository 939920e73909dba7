"""Lists of content that a query in CQL describes, asked of the database, so that they hold what changed a moment ago.

What rows don't tell, such as the words of a text, is asked of the search index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from django.utils.formats import number_format
from django.utils.translation import gettext

from accounts.actor import Actor
from search.document import DocumentKind
from search.errors import IndexUnavailable, QuerySyntaxError, UnknownName
from search.query import cql
from search.query.nodes import Boosted, Direction, Everything, Field, Node, Pattern, Range, Together, Values, Words
from search.query.nodes import Order as Sorting
from wiki.queries.listed_content import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Before,
    Below,
    By,
    Condition,
    Entitled,
    InSpaces,
    Labelled,
    Not,
    OfKinds,
    Order,
    Part,
    Since,
    SpaceSet,
    Titled,
    WithIds,
)
from wiki.queries.search import Asked, search

Known = TypeVar("Known")

LONGEST_QUERY = 4000
MOST_CONDITIONS = 100
MOST_QUESTIONS = 10
"""Parts of a query that are asked of the index."""

MOST_FOUND = 1000
"""Contents that the index gives for one part of a query, the best first."""

_KINDS = (DocumentKind.PAGE, DocumentKind.BLOGPOST, DocumentKind.COMMENT, DocumentKind.ATTACHMENT)
_SPACE_TYPES = {
    "global": SpaceSet.GLOBAL,
    "personal": SpaceSet.PERSONAL,
    "favourite": SpaceSet.FAVOURITE,
    "favorite": SpaceSet.FAVOURITE,
}
_ORDERS = {Field.TITLE: "title", Field.CREATED: "created", Field.MODIFIED: "modified", Field.SPACE: "space"}
_PASSING = re.compile(
    r"\b(?:text|sitesearch|macro|container|mention|watcher|favou?rite|space\.(?:title|category))\b"
    r"|\b(?:now|(?:start|end)of\w+|recently\w+)\s*\(",
    re.IGNORECASE,
)


class BadQuery(ValueError):
    """A query that can't be answered; `str(error)` is a clause that says why, and where."""


@dataclass(frozen=True, slots=True)
class ContentQuery:
    """A query that was read: which contents, in which order; no order is the query's own choice."""

    condition: Condition
    order: tuple[Order, ...] = ()


def content_query(actor: Actor, text: str, *, space_key: str, content_id: int | None) -> ContentQuery:
    """Read a query in CQL.

    Args:
        actor: the reader; what the index is asked, it is asked for them.
        text: the query.
        space_key: the space that `currentSpace()` means.
        content_id: the content that `currentContent()` means; None for none, as in a page that is not stored yet.

    Raises:
        BadQuery: it breaks a rule, asks for too much, or the index that it needs is being built.
    """
    if not text.strip():
        raise BadQuery(gettext("its query is empty."))
    if len(text) > LONGEST_QUERY:
        raise BadQuery(
            gettext("its query is longer than {longest_query} characters.").format(
                longest_query=number_format(LONGEST_QUERY, force_grouping=True)
            )
        )
    try:
        query = cql.parse(text, Asked(actor, space_key, content_id or 0))
        condition = _Compiler(actor).condition(query.where)
    except QuerySyntaxError as error:
        raise BadQuery(
            gettext("its query can't be understood at character {position}: {reason}.").format(
                position=error.position + 1, reason=error.reason
            )
        ) from error
    except (UnknownName, IndexUnavailable) as error:
        raise BadQuery(str(error)) from error
    return ContentQuery(condition, tuple(map(_order, query.orders)))


def passes_with_time(text: str) -> bool:
    """Say whether what a query lists may change without a change in the wiki: by the clock, or as the index goes on."""
    return _PASSING.search(text) is not None


def _order(sorting: Sorting) -> Order:
    name = _ORDERS.get(sorting.by)
    if name is None:
        raise BadQuery(
            gettext("content can't be sorted by “{value}”; it can by title, created, lastmodified, space.").format(
                value=sorting.by.value
            )
        )
    return Order(name, falling=sorting.direction is Direction.DOWN)


class _Compiler:
    """Makes a condition of one query."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.conditions = 0
        self.questions = 0

    def condition(self, node: Node) -> Condition:
        """Give the condition for a part of the tree."""
        match node:
            case Everything():
                return EVERYTHING
            case Boosted(part=part):
                return self.condition(part)
            case Together():
                return self._together(node)
        self._count()
        return self._of_rows(node) or self._found(node)

    def _together(self, node: Together) -> Condition:
        unknown = [part for part in node.must if isinstance(part, Words | Pattern | Values) and _is_asked(part)]
        known = [part for part in node.must if part not in unknown]
        parts = [self.condition(part) for part in known if not isinstance(part, Everything)]
        if unknown:
            # The index is told the rest as well, so that the best are among what it gives.
            self._count(len(unknown))
            parts.append(self._found(node))
        if node.should and not node.must:
            parts.append(AnyOf(tuple(self.condition(part) for part in node.should)))
        parts += [Not(self.condition(part)) for part in node.must_not]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _of_rows(self, node: Node) -> Condition | None:
        """Give the condition that rows answer; None where they don't tell."""
        match node:
            case Values(field=field, values=values) if field in _MAKERS:
                return _MAKERS[field](self, values)
            case Words(field=Field.TITLE, whole=True, text=text):
                return Entitled(text)
            case Words(field=Field.TITLE, text=text, phrase=phrase, slop=0):
                return Titled(text, phrase=phrase)
            case Pattern(field=Field.TITLE, text=text):
                return Titled(re.sub(r"\\(.)|[*?]", lambda found: found[1] or " ", text))
            case Range(field=Field.CREATED | Field.MODIFIED):
                return _between(node)
        return None

    def _found(self, node: Node) -> Condition:
        self.questions += 1
        if self.questions > MOST_QUESTIONS:
            raise BadQuery(
                gettext("its query has more than {most_questions} conditions on texts and the like.").format(
                    most_questions=MOST_QUESTIONS
                )
            )
        contents = Together((node, Values(Field.KIND, _KINDS)))
        found = search(self.actor, contents, limit=MOST_FOUND, archived=True, excerpts=False)
        return WithIds(tuple(each.thing.pk for each in found.results))

    def _count(self, number: int = 1) -> None:
        self.conditions += number
        if self.conditions > MOST_CONDITIONS:
            raise BadQuery(
                gettext("its query has more than {most_conditions} conditions.").format(most_conditions=MOST_CONDITIONS)
            )

    def _labelled(self, values: tuple[str, ...]) -> Condition:
        return Labelled(values)

    def _in_spaces(self, values: tuple[str, ...]) -> Condition:
        return InSpaces(values)

    def _in_space_types(self, values: tuple[str, ...]) -> Condition:
        return InSpaces(sets=tuple(_known(_SPACE_TYPES, value, gettext("type of space")) for value in values))

    def _of_kinds(self, values: tuple[str, ...]) -> Condition:
        kinds = {kind.value: kind.value for kind in _KINDS}
        return OfKinds(tuple(_known(kinds, value, gettext("type of content")) for value in values))

    def _below(self, values: tuple[str, ...]) -> Condition:
        self._count(len(values) - 1)
        return Below(_ids(values))

    def _directly_below(self, values: tuple[str, ...]) -> Condition:
        return Below(_ids(values), directly=True)

    def _created_by(self, values: tuple[str, ...]) -> Condition:
        return By(values, Part.CREATED)

    def _contributed_by(self, values: tuple[str, ...]) -> Condition:
        return By(values, Part.TOOK_PART)

    def _with_ids(self, values: tuple[str, ...]) -> Condition:
        return WithIds(_ids(values))


_MAKERS: Mapping[Field, Callable[[_Compiler, tuple[str, ...]], Condition]] = {
    Field.LABEL: _Compiler._labelled,
    Field.SPACE: _Compiler._in_spaces,
    Field.SPACE_TYPE: _Compiler._in_space_types,
    Field.KIND: _Compiler._of_kinds,
    Field.ANCESTOR: _Compiler._below,
    Field.PARENT: _Compiler._directly_below,
    Field.CREATOR: _Compiler._created_by,
    Field.CONTRIBUTOR: _Compiler._contributed_by,
    Field.NUMBER: _Compiler._with_ids,
}
"""What makes a condition of the values of each field that rows tell."""


def _is_asked(node: Words | Pattern | Values) -> bool:
    """Say whether a part is for the index."""
    return node.field not in _MAKERS and node.field is not Field.TITLE


def _known(words: Mapping[str, Known], value: str, what: str) -> Known:
    found = words.get(value.strip().lower())
    if found is None:
        raise BadQuery(
            gettext("“{value}” is no {what}; there are {names}.").format(
                value=value[:50], what=what, names=", ".join(words)
            )
        )
    return found


def _ids(values: tuple[str, ...]) -> tuple[int, ...]:
    for value in values:
        if not (value.isascii() and value.isdigit() and len(value) < 19):
            raise BadQuery(gettext("“{value}” is not the id of a content.").format(value=value[:50]))
    return tuple(map(int, values))


def _between(node: Range) -> Condition:
    created = node.field is Field.CREATED
    parts: list[Condition] = []
    if node.low is not None:
        parts.append(Since(_moment(int(node.low) + (not node.with_low)), created))
    if node.high is not None:
        parts.append(Before(_moment(int(node.high) + node.with_high), created))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.max.replace(tzinfo=UTC) if seconds > 0 else datetime.min.replace(tzinfo=UTC)
