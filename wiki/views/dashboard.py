"""The first page: what changed, and what is the reader's own."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from accounts.global_permissions import GlobalPermissionType, has_global
from wiki.models import ContentKind
from wiki.queries.categories import favourite_contents
from wiki.queries.dashboard import changes_by_reader, changes_of_favourites, popular_contents, visible_in_order
from wiki.queries.drafts import drafts_of
from wiki.queries.recent import recently_updated
from wiki.queries.spaces import favourite_spaces, personal_space_of, spaces_for
from wiki.queries.tasks import WantedTasks, tasks_of
from wiki.queries.view_counts import most_viewed
from wiki.site_settings.everywhere import site_look
from wiki.views.decorators import for_everybody
from wiki.views.lists import CHANGE_NEEDS
from wiki.views.parameters import ids_of

_RECENT = 20
_SPACES = 12
_DRAFTS = 10
_TASKS = 10
_POPULAR = 8
_VIEWED = 10
_KINDS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)
_CHANGES = {
    "all": lambda actor: recently_updated(actor, kinds=_KINDS),
    "mine": lambda actor: changes_by_reader(actor, _KINDS),
    "favourites": lambda actor: changes_of_favourites(actor, _KINDS),
}


@for_everybody()
def shortcuts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the keys that do what people do often."""
    return render(request, "wiki/dashboard/shortcuts.html")


@for_everybody()
def dashboard(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what changed last and what is the reader's own; where nobody may read unasked, the log-in page."""
    if actor.is_anonymous and not actor.may_use:
        return redirect_to_login(request)
    if site_look().is_new and has_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR):
        return HttpResponseRedirect(reverse("set-up"))
    shown = request.GET.get("show", "all")
    shown = shown if shown in _CHANGES else "all"
    context = {
        "shown": shown,
        "recent": _CHANGES[shown](actor).select_related(*CHANGE_NEEDS)[:_RECENT],
        "popular": popular_contents(actor, _POPULAR),
        "most_viewed": most_viewed(actor, _POPULAR),
        "spaces": spaces_for(actor, archived=False).filter(kind="global")[:_SPACES],
        "favourite_spaces": favourite_spaces(actor)[:_SPACES],
        "favourites": favourite_contents(actor)[:_SPACES],
        "drafts": drafts_of(actor)[:_DRAFTS],
        "tasks": tasks_of(actor, WantedTasks(assignees=(actor.username,), complete=False))[:_TASKS]
        if actor.user_id
        else [],
        "own_space": personal_space_of(actor, actor.user_id) if actor.user_id else None,
        "may_have_space": actor.user is not None and has_global(actor, GlobalPermissionType.PERSONALSPACE),
        "may_create_space": has_global(actor, GlobalPermissionType.CREATESPACE),
    }
    return render(request, "wiki/dashboard/dashboard.html", context)


@for_everybody()
def viewed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the pages that a browser remembers, as far as the reader may see them."""
    pages = visible_in_order(actor, ids_of(request, "ids", _VIEWED))
    return render(request, "wiki/dashboard/_viewed.html", {"pages": pages})
