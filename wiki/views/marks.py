"""What people mark for themselves: what they watch and what their favourites are."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.actor import Actor
from wiki.permissions.access import content_for, space_for
from wiki.services.labels.label import (
    FAVOURITE,
    add_label_to_space,
    add_labels,
    remove_label,
    remove_label_from_space,
)
from wiki.services.reactions.react import react
from wiki.services.watches.follow import follow_person, unfollow_person
from wiki.services.watches.label import unwatch_label, watch_label
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
def watch_a_label(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Watch a label, or stop that."""
    change = watch_label if flag_of(request, "on") else unwatch_label
    change(actor, name=value_of(request, "label"))
    return HttpResponseRedirect(back_address(request) or reverse("all-labels"))


@for_people(methods=WRITE)
def follow(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Follow somebody, or stop that."""
    change = follow_person if flag_of(request, "on") else unfollow_person
    change(actor, username=value_of(request, "username"))
    return HttpResponseRedirect(back_address(request) or reverse("my-watches"))


@for_people(methods=WRITE)
def reaction(request: HttpRequest, actor: Actor) -> HttpResponse:
    """React to a page, blog post or comment with a sign, or take it back."""
    content = react(
        actor,
        content_id=required_id(request, "contentId"),
        kind=value_of(request, "kind"),
        on=flag_of(request, "on"),
    )
    shown = content_for(actor, content.container_id) if content.container_id is not None else content
    place = f"comment-{content.pk}" if content is not shown else "reactions"
    return HttpResponseRedirect(f"{content_address(shown)}#{place}")


@for_people(methods=WRITE)
def favourite_space(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a space one's favourite, or no more."""
    space = space_for(actor, value_of(request, "key"))
    if flag_of(request, "on"):
        add_label_to_space(actor, space_key=space.key, label=FAVOURITE)
    else:
        remove_label_from_space(actor, space_key=space.key, label=FAVOURITE)
    return HttpResponseRedirect(back_address(request) or space_address(space))
