"""The link in a mail that stops one watch, for whoever has it, logged in or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from accounts.actor import Actor
from wiki.queries.watch_links import watch_of_token
from wiki.queries.watches import watched_by
from wiki.services.watches.by_link import stop_watch_by_link
from wiki.views.decorators import FORM, for_everybody
from wiki.views.parameters import value_of


# The signed token in the address is what allows the change, and mail programs post it without cookies.
@csrf_exempt
@for_everybody(methods=FORM)
def stop(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask whether to stop the watch that the address names, or stop it."""
    token = value_of(request, "watch")
    watch = watch_of_token(token)
    is_done = False
    if request.method == "POST" and watch is not None:
        stop_watch_by_link(actor, token=token)
        is_done = True
    context = {
        "watch": watch,
        "token": token,
        "is_done": is_done,
        "watched": watched_by(watch) if watch is not None else "",
    }
    return render(request, "wiki/watches/stop.html", context, status=200 if watch is not None else 410)
