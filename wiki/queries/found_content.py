"""What the search of macros finds: through the index, and while there is none, by the words of titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.actor import Actor
from search.document import DocumentKind
from search.errors import IndexUnavailable
from search.find import Piece
from search.query import lucene
from search.query.nodes import Field, Node, Pattern, Range, Together, Values, Words
from wiki.errors import MalformedStorage
from wiki.models import Content
from wiki.queries.listed_content import By, Condition, InSpaces, Labelled, OfKinds, Part, Since, SpaceSet
from wiki.queries.search import Result, Results, search
from wiki.queries.title_search import contents_titled
from wiki.storage_format.extract import excerpt
from wiki.storage_format.parser import parse

KINDS = ("page", "blogpost", "attachment")
_MOST_WORDS = 20
_EXCERPT_LENGTH = 220


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; what is empty restricts nothing, but without a text nothing is found.

    Attributes:
        text: the words, or a query in the language of the search box.
        typing: whether somebody is still typing it: the last word may be unfinished, and no sign means anything.
        space_keys: the spaces that are searched.
        space_sets: further spaces, by a word for several.
        kinds: kinds of what is found.
        labels: one of these labels has to be there.
        contributors: people of whom one has to have had a part in it.
        since: the earliest last change.
    """

    text: str
    typing: bool = False
    space_keys: tuple[str, ...] = ()
    space_sets: tuple[SpaceSet, ...] = ()
    kinds: tuple[str, ...] = KINDS
    labels: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundContent:
    """One part of what was found, and how much there is in all; `by_titles` while only titles can be searched."""

    total: int
    results: list[Result]
    by_titles: bool = False


def found_content(actor: Actor, wanted: Wanted, *, offset: int = 0, limit: int = 20) -> FoundContent:
    """Give what a search finds among what an actor may see, the best first.

    Archived spaces are searched where they are named.

    Args:
        offset, limit: the part of the list that is wanted.

    Raises:
        QuerySyntaxError, UnknownName: the query can't be understood, or asks for too much.
    """
    if not wanted.text.strip():
        return FoundContent(0, [])
    try:
        found = _by_index(actor, wanted, offset, limit)
    except IndexUnavailable:
        return _by_titles(actor, wanted, offset, limit)
    return FoundContent(found.total, found.results)


def _by_index(actor: Actor, wanted: Wanted, offset: int, limit: int) -> Results:
    where = Together((_words(wanted.text) if wanted.typing else lucene.parse(wanted.text), *_filters(wanted)))
    return search(actor, where, offset=offset, limit=limit, archived=bool(wanted.space_keys))


def _by_titles(actor: Actor, wanted: Wanted, offset: int, limit: int) -> FoundContent:
    titled = contents_titled(actor, wanted.text.strip('"*'), *_conditions(wanted))
    rows = list(titled.select_related("body")[offset : offset + limit])
    is_end = len(rows) < limit and (rows or not offset)
    total = offset + len(rows) if is_end else titled.count()
    return FoundContent(total, [_titled(content) for content in rows], by_titles=True)


def _words(text: str) -> Node:
    """Give the condition that all words are there, of which the last may be the beginning of one."""
    words = re.findall(r"\w+", text)[:_MOST_WORDS]
    if not words:
        return Words(Field.ANY, text)
    last = Together(should=(Words(Field.ANY, words[-1]), Pattern(Field.ANY, f"{words[-1]}*")))
    return Together((*(Words(Field.ANY, word) for word in words[:-1]), last))


def _filters(wanted: Wanted) -> Iterator[Node]:
    yield Values(Field.KIND, wanted.kinds)
    if (wanted.space_keys or wanted.space_sets) and SpaceSet.ALL not in wanted.space_sets:
        types = tuple(each.value for each in wanted.space_sets)
        yield Together(should=(Values(Field.SPACE, wanted.space_keys), Values(Field.SPACE_TYPE, types)))
    if wanted.labels:
        yield Values(Field.LABEL, wanted.labels)
    if wanted.contributors:
        yield Values(Field.CONTRIBUTOR, wanted.contributors)
    if wanted.since is not None:
        yield Range(Field.MODIFIED, int(wanted.since.timestamp()), None)


def _conditions(wanted: Wanted) -> Iterator[Condition]:
    yield OfKinds(wanted.kinds)
    if wanted.space_keys or wanted.space_sets:
        yield InSpaces(wanted.space_keys, wanted.space_sets)
    if wanted.labels:
        yield Labelled(wanted.labels)
    if wanted.contributors:
        yield By(wanted.contributors, Part.TOOK_PART)
    if wanted.since is not None:
        yield Since(wanted.since)


def _titled(content: Content) -> Result:
    try:
        beginning = excerpt(parse(content.storage), _EXCERPT_LENGTH)
    except MalformedStorage:
        beginning = ""
    return Result(DocumentKind(content.kind), content, (Piece(beginning, hit=False),) if beginning else ())
