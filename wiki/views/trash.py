"""The trash of a space, for its administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from accounts.actor import Actor
from wiki.errors import BadMove, NoSuchContent
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.trash import trash_of
from wiki.services.pages.remove import empty_trash, purge_from_trash, restore_from_trash
from wiki.views.addresses import with_query
from wiki.views.decorators import WRITE, for_whoever_may
from wiki.views.lists import page_of
from wiki.views.page_frame import space_frame
from wiki.views.parameters import value_of

MOST_AT_ONCE = 500


@for_whoever_may(Action.ADMINISTER)
def view(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what is in the trash of a space."""
    key = value_of(request, "key")
    page = page_of(request, trash_of(actor, key))
    space = space_for(actor, key, Action.ADMINISTER)
    return render(request, "wiki/trash/trash.html", {**space_frame(actor, space, "settings"), "page": page})


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def restore(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring things back from the trash."""
    key, ids = value_of(request, "key"), _marked(request)
    # A file comes back once its page is there: what was refused is tried again after all the others.
    refused = [content_id for content_id in ids if _problem(request, actor, key, content_id)]
    for content_id in refused:
        problem = _problem(request, actor, key, content_id)
        if problem:
            messages.error(request, problem)
    return HttpResponseRedirect(with_query("view-trash", key=key))


def _problem(request: HttpRequest, actor: Actor, key: str, content_id: int) -> str:
    """Bring one thing back, and say what stands in its way."""
    try:
        restored = restore_from_trash(actor, space_key=key, content_id=content_id)
    except BadMove as error:
        return str(error)
    messages.success(request, gettext("“{title}” was restored.").format(title=restored.title))
    return ""


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def purge(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove things in the trash for good."""
    key, removed = value_of(request, "key"), 0
    for content_id in _marked(request):
        try:
            purge_from_trash(actor, space_key=key, content_id=content_id)
        except NoSuchContent:
            # What hangs on a page goes along with it.
            if not removed:
                raise
        removed += 1
    if removed:
        words = ngettext("It was removed for good.", "{count} things were removed for good.", removed)
        messages.success(request, words.format(count=removed))
    return HttpResponseRedirect(with_query("view-trash", key=key))


def _marked(request: HttpRequest) -> list[int]:
    ids = [int(given) for given in request.POST.getlist("contentId") if given.isascii() and given.isdigit()]
    if not ids:
        messages.warning(request, gettext("Nothing was marked."))
    return ids[:MOST_AT_ONCE]


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def empty(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove all that is in the trash for good."""
    key = value_of(request, "key")
    count = empty_trash(actor, space_key=key)
    messages.success(request, gettext("The trash was emptied: {count} removed for good.").format(count=count))
    return HttpResponseRedirect(with_query("view-trash", key=key))
