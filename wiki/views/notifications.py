"""What somebody is told in the wiki: a list, and what is read of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.queries.notifications import notifications_for
from wiki.services.notifications.read import read_all_notifications, read_notification
from wiki.views.addresses import content_address
from wiki.views.decorators import WRITE, for_people
from wiki.views.lists import page_of
from wiki.views.parameters import value_of

_PER_PAGE = 30


@for_people()
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the reader was told, newest first: all of it, or what they have not read."""
    shows_unread = value_of(request, "show") == "unread"
    page = page_of(request, notifications_for(actor, unread=shows_unread), _PER_PAGE)
    context = {"page": page, "shows_unread": shows_unread, "tab": "notifications"}
    return render(request, "wiki/notifications/list.html", context)


@for_people(methods=WRITE)
def read(request: HttpRequest, actor: Actor, notification_id: int) -> HttpResponse:
    """Mark something that the reader was told as read, and go there."""
    told = read_notification(actor, notification_id=notification_id)
    if told.content is None:
        return HttpResponseRedirect(reverse("job", args=[told.job]))
    return HttpResponseRedirect(content_address(told.content))


@for_people(methods=WRITE)
def read_all(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Mark all that the reader was told as read."""
    read_all_notifications(actor)
    messages.success(request, _("Everything is marked as read."))
    return HttpResponseRedirect(reverse("notifications"))
