"""What the first page shows of the whole wiki to one reader."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus
from wiki.permissions.visible import visible_contents
from wiki.queries.archived_pages import without_archived
from wiki.queries.categories import favourite_contents
from wiki.queries.recent import recently_updated
from wiki.queries.spaces import favourite_spaces

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_CANDIDATES = 60
POPULAR_DAYS = 30


def changes_by_reader(actor: Actor, kinds: tuple[str, ...]) -> QuerySet[Content]:
    """Give what the reader changed last themselves; nothing to who is not logged in."""
    changes = recently_updated(actor, kinds=kinds)
    return changes.filter(modifier_id=actor.user_id) if actor.user_id is not None else changes.none()


def changes_of_favourites(actor: Actor, kinds: tuple[str, ...]) -> QuerySet[Content]:
    """Give what changed last in the reader's favourite spaces and pages, and what was said on these."""
    pages = favourite_contents(actor).order_by().values("pk")
    spaces = favourite_spaces(actor).order_by().values("pk")
    return recently_updated(actor, kinds=kinds).filter(Q(host_id__in=pages) | Q(pk__in=pages) | Q(space_id__in=spaces))


def popular_contents(actor: Actor, limit: int) -> list[Content]:
    """Give the pages and blog posts on which the most people have lately written or commented, the most first.

    Args:
        limit: how many are wanted; few are looked at beyond those that the whole wiki finds popular.
    """
    since = timezone.now() - timedelta(days=POPULAR_DAYS)
    comments = Content.objects.filter(kind=ContentKind.COMMENT, status=ContentStatus.CURRENT, modified__gte=since)
    versions = Content.objects.filter(kind__in=_TEXTS, status=ContentStatus.HISTORICAL, modified__gte=since)
    people: Counter[int] = Counter()
    for rows, place in ((comments, "host_id"), (versions, "current_id")):
        counted = rows.order_by().values_list(place).annotate(people=Count("modifier_id", distinct=True))
        for content_id, count in counted.order_by("-people", place)[:_CANDIDATES]:
            if content_id is not None:
                people[content_id] += count
    wanted = [content_id for content_id, _ in people.most_common(_CANDIDATES)]
    return visible_in_order(actor, wanted)[:limit]


def visible_in_order(actor: Actor, ids: Iterable[int]) -> list[Content]:
    """Give the current pages and blog posts of some ids that the actor may view, in the order of the ids.

    Archived ones are left out.
    """
    order = {content_id: place for place, content_id in reversed(list(enumerate(ids)))}
    found = Content.objects.filter(pk__in=order, kind__in=_TEXTS, status=ContentStatus.CURRENT)
    visible = visible_contents(actor, without_archived(found)).select_related("space", "modifier")
    return sorted(visible, key=lambda content: order[content.pk])
