"""Searching the wiki: what a reader may see goes into the search, and what comes out is looked up once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import active_people, may_view_profiles
from search.document import DocumentKind
from search.errors import IndexUnavailable, QuerySyntaxError, UnknownName
from search.find import Found, Piece, find
from search.folder import index_folder
from search.journal import pending_after
from search.models import Thing
from search.query.nodes import Field as Where
from search.query.nodes import Node, Order, Together, Values, Words
from search.reader_filter import Sees
from wiki.models import (
    Content,
    Labelling,
    LabelNamespace,
    Link,
    LinkKind,
    Space,
    SpaceStatus,
    Watch,
)
from wiki.permissions.closed import closed_hosts
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.queries.spaces import favourite_spaces
from wiki.storage_format.references import fold_title

Thing_ = Content | Space | User


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found, as the database has it now, and the hit in its surroundings."""

    kind: DocumentKind
    thing: Content | Space | User
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One part of what was found, and how much there is in all."""

    total: int
    results: list[Result]


class VisibleNames:
    """Finds what queries name among what one reader may know of."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def spaces(self, keys: Iterable[str]) -> dict[str, int]:
        """Give the ids of visible spaces by their keys."""
        folded = {key: fold_title(key) for key in keys}
        spaces = visible_spaces(self.actor).filter(key_folded__in=set(folded.values()))
        found = dict(spaces.values_list("key_folded", "pk"))
        return {key: found[each] for key, each in folded.items() if each in found}

    def users(self, names: Iterable[str]) -> dict[str, int]:
        """Give the ids of people by their names or keys."""
        folded = {name: fold_title(name) for name in names}
        given = set(folded.values())
        people = User.objects.filter(Q(username__in=given) | Q(key__in=given))
        rows = list(people.values_list("pk", "username", "key"))
        found = {username: pk for pk, username, _key in rows} | {key: pk for pk, _username, key in rows}
        return {name: found[each] for name, each in folded.items() if each in found}

    def spaces_by(self, field: Where, values: Iterable[str]) -> list[int]:
        """Give the ids of visible spaces by type, category or a word of their name."""
        spaces = visible_spaces(self.actor)
        given = [value.strip().lower() for value in values]
        chosen = Q(pk__in=[])
        if field is Where.SPACE_TYPE:
            chosen |= Q(kind__in=given)
            if FAVOURITE_TYPES & set(given):
                chosen |= Q(pk__in=favourite_spaces(self.actor).values("pk"))
        elif field is Where.SPACE_CATEGORY:
            chosen |= Q(labellings__label__namespace=LabelNamespace.TEAM, labellings__label__name__in=given)
        else:
            for value in given:
                chosen |= Q(name__icontains=value)
        return list(spaces.filter(chosen).values_list("pk", flat=True).distinct())

    def contents_by(self, field: Where, values: Iterable[str]) -> list[int]:
        """Give the ids of contents that mention people, or that the reader watches or likes best.

        What others watch and like best is nobody's business: for them nothing is found.
        """
        people = User.objects.filter(pk__in=self.users(values).values())
        if field is Where.MENTION:
            names = [name for pair in people.values_list("username", "key") for name in pair]
            mentions = Link.objects.filter(kind=LinkKind.USER, target__in=names)
            return list(mentions.values_list("source_id", flat=True)[:MOST_LISTED])
        own = people.filter(pk=self.actor.user_id or 0)
        if field is Where.WATCHER:
            watches = Watch.objects.filter(user__in=own, content__isnull=False)
            return list(watches.values_list("content_id", flat=True)[:MOST_LISTED])
        favourites = Labelling.objects.filter(
            label__namespace=LabelNamespace.MY, label__name__in=FAVOURITE_NAMES, label__owner__in=own
        )
        return list(favourites.exclude(content=None).values_list("content_id", flat=True)[:MOST_LISTED])


FAVOURITE_TYPES = frozenset({"favourite", "favorite"})
FAVOURITE_NAMES = ("favourite", "favorite")
MOST_LISTED = 10_000
"""How many contents a list from the database adds to a query."""


class Asked:
    """What the functions of a query mean for an actor, and where it is asked; see `Surroundings` in `cql_functions`."""

    def __init__(self, actor: Actor, space_key: str | None = None, content_id: int | None = None) -> None:
        self.actor = actor
        self.space_key = space_key
        self.content_id = content_id

    @property
    def username(self) -> str | None:
        """The actor's name; None for the anonymous user."""
        return self.actor.username if self.actor.user is not None else None

    def favourite_spaces(self) -> list[str]:
        """Give the keys of the actor's favourite spaces."""
        return list(favourite_spaces(self.actor).values_list("key", flat=True))

    def recent_contents(self, limit: int, offset: int) -> list[int]:
        """Give the ids of what the actor worked on last: what somebody only looked at is not kept."""
        worked = Content.objects.filter(modifier_id=self.actor.user_id or 0).order_by("-modified", "-pk")
        rows = worked.values_list("current_id", "pk")[offset : offset + limit]
        return list(dict.fromkeys(current or pk for current, pk in rows))

    def recent_spaces(self, limit: int) -> list[str]:
        """Give the keys of the spaces that the actor worked in last."""
        worked = Content.objects.filter(modifier_id=self.actor.user_id or 0).order_by("-modified", "-pk")
        keys = worked.values_list("space__key", flat=True)[: limit * 50]
        return list(dict.fromkeys(keys))[:limit]


def search(
    actor: Actor,
    where: Node,
    *,
    order: Order | None = None,
    offset: int = 0,
    limit: int = 20,
    archived: bool = False,
    archived_pages: bool = False,
    excerpts: bool = True,
) -> Results:
    """Find what fits a query among what an actor may see.

    Args:
        where: the query, in the tree of any of its languages.
        order: how the list is sorted; None for the best first.
        offset, limit: the part of the list that is wanted.
        archived: whether archived spaces are searched as well.
        archived_pages: whether archived pages are found as well, with what hangs on them.
        excerpts: whether the text around the hits is wanted.

    Raises:
        UnknownName: a field can't be asked in this way.
        IndexUnavailable: the index is being built.
    """
    sees = what_is_seen(actor, archived=archived, archived_pages=archived_pages)
    found = find(where, sees, VisibleNames(actor), order=order, offset=offset, limit=limit, excerpts=excerpts)
    return Results(found.total, _looked_up(actor, found))


def what_is_seen(actor: Actor, *, archived: bool = False, archived_pages: bool = False) -> Sees:
    """Give what an actor may find, as the database says now."""
    if not actor.may_use and not actor.is_super:
        return Sees(frozenset(), frozenset(), people=False)
    everything = actor.is_super and archived
    spaces = visible_spaces(actor) if archived else visible_spaces(actor).filter(status=SpaceStatus.CURRENT)
    return Sees(
        None if everything else frozenset(spaces.values_list("pk", flat=True)),
        closed_hosts(actor),
        people=may_view_profiles(actor),
        moving=frozenset(_moving()),
        archived=archived_pages,
    )


def _moving() -> Iterable[int]:
    """Give the pages of which the index does not know yet that they were moved, trashed, archived or brought back."""
    folder = index_folder()
    generation = folder.current()
    standing = folder.standing(generation) if generation else None
    if standing is None:
        return ()
    return pending_after(standing.cursor).filter(thing=Thing.HOST).values_list("number", flat=True)


def _looked_up(actor: Actor, found: Found) -> list[Result]:
    """Give the rows of what was found, without those that are gone or hidden by now."""
    numbers: dict[str, list[int]] = {"content": [], "space": [], "person": []}
    for hit in found.hits:
        numbers[_family(hit.kind)].append(hit.number)
    things: dict[tuple[str, int], Thing_] = {}
    if numbers["content"]:
        contents = Content.objects.filter(pk__in=numbers["content"])
        rows = visible_contents(actor, contents).select_related("space", "modifier", "creator", "archive")
        current = [row for row in rows if row.is_current]
        _join_what_they_hang_on(current)
        things.update({("content", row.pk): row for row in current})
    if numbers["space"]:
        things.update({("space", space.pk): space for space in visible_spaces(actor).filter(pk__in=numbers["space"])})
    if numbers["person"] and may_view_profiles(actor):
        things.update({("person", user.pk): user for user in active_people().filter(pk__in=numbers["person"])})
    results = []
    for hit in found.hits:
        thing = things.get((_family(hit.kind), hit.number))
        if thing is not None:
            results.append(Result(hit.kind, thing, hit.excerpt))
    return results


def _join_what_they_hang_on(rows: list[Content]) -> None:
    """Set the hosts and containers of contents: a page is its own host, so most lists need no query for that."""
    known = {row.pk: row for row in rows}
    wanted = {pk for row in rows for pk in (row.host_id, row.container_id) if pk is not None}
    if wanted - known.keys():
        known |= Content.objects.select_related("space").in_bulk(list(wanted - known.keys()))
    for row in rows:
        if row.host_id is not None:
            row.host = known[row.host_id]
        if row.container_id is not None:
            row.container = known[row.container_id]


def _family(kind: DocumentKind) -> str:
    return {DocumentKind.SPACE: "space", DocumentKind.PERSON: "person"}.get(kind, "content")


__all__ = [
    "IndexUnavailable",
    "QuerySyntaxError",
    "Result",
    "Results",
    "Together",
    "UnknownName",
    "Values",
    "Where",
    "Words",
    "search",
    "what_is_seen",
]
