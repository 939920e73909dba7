"""What people mark for themselves: what they watch and what their favourites are."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.actor import Actor
from wiki.permissions.access import content_for, space_for
from wiki.services.labels.label import (
    FAVOURITE,
    add_label_to_space,
    add_labels,
    remove_label,
    remove_label_from_space,
)
from wiki.services.watches.watch import unwatch_content, unwatch_space, watch_content, watch_space
from wiki.views.addresses import content_address, space_address
from wiki.views.decorators import WRITE, for_people
from wiki.views.parameters import flag_of, required_id, value_of
from wiki.views.refusals import back_address


@for_people(methods=WRITE)
def watch(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Watch a page or blog post, or stop that."""
    content = content_for(actor, required_id(request, "pageId"))
    change = watch_content if flag_of(request, "on") else unwatch_content
    change(actor, content_id=content.pk)
    return HttpResponseRedirect(content_address(content))


@for_people(methods=WRITE)
def favourite(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a page or blog post one's favourite, or no more."""
    content = content_for(actor, required_id(request, "pageId"))
    if flag_of(request, "on"):
        add_labels(actor, content_id=content.pk, labels=FAVOURITE)
    else:
        remove_label(actor, content_id=content.pk, label=FAVOURITE)
    return HttpResponseRedirect(content_address(content))


@for_people(methods=WRITE)
def watch_whole_space(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Watch a space, or stop that."""
    space = space_for(actor, value_of(request, "key"))
    change = watch_space if flag_of(request, "on") else unwatch_space
    change(actor, space_key=space.key)
    return HttpResponseRedirect(back_address(request) or space_address(space))


@for_people(methods=WRITE)
def favourite_space(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a space one's favourite, or no more."""
    space = space_for(actor, value_of(request, "key"))
    if flag_of(request, "on"):
        add_label_to_space(actor, space_key=space.key, label=FAVOURITE)
    else:
        remove_label_from_space(actor, space_key=space.key, label=FAVOURITE)
    return HttpResponseRedirect(back_address(request) or space_address(space))
