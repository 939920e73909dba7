"""Archived pages: leaving them out of lists, and the list of those of a space."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, PageArchive, Space
from wiki.permissions.conditions import Condition, not_archived
from wiki.permissions.inheritance import subtree
from wiki.permissions.visible import visible_contents


def without_archived(contents: QuerySet[Content]) -> QuerySet[Content]:
    """Leave archived pages out of some contents, with all that hangs on them."""
    return contents.filter(Condition(not_archived(), "host_id"))


def listed_below(pages: QuerySet[Content], top: Content | None) -> QuerySet[Content]:
    """Leave archived pages out of those below a page, unless it is archived itself: a reader of it finds on from there.

    Args:
        pages: some of those below the top.
        top: the page; None for the top of a space.
    """
    return pages.filter(Condition(not_archived(None if top is None else top.pk), "host_id"))


def archived_pages_of(actor: Actor, space: Space) -> QuerySet[Content]:
    """Give the archived pages of a space that the actor may view, the last archived first and each before those below.

    Each says as `is_below_archived` whether its parent is archived as well, so that it comes back with that one only.
    """
    pages = Content.objects.filter(
        space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT, archive__isnull=False
    )
    above = Exists(PageArchive.objects.filter(page_id=OuterRef("parent_id"), page__status=ContentStatus.CURRENT))
    visible = visible_contents(actor, pages).annotate(is_below_archived=above)
    return visible.select_related("space", "archive__by", "parent").order_by(
        "-archive__at", "path", "title_folded", "pk"
    )


def going_along(actor: Actor, page: Content) -> int:
    """Count the pages below a page that the actor may view and that would be archived with it."""
    return visible_contents(actor, without_archived(subtree(page))).count()
