"""The levels of a page tree that the macro pagetree fetches when they are opened."""

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

from accounts.actor import Actor
from wiki.macros.base import RenderContext
from wiki.macros.listing.page_tree_html import SORTS, TreeLook, TreeWriter
from wiki.permissions.access import page_for
from wiki.permissions.vocabulary import Action
from wiki.queries.links import VisibleTargets
from wiki.queries.page_branches import branch_below
from wiki.views.decorators import for_whoever_may
from wiki.views.parameters import flag_of, required_id, value_of


@for_whoever_may(Action.VIEW)
def level(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give what is below a page as part of a tree."""
    page = page_for(actor, required_id(request, "pageId"))
    sort = value_of(request, "sort")
    look = TreeLook(sort if sort in SORTS else SORTS[0], flag_of(request, "reverse"), flag_of(request, "excerpt"))
    branch = branch_below(actor, page.space, page, 1, texts=look.excerpt)
    context = RenderContext(actor, page, page.space, VisibleTargets(actor), url_prefix=get_script_prefix())
    return HttpResponse(TreeWriter(context, branch, look, open_levels=0).level(page.pk))
