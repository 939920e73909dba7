"""Pages of the tree."""

from django.db.models import F, QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchPage
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.inheritance import subtree
from wiki.permissions.visible import visible_contents
from wiki.queries.archived_pages import listed_below
from wiki.storage_format.references import fold_title

TREE_ORDER = (F("position").asc(nulls_last=True), "title_folded", "pk")


def pages_of(actor: Actor, space: Space) -> QuerySet[Content]:
    """Give the current pages of a space that the actor may view, by title."""
    return _current(actor, space).order_by("title_folded", "pk")


def top_level_pages(actor: Actor, space: Space) -> QuerySet[Content]:
    """Give the pages at the top of a space's tree, in the order the tree shows."""
    return _current(actor, space).filter(parent__isnull=True).order_by(*TREE_ORDER)


def children_of(actor: Actor, page: Content) -> QuerySet[Content]:
    """Give the visible children of a page, in the order the tree shows."""
    children = Content.objects.filter(parent_id=page.pk, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    return visible_contents(actor, children).select_related("space").order_by(*TREE_ORDER)


def descendants_of(actor: Actor, page: Content) -> QuerySet[Content]:
    """Give all visible pages below a page, each before those below it."""
    return visible_contents(actor, subtree(page)).select_related("space").order_by("path", *TREE_ORDER)


def descendants_by_level(actor: Actor, page: Content) -> list[Content]:
    """Give what is to be copied below a page: all visible pages, each after its parent and in no order beyond that.

    Archived ones are among them only below a page that is archived itself.
    """
    below = listed_below(descendants_of(actor, page), page)
    return sorted(below, key=lambda each: len(each.ancestor_ids))


def ancestors_of(actor: Actor, page: Content) -> list[Content]:
    """Give the visible pages above a page, from the top of the tree down to its parent."""
    ids = page.ancestor_ids
    if not ids:
        return []
    found = visible_contents(actor, Content.objects.filter(pk__in=ids, status=ContentStatus.CURRENT))
    by_id = {ancestor.pk: ancestor for ancestor in found.select_related("space")}
    return [by_id[pk] for pk in ids if pk in by_id]


def page_by_title(actor: Actor, space: Space, title: str) -> Content:
    """Give the current page of a title, whatever its case.

    Raises:
        NoSuchPage: the space has none that the actor may view.
    """
    page = _current(actor, space).filter(title_folded=fold_title(title)).first()
    if page is None:
        raise NoSuchPage(f"{space.key}:{title}")
    return page


def page_by_former_title(actor: Actor, space: Space, title: str) -> Content | None:
    """Give the current page that had a title in an earlier version, or in this space before it left it, or None.

    The latest to have it wins.
    """
    earlier = Content.objects.filter(
        space=space,
        kind=ContentKind.PAGE,
        status=ContentStatus.HISTORICAL,
        title_folded=fold_title(title),
        current__status=ContentStatus.CURRENT,
    )
    found = visible_contents(actor, earlier).order_by("-modified", "-pk").select_related("current__space").first()
    if found is not None:
        return found.current
    moved = Content.objects.filter(
        kind=ContentKind.PAGE,
        status=ContentStatus.CURRENT,
        former_places__space=space,
        former_places__title_folded=fold_title(title),
    )
    return visible_contents(actor, moved).order_by("-former_places__left").select_related("space").first()


def _current(actor: Actor, space: Space) -> QuerySet[Content]:
    pages = Content.objects.filter(space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    return visible_contents(actor, pages).select_related("space", "archive")
