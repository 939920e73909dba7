"""Lists of what wants an eye in a space: pages that nothing links to, and links that lead nowhere."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actor import Actor
from wiki.models import LinkKind
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.link_lists import orphaned_pages, undefined_files, undefined_pages, undefined_posts, with_sources
from wiki.views.decorators import for_whoever_may
from wiki.views.lists import page_of
from wiki.views.page_frame import space_frame
from wiki.views.parameters import page_number, value_of

_PER_PAGE = 50
_QUERIES = {LinkKind.PAGE: undefined_pages, LinkKind.ATTACHMENT: undefined_files}


@for_whoever_may(Action.VIEW)
def orphaned(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the pages of a space that nothing links to."""
    space = space_for(actor, value_of(request, "key"))
    page = page_of(request, orphaned_pages(actor, space), 100)
    return render(request, "wiki/spaces/orphaned.html", {**space_frame(actor, space, "pages"), "page": page})


@for_whoever_may(Action.VIEW)
def undefined(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List links of a space to pages, files and posts that are not there."""
    space = space_for(actor, value_of(request, "key"))
    wanted = request.GET.get("type", "")
    kind = LinkKind(wanted) if wanted in (LinkKind.ATTACHMENT, LinkKind.BLOGPOST) else LinkKind.PAGE
    page: Page[Any]
    if kind == LinkKind.BLOGPOST:
        page = Paginator(undefined_posts(actor, space), _PER_PAGE).get_page(page_number(request))
        broken = list(page)
    else:
        page = Paginator(_QUERIES[kind](actor, space), _PER_PAGE).get_page(page_number(request))
        broken = with_sources(actor, space, kind, page)
    context = {**space_frame(actor, space, "pages"), "page": page, "broken": broken, "type": kind.value}
    return render(request, "wiki/spaces/undefined.html", context)
