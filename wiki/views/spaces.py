"""Spaces: their directory, their home, their pages, what changed in them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, has_global
from wiki.errors import NoSuchContent
from wiki.models import Content, ContentKind, Space, SpaceKind
from wiki.permissions.access import content_for, page_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.archived_pages import listed_below, without_archived
from wiki.queries.categories import all_categories, categories_of, is_favourite_space
from wiki.queries.pages import children_of, pages_of
from wiki.queries.recent import recently_updated
from wiki.queries.spaces import favourite_spaces, spaces_for
from wiki.queries.watches import is_watching_space
from wiki.views.addresses import space_address
from wiki.views.decorators import for_everybody, for_whoever_may
from wiki.views.lists import CHANGE_NEEDS, page_of
from wiki.views.page_frame import content_frame, space_frame
from wiki.views.parameters import required_id, value_of

_SHOWN = ("global", "personal", "archived", "favourite", "all")


@for_everybody()
def directory(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the spaces that the reader may view, by kind and category."""
    shown = request.GET.get("show", "global")
    shown = shown if shown in _SHOWN else "global"
    category = request.GET.get("category", "")
    if shown == "favourite":
        spaces = favourite_spaces(actor)
    elif shown == "archived":
        spaces = spaces_for(actor).filter(status="archived")
    else:
        spaces = spaces_for(actor, archived=False)
        if shown != "all":
            spaces = spaces.filter(kind=SpaceKind(shown))
    if category:
        spaces = spaces.filter(labellings__label__namespace="team", labellings__label__name=category)
    page = page_of(request, spaces.select_related("owner"))
    context = {
        "page": page,
        "categories": categories_of(actor, page),
        "all_categories": all_categories(actor),
        "shown": shown,
        "category": category,
        "may_create": has_global(actor, GlobalPermissionType.CREATESPACE),
    }
    return render(request, "wiki/spaces/directory.html", context)


def space_home(
    request: HttpRequest,
    actor: Actor,
    space: Space,
    show_page: Callable[[HttpRequest, Actor, Content], HttpResponse],
) -> HttpResponse:
    """Show the home page of a space, or, where it has none that the reader may see, what changed in it.

    Args:
        show_page: gives the screen of a page.
    """
    if space.home_page_id is not None:
        try:
            return show_page(request, actor, page_for(actor, space.home_page_id))
        except NoSuchContent:
            pass
    context = {**space_frame(actor, space), "recent": recently_updated(actor, space).select_related(*CHANGE_NEEDS)[:20]}
    return render(request, "wiki/spaces/home.html", context)


@for_whoever_may(Action.VIEW)
def view_space(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring people from `/spaces/viewspace.action?key=` to the space."""
    return HttpResponseRedirect(space_address(space_for(actor, value_of(request, "key", "spaceKey"))))


@for_whoever_may(Action.VIEW)
def overview(request: HttpRequest, actor: Actor, space_key: str) -> HttpResponse:
    """Bring people from `/spaces/KEY/overview` to the space."""
    return HttpResponseRedirect(space_address(space_for(actor, space_key)))


@for_whoever_may(Action.VIEW)
def summary(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the details of a space."""
    space = space_for(actor, value_of(request, "key"))
    context = {
        **space_frame(actor, space, "details"),
        "categories": categories_of(actor, [space]).get(space.pk, []),
        "page_count": pages_of(actor, space).count(),
        "is_favourite": is_favourite_space(actor, space),
        "is_watching": is_watching_space(actor, space),
    }
    return render(request, "wiki/spaces/summary.html", context)


@for_whoever_may(Action.VIEW)
def list_pages(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the pages of a space that are not archived, by title."""
    space = space_for(actor, value_of(request, "key"))
    page = page_of(request, without_archived(pages_of(actor, space)).select_related("modifier"), 100)
    return render(request, "wiki/spaces/pages.html", {**space_frame(actor, space, "pages"), "page": page})


@for_everybody()
def recent_changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what changed last, on the whole site or in a space."""
    key = value_of(request, "key")
    space = space_for(actor, key) if key else None
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT, ContentKind.ATTACHMENT)
    page = page_of(request, recently_updated(actor, space, kinds).select_related(*CHANGE_NEEDS))
    frame = space_frame(actor, space, "recent") if space else {}
    return render(request, "wiki/spaces/recent.html", {**frame, "page": page})


@for_whoever_may(Action.VIEW)
def children(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the children of a page."""
    page = content_for(actor, required_id(request, "pageId"), kinds=(ContentKind.PAGE,))
    listed = page_of(request, listed_below(children_of(actor, page), page).select_related("modifier"), 100)
    return render(request, "wiki/pages/children.html", {**content_frame(actor, page), "page": listed})
