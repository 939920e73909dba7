"""The place of a page in the tree: its parent, its path, its order among its siblings."""

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.batches import batches
from wiki.errors import BadMove
from wiki.models import Content, ContentKind, ContentStatus, Draft, FormerPlace, Space
from wiki.permissions.access import page_for
from wiki.permissions.inheritance import regate_after_move, subtree
from wiki.queries.pages import TREE_ORDER
from wiki.services.pages.archive import refuse_archived_parent

APART = 1024
"""Places of siblings are so far apart when they are given anew: a move finds room between two and changes no other."""

_LARGEST = 2**31 - 1

BATCH = 500
"""Pages that one statement changes."""


def parent_in_space(actor: Actor, space: Space, parent_id: int | None) -> Content | None:
    """Open the page that another is to stand below.

    Args:
        space: the space that the parent has to be in.
        parent_id: the page's id; None stands for the top level.

    Raises:
        NoSuchPage: there is no such page for the actor.
        BadMove: the page is in another space, or archived.
    """
    if parent_id is None:
        return None
    parent = page_for(actor, parent_id)
    if parent.space_id != space.pk:
        raise BadMove(
            gettext("The parent page {parent_id} is not in the space {key}.").format(parent_id=parent_id, key=space.key)
        )
    refuse_archived_parent(parent)
    return parent


def refuse_cycle(page: Content, parent: Content | None) -> None:
    """Check that a page does not come to stand below itself.

    Raises:
        BadMove: it would.
    """
    if parent is not None and (parent.pk == page.pk or page.pk in parent.ancestor_ids):
        raise BadMove(gettext("The page '{title}' can't be moved below itself.").format(title=page.title))


def put_below(page: Content, parent: Content | None) -> None:
    """Set parent and path of a page, move its descendants along, and bring inherited restrictions in line.

    Args:
        page: the page, its space locked; it loses its manual order and is saved.
        parent: the new parent, of the same space as the page; None puts it at the top level.

    Raises:
        BadMove: the parent is the page or stands below it.
    """
    refuse_cycle(page, parent)
    old_ancestors = page.ancestor_ids
    descendants = list(subtree(page).values_list("pk", flat=True))
    old_subtree_path = page.subtree_path
    page.parent_id = parent.pk if parent else None
    page.path = parent.subtree_path if parent else "/"
    page.position = None
    _repath(descendants, old_subtree_path, page.subtree_path)
    page.save()
    regate_after_move(page, old_ancestors)


def lift_children(page: Content) -> None:
    """Put the children of a page into its own place, and bring the paths of all below it in line.

    Args:
        page: a page that is about to go to the trash, its space locked.
    """
    descendants = list(subtree(page).values_list("pk", flat=True))
    Content.objects.filter(parent_id=page.pk, kind=ContentKind.PAGE, status=ContentStatus.CURRENT).update(
        parent_id=page.parent_id, position=None
    )
    _repath(descendants, page.subtree_path, page.path)


def move_to_space(page: Content, space: Space) -> list[int]:
    """Take a page with its descendants, and all that hangs on them and their versions, to another space.

    Args:
        page: the page at the top of what moves, still with its old path.
        space: the space it moves to.

    Returns:
        the ids of the pages that moved.
    """
    titles = {page.pk: page.title_folded, **dict(subtree(page).values_list("pk", "title_folded"))}
    moved = list(titles)
    for batch in batches(moved, BATCH):
        FormerPlace.objects.bulk_create(
            FormerPlace(content_id=pk, space_id=page.space_id, title_folded=titles[pk]) for pk in batch
        )
        Content.objects.filter(host_id__in=batch).update(space=space)
        Content.objects.filter(current_id__in=batch).update(space=space)
        Draft.objects.filter(content_id__in=batch).update(space=space)
        Space.objects.filter(home_page_id__in=batch).exclude(pk=space.pk).update(home_page=None)
    page.space = space
    return moved


def place_beside(page: Content, sibling: Content, *, after: bool) -> None:
    """Give a page its manual place before or after a sibling; all siblings get places then.

    Args:
        page: a page that has the same parent and space as the sibling.
        after: whether it comes after the sibling or before it.
    """
    others = _siblings(page)
    if others.filter(position__isnull=True).exists():
        _place_anew(others)
    page.position = _place_between(others, sibling, after=after)
    if page.position is None:
        _place_anew(others)
        page.position = _place_between(others, sibling, after=after)
    page.save(update_fields=["position"])


def place_last(page: Content, *, even_if_by_title: bool) -> None:
    """Put a page behind its siblings.

    Args:
        even_if_by_title: whether siblings that stand by title get a manual order, where the page would not be last.
    """
    others = _siblings(page)
    if not others.filter(position__isnull=False).exists():
        follows = others.filter(title_folded__gt=page.title_folded).exists()
        if not (even_if_by_title and follows):
            return
    place_beside(page, others.order_by(*TREE_ORDER).reverse()[0], after=True)


def _siblings(page: Content) -> QuerySet[Content]:
    """The current pages of the same parent as a page, without it."""
    pages = Content.objects.filter(space_id=page.space_id, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    return pages.filter(parent_id=page.parent_id).exclude(pk=page.pk)


def _place_between(others: QuerySet[Content], sibling: Content, *, after: bool) -> int | None:
    """Give a free place between a sibling and the next one of that side; None where there is none."""
    place = others.values_list("position", flat=True).get(pk=sibling.pk)
    assert place is not None
    beside = others.exclude(pk=sibling.pk).values_list("position", flat=True)
    if after:
        following = beside.filter(position__gte=place).order_by("position").first()
        middle = place + APART if following is None else (place + following) // 2
        is_free = place < middle < (_LARGEST if following is None else following)
    else:
        preceding = beside.filter(position__lte=place).order_by("-position").first()
        middle = place - APART if preceding is None else (place + preceding) // 2
        is_free = (-_LARGEST if preceding is None else preceding) < middle < place
    return middle if is_free else None


def _place_anew(siblings: QuerySet[Content]) -> None:
    """Give siblings places far enough apart that others find room between them, in the order in which they stand."""
    places = enumerate(siblings.order_by(*TREE_ORDER).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        # A page may have thousands of children, for which bulk_update takes seconds to write its SQL.
        cursor.executemany("UPDATE wiki_content SET position = %s WHERE id = %s", [(n * APART, pk) for n, pk in places])


def _repath(descendants: list[int], old: str, new: str) -> None:
    if old == new:
        return
    for batch in batches(descendants, BATCH):
        Content.objects.filter(pk__in=batch).update(path=Concat(Value(new), Substr("path", len(old) + 1)))
