"""Who had a part in some pages or blog posts: by versions, comments, labels and, for who may know, watches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.models import User
from wiki.models import Content, ContentKind, ContentStatus, Labelling, LabelNamespace, SpacePermissionType, Watch
from wiki.permissions.visible import spaces_granting, visible_contents
from wiki.queries.labels import labels_for
from wiki.storage_format.references import storable


class Part(StrEnum):
    """A way to have a part in a page."""

    AUTHORS = "authors"
    COMMENTS = "comments"
    LABELS = "labels"
    WATCHES = "watches"


@dataclass(slots=True)
class Contribution:
    """What one person did to some pages, or all people to one page.

    Attributes:
        user: the person; None for people who are not logged in, and where pages are counted.
        content: the page, where pages are counted.
        counts: how often, by the way they took part.
        last: when for the last time, by the way.
    """

    user: User | None
    content: Content | None
    counts: dict[Part, int]
    last: dict[Part, datetime]

    @property
    def total(self) -> int:
        """How often in all ways together."""
        return sum(self.counts.values())

    @property
    def latest(self) -> datetime | None:
        """When for the last time, in whatever way."""
        return max(self.last.values(), default=None)


def part_of_tree(actor: Actor, content: Content, scope: str, labels: Collection[str] = ()) -> QuerySet[Content]:
    """Give a page or blog post and, of those below it, which the actor may view.

    Args:
        content: what came through a door.
        scope: `children` or `descendants` for the pages below; anything else for the content alone.
        labels: labels of everybody's of which each must have one; none for any.
    """
    chosen = Q(pk=content.pk)
    if scope == "children":
        chosen |= Q(parent_id=content.pk, kind=ContentKind.PAGE)
    elif scope == "descendants":
        chosen |= Q(path__startswith=content.subtree_path, kind=ContentKind.PAGE)
    contents = Content.objects.filter(chosen, space_id=content.space_id, status=ContentStatus.CURRENT)
    if labels:
        names = [storable(label.strip().lower()) for label in labels]
        labelled = Labelling.objects.filter(label__namespace=LabelNamespace.GLOBAL, label__name__in=names)
        contents = contents.filter(pk__in=labelled.filter(content__isnull=False).values("content_id"))
    return visible_contents(actor, contents)


Row = tuple[int | None, int, datetime]


def contributions_by_person(actor: Actor, contents: QuerySet[Content], parts: Iterable[Part]) -> list[Contribution]:
    """Give who had a part in some contents, in a query for each way and one for the people.

    Args:
        contents: pages and blog posts that the actor may view.
        parts: the ways that count.
    """
    found = _collected(actor, contents, parts, _by_person)
    users = User.objects.in_bulk([pk for pk in found if pk is not None])
    return [Contribution(users.get(pk or 0), None, counts, last) for pk, (counts, last) in found.items()]


def contributions_by_content(actor: Actor, contents: QuerySet[Content], parts: Iterable[Part]) -> list[Contribution]:
    """Give what was done to each of some contents; else as `contributions_by_person`."""
    found = _collected(actor, contents, parts, _by_content)
    pages = contents.select_related("space").in_bulk([pk for pk in found if pk is not None])
    return [Contribution(None, pages[pk], *both) for pk, both in found.items() if pk is not None and pk in pages]


def _collected(
    actor: Actor, contents: QuerySet[Content], parts: Iterable[Part], grouped: Callable[..., Iterable[Row]]
) -> dict[int | None, tuple[dict[Part, int], dict[Part, datetime]]]:
    found: dict[int | None, tuple[dict[Part, int], dict[Part, datetime]]] = {}
    for part in dict.fromkeys(parts):
        for key, count, last in grouped(part, _rows(actor, contents.order_by().values("pk"), part)):
            counts, lasts = found.setdefault(key, ({}, {}))
            counts[part], lasts[part] = count, last
    return found


def _rows(actor: Actor, pages: Any, part: Part) -> QuerySet[Any]:
    match part:
        case Part.AUTHORS:
            versions = Content.objects.filter(Q(pk__in=pages) | Q(current_id__in=pages))
            return visible_contents(actor, versions).annotate(page_id=Coalesce("current_id", "id"))
        case Part.COMMENTS:
            comments = Content.objects.filter(
                container_id__in=pages, kind=ContentKind.COMMENT, status=ContentStatus.CURRENT
            )
            return visible_contents(actor, comments).annotate(page_id=F("container_id"))
        case Part.LABELS:
            labellings = Labelling.objects.filter(content_id__in=pages, label__in=labels_for(actor))
            return labellings.annotate(page_id=F("content_id"))
        case Part.WATCHES:
            known = spaces_granting(actor, SpacePermissionType.SETSPACEPERMISSIONS)
            return Watch.objects.filter(content_id__in=pages, content__space__in=known).annotate(
                page_id=F("content_id")
            )


_PERSON = {Part.AUTHORS: "modifier_id", Part.COMMENTS: "creator_id", Part.LABELS: "user_id", Part.WATCHES: "user_id"}
_WHEN = {Part.AUTHORS: "modified", Part.COMMENTS: "created", Part.LABELS: "created", Part.WATCHES: "created"}


def _by_person(part: Part, rows: QuerySet[Any]) -> Iterable[Row]:
    return _counted(rows, _PERSON[part], part)


def _by_content(part: Part, rows: QuerySet[Any]) -> Iterable[Row]:
    return _counted(rows, "page_id", part)


def _counted(rows: QuerySet[Any], key: str, part: Part) -> Iterable[Row]:
    counted = rows.order_by().values(key).annotate(count=Count("pk"), last=Max(_WHEN[part]))
    return counted.values_list(key, "count", "last")
