"""The first page: what changed, the reader's spaces, favourites and drafts; and finding things by title."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from accounts.global_permissions import GlobalPermissionType, has_global
from wiki.models import Content, ContentKind
from wiki.queries.categories import favourite_contents
from wiki.queries.drafts import drafts_of
from wiki.queries.recent import recently_updated
from wiki.queries.spaces import favourite_spaces, personal_space_of, spaces_for
from wiki.queries.title_search import contents_titled, spaces_titled
from wiki.views.addresses import content_address
from wiki.views.decorators import for_everybody
from wiki.views.lists import CHANGE_NEEDS, page_of
from wiki.views.parameters import value_of

_RECENT = 20
_SPACES = 12
_DRAFTS = 10


@for_everybody()
def dashboard(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what changed last and what is the reader's own; where nobody may read unasked, the log-in page."""
    if actor.is_anonymous and not actor.may_use:
        return redirect_to_login(request)
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)
    context = {
        "recent": recently_updated(actor, kinds=kinds).select_related(*CHANGE_NEEDS)[:_RECENT],
        "spaces": spaces_for(actor, archived=False).filter(kind="global")[:_SPACES],
        "favourite_spaces": favourite_spaces(actor)[:_SPACES],
        "favourites": favourite_contents(actor)[:_SPACES],
        "drafts": drafts_of(actor)[:_DRAFTS],
        "own_space": personal_space_of(actor, actor.user_id) if actor.user_id else None,
        "may_have_space": actor.user is not None and has_global(actor, GlobalPermissionType.PERSONALSPACE),
        "may_create_space": has_global(actor, GlobalPermissionType.CREATESPACE),
    }
    return render(request, "wiki/dashboard/dashboard.html", context)


@for_everybody()
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what has the words in its title; one page of exactly that title is opened at once when `jump` is given."""
    text = value_of(request, "queryString", "query").strip()[:255]
    found = contents_titled(actor, text, _space_key(request))
    page = page_of(request, found, 30)
    if "jump" in request.GET:
        exact = [each for each in page if _is_exact(each)]
        if len(exact) == 1:
            return HttpResponseRedirect(content_address(exact[0]))
    context = {"query": text, "page": page, "spaces": spaces_titled(actor, text)[:5] if page.number == 1 else []}
    return render(request, "wiki/dashboard/search.html", context)


def _space_key(request: HttpRequest) -> str:
    where = value_of(request, "where")
    return "" if where.startswith("conf_") else where


def _is_exact(content: Content) -> bool:
    return content.kind != ContentKind.ATTACHMENT and getattr(content, "closeness", 2) == 0
