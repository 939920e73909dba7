"""The page tree at the side: its levels, and moving pages in it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.errors import NoSuchPage
from wiki.models import Content, Space
from wiki.permissions.access import page_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.pages import page_by_title
from wiki.queries.tree import level_below, place_in_tree, rest_of_level, tree_along
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.views.decorators import WRITE, for_whoever_may
from wiki.views.page_frame import with_home
from wiki.views.parameters import ids_of, optional_id, required_id, value_of

MOST_OPEN = 100


@for_whoever_may(Action.VIEW)
def children(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the level of the tree below a page, or the top of a space's tree with those levels that are open.

    Of a level of very many pages it gives some: the first, those around a page that is named, or those after or before
    one that shows.
    """
    page_id = optional_id(request, "pageId")
    parent = page_for(actor, page_id) if page_id is not None else None
    space = parent.space if parent is not None else space_for(actor, value_of(request, "key"))
    after, before = optional_id(request, "after"), optional_id(request, "before")
    marked = None
    if after or before:
        level = rest_of_level(actor, space, parent, after=after, before=before)
    elif parent is not None:
        level = level_below(actor, parent)
    else:
        marked = _marked(request, actor, space)
        opened = with_home(space, ids_of(request, "open", MOST_OPEN))
        along = [*opened, *marked.ancestor_ids] if marked is not None else opened
        level = tree_along(actor, space, along, around=marked or _around(request, actor, space))
    context = {"level": level, "space": space, "current_id": marked.pk if marked is not None else None}
    return render(request, "wiki/tree/_level.html", context)


@for_whoever_may(Action.EDIT, methods=WRITE)
def place(request: HttpRequest, actor: Actor) -> JsonResponse:
    """Move a page beside or below another page of the tree, and say how to bring it back."""
    page = page_for(actor, required_id(request, "pageId"), Action.EDIT)
    before = place_in_tree(actor, page)
    target_id = optional_id(request, "targetId")
    moved = _moved(actor, page, target_id, value_of(request, "position"))
    return JsonResponse(
        {
            "message": _("“%(title)s” was moved.") % {"title": moved.title},
            "undo": {"targetId": before.target_id, "position": before.position},
        }
    )


def _marked(request: HttpRequest, actor: Actor, space: Space) -> Content | None:
    """Give the page that the tree is to be opened for, where it is named and there."""
    title = value_of(request, "title")
    try:
        return page_by_title(actor, space, title) if title else None
    except NoSuchPage:
        return None


def _around(request: HttpRequest, actor: Actor, space: Space) -> Content | None:
    """Give the page that the tree is to show in any case, where it is named and in the space."""
    page_id = optional_id(request, "around")
    try:
        page = page_for(actor, page_id) if page_id is not None else None
    except NoSuchPage:
        return None
    return page if page is not None and page.space_id == space.pk else None


def _moved(actor: Actor, page: Content, target_id: int | None, position: str) -> Content:
    if target_id is None:
        return move_page_to_top_level(actor, page_id=page.pk)
    return move_page(actor, page_id=page.pk, target_id=target_id, position=position)
