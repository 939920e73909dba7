"""What a feed tells of: the last changes of some kinds, in some spaces, with some labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Labelling, LabelNamespace, SpaceStatus
from wiki.permissions.visible import visible_contents
from wiki.queries.archived_pages import without_archived
from wiki.storage_format.references import fold_title


@dataclass(frozen=True)
class FeedWish:
    """What somebody wants to be told of.

    Attributes:
        kinds: pages, blog posts, comments, attachments.
        space_keys: only in these spaces; none means all that are not archived.
        without_space_keys: not in these.
        labels: only what has one of these labels, or hangs on what has one; none means all.
        days: nothing older.
        most: how many at most.
        by_creation: the order is that of making, and edits do not count.
    """

    kinds: tuple[ContentKind, ...] = (ContentKind.PAGE, ContentKind.BLOGPOST)
    space_keys: tuple[str, ...] = ()
    without_space_keys: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    days: int = 5
    most: int = 10
    by_creation: bool = False


def feed_of(actor: Actor, wish: FeedWish) -> Sequence[Content]:
    """Give what a feed tells its reader: only what they may view and is not archived, the newest first."""
    rows = without_archived(Content.objects.filter(kind__in=wish.kinds, status=ContentStatus.CURRENT))
    if wish.space_keys:
        rows = rows.filter(space__key_folded__in=[fold_title(key) for key in wish.space_keys])
    else:
        rows = rows.filter(space__status=SpaceStatus.CURRENT)
    if wish.without_space_keys:
        rows = rows.exclude(space__key_folded__in=[fold_title(key) for key in wish.without_space_keys])
    if wish.labels:
        on_it = Q(content_id=OuterRef("pk")) | Q(content_id=OuterRef("host_id"))
        rows = rows.filter(
            Exists(Labelling.objects.filter(on_it, label__name__in=wish.labels, label__namespace=LabelNamespace.GLOBAL))
        )
    moment = "created" if wish.by_creation else "modified"
    rows = rows.filter(**{f"{moment}__gte": timezone.now() - timedelta(days=wish.days)})
    shown = visible_contents(actor, rows).select_related("space", "modifier", "creator", "body", "container", "host")
    return list(shown.order_by(f"-{moment}", "-pk")[: wish.most])
