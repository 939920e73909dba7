"""The place of a page in the tree: its parent, its path, its order among its siblings."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from accounts.actor import Actor
from wiki.errors import BadMove
from wiki.models import Content, ContentKind, ContentStatus, Draft, Space
from wiki.permissions.access import page_for
from wiki.permissions.inheritance import regate_after_move, subtree


def parent_in_space(actor: Actor, space: Space, parent_id: int | None) -> Content | None:
    """Open the page that another is to stand below.

    Args:
        space: the space that the parent has to be in.
        parent_id: the page's id; None stands for the top level.

    Raises:
        NoSuchPage: there is no such page for the actor.
        BadMove: the page is in another space.
    """
    if parent_id is None:
        return None
    parent = page_for(actor, parent_id)
    if parent.space_id != space.pk:
        raise BadMove(f"The parent page {parent_id} is not in the space {space.key}.")
    return parent


def refuse_cycle(page: Content, parent: Content | None) -> None:
    """Check that a page does not come to stand below itself.

    Raises:
        BadMove: it would.
    """
    if parent is not None and (parent.pk == page.pk or page.pk in parent.ancestor_ids):
        raise BadMove(f"The page '{page.title}' can't be moved below itself.")


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
    moved = [page.pk, *subtree(page).values_list("pk", flat=True)]
    for batch in _batches(moved):
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
    order = [other for other in siblings_in_order(sibling) if other.pk != page.pk]
    index = next(number for number, other in enumerate(order) if other.pk == sibling.pk)
    order.insert(index + 1 if after else index, page)
    _number(order)


def place_last(page: Content, *, even_if_by_title: bool) -> None:
    """Put a page behind its siblings.

    Args:
        even_if_by_title: whether siblings that stand by title get a manual order, where the page would not be last.
    """
    siblings = siblings_in_order(page)
    order = [other for other in siblings if other.pk != page.pk]
    is_last = siblings[-1:] == [page]
    if any(other.position is not None for other in order) or (even_if_by_title and not is_last):
        _number([*order, page])


def siblings_in_order(page: Content) -> list[Content]:
    """Give the current pages of the same parent as a page, itself among them, in the order the tree shows."""
    return list(
        Content.objects.filter(
            space_id=page.space_id,
            kind=ContentKind.PAGE,
            status=ContentStatus.CURRENT,
            parent_id=page.parent_id,
        ).order_by(F("position").asc(nulls_last=True), "title_folded", "pk")
    )


def _number(order: list[Content]) -> None:
    changed = []
    for number, page in enumerate(order):
        if page.position != number:
            page.position = number
            changed.append((number, page.pk))
    if changed:
        # A page may have thousands of children, for which bulk_update takes seconds to write its SQL.
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE wiki_content SET position = %s WHERE id = %s", changed)


def _repath(descendants: list[int], old: str, new: str) -> None:
    if old == new:
        return
    for batch in _batches(descendants):
        Content.objects.filter(pk__in=batch).update(path=Concat(Value(new), Substr("path", len(old) + 1)))


def _batches(ids: list[int], size: int = 500) -> Iterable[list[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
