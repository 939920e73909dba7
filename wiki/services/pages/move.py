"""Move pages in the tree and between spaces."""

from enum import StrEnum

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.batches import batches
from wiki.errors import BadMove, ConcurrentChange, NotPermitted, TitleTaken
from wiki.events import ContentMoved, PagesRelocated
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.access import page_for, space_by_id, space_for
from wiki.permissions.decide import may_in_space
from wiki.permissions.inheritance import subtree
from wiki.permissions.vocabulary import Action
from wiki.services.frame import about, record, service
from wiki.services.pages.archive import refuse_archived_parent, refuse_move_of_archived
from wiki.services.pages.place import move_to_space, place_beside, place_last, put_below, refuse_cycle

BATCH = 500
"""How many pages one task has links follow."""


class Position(StrEnum):
    """Where a moved page comes to stand, as the remote API names it."""

    ABOVE = "above"
    BELOW = "below"
    APPEND = "append"


@service
def move_page(actor: Actor, *, page_id: int, target_id: int, position: str) -> Content:
    """Move a page, with all below it, beside or below another page, be it in another space.

    Args:
        target_id: the page that the position refers to.
        position: `above` or `below` makes the page a sibling before or after the target, `append` its last child.

    Raises:
        NoSuchPage: the page or the target is not there for the actor.
        NotPermitted: the actor may not edit the page, may not remove pages from the space it leaves, or may not
            create pages in the space it comes to.
        BadMove: the position is none of the three, or the target is the page itself or below it; the page is archived,
            or is what it would stand below.
        TitleTaken: the other space has a page of the same title as one that moves.
    """
    if position not in tuple(Position):
        raise BadMove(
            gettext("'{position}' is no position; use one of {names}.").format(
                position=position, names=", ".join(Position)
            )
        )
    page, target = page_for(actor, page_id, Action.EDIT), page_for(actor, target_id)
    spaces = _lock_spaces(page.space_id, target.space_id)
    page, target = page_for(actor, page_id, Action.EDIT, lock=True), page_for(actor, target_id)
    if not {page.space_id, target.space_id} <= spaces.keys():
        raise ConcurrentChange
    if page.pk == target.pk:
        raise BadMove(gettext("The page '{title}' can't be moved beside or below itself.").format(title=page.title))
    parent = target if position == Position.APPEND else target.parent
    refuse_cycle(page, parent)
    _move(actor, page, spaces[target.space_id], parent)
    if position == Position.APPEND:
        place_last(page, even_if_by_title=True)
    else:
        place_beside(page, target, after=position == Position.BELOW)
    return page


@service
def move_page_to_top_level(actor: Actor, *, page_id: int, space_key: str | None = None) -> Content:
    """Move a page, with all below it, to the top level of its space or of another.

    Args:
        space_key: the space it comes to; None leaves it in its own.

    Raises:
        NoSuchPage, NoSuchSpace: the page or the space is not there for the actor.
        NotPermitted, BadMove: as `move_page`.
        TitleTaken: as `move_page`.
    """
    page = page_for(actor, page_id, Action.EDIT)
    wanted = None if space_key is None else space_for(actor, space_key)
    target_id = wanted.pk if wanted else page.space_id
    spaces = _lock_spaces(page.space_id, target_id)
    page = page_for(actor, page_id, Action.EDIT, lock=True)
    if not {page.space_id, target_id} <= spaces.keys():
        raise ConcurrentChange
    _move(actor, page, spaces[target_id], None)
    place_last(page, even_if_by_title=False)
    return page


def _move(actor: Actor, page: Content, space: Space, parent: Content | None) -> None:
    refuse_move_of_archived(page)
    refuse_archived_parent(parent)
    old_space = page.space
    moved: list[int] = []
    titles: dict[int, str] = {}
    if space.pk != old_space.pk:
        _require_leave_and_enter(actor, page, space)
        tree = [page, *subtree(page).only("pk", "title", "title_folded")]
        _require_free_titles(space, tree)
        titles = {each.pk: each.title for each in tree}
        moved = move_to_space(page, space)
    elif not may_in_space(actor, Action.CREATE_PAGE, space):
        raise NotPermitted(gettext("You're not permitted to move pages in the space {key}.").format(key=space.key))
    put_below(page, parent)
    record(actor, ContentMoved(**about(actor, page), kind=ContentKind.PAGE))
    for batch in batches(moved, BATCH):
        titles_moved = tuple((content_id, titles[content_id]) for content_id in batch)
        relocated = PagesRelocated(**about(actor, page), old_space_key=old_space.key, titles=titles_moved)
        record(actor, relocated)


def _require_leave_and_enter(actor: Actor, page: Content, space: Space) -> None:
    page_for(actor, page.pk, Action.REMOVE)
    space_by_id(actor, space.pk, Action.CREATE_PAGE)


def _require_free_titles(space: Space, tree: list[Content]) -> None:
    taken = set(
        Content.objects.filter(space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT).values_list(
            "title_folded", flat=True
        )
    )
    for page in tree:
        if page.title_folded in taken:
            raise TitleTaken(page.title, gettext("the space {key}").format(key=space.key))


def _lock_spaces(*space_ids: int) -> dict[int, Space]:
    locked = Space.objects.select_for_update(no_key=True).filter(pk__in=set(space_ids)).order_by("pk")
    return {space.pk: space for space in locked}
