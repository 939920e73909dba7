"""The trash of a space, for its administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.actor import Actor
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.trash import trash_of
from wiki.services.pages.remove import empty_trash, purge_from_trash, restore_from_trash
from wiki.views.addresses import with_query
from wiki.views.decorators import WRITE, for_whoever_may
from wiki.views.lists import page_of
from wiki.views.page_frame import space_frame
from wiki.views.parameters import required_id, value_of


@for_whoever_may(Action.ADMINISTER)
def view(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what is in the trash of a space."""
    key = value_of(request, "key")
    page = page_of(request, trash_of(actor, key))
    space = space_for(actor, key, Action.ADMINISTER)
    return render(request, "wiki/trash/trash.html", {**space_frame(actor, space, "settings"), "page": page})


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def restore(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring something back from the trash."""
    key = value_of(request, "key")
    restored = restore_from_trash(actor, space_key=key, content_id=required_id(request, "contentId"))
    messages.success(request, f"“{restored.title}” was restored.")
    return HttpResponseRedirect(with_query("view-trash", key=key))


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def purge(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove something in the trash for good."""
    key = value_of(request, "key")
    purge_from_trash(actor, space_key=key, content_id=required_id(request, "contentId"))
    messages.success(request, "It was removed for good.")
    return HttpResponseRedirect(with_query("view-trash", key=key))


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def empty(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove all that is in the trash for good."""
    key = value_of(request, "key")
    count = empty_trash(actor, space_key=key)
    messages.success(request, f"The trash was emptied: {count} removed for good.")
    return HttpResponseRedirect(with_query("view-trash", key=key))
