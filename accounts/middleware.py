"""Gives every request its actor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from accounts.actor import Actor
from accounts.reading_as import ReadingAs, is_shown_to_others, reading_as


class ActorMiddleware:
    """Sets `request.actor` to whoever is logged in; nothing is read from the database until somebody asks.

    For an administrator who reads as somebody else, user and actor are that person, on the pages of the wiki alone:
    what is somebody's own, and every change, stays closed until they read as themselves again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor and go on."""
        read_as = reading_as(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if read_as is not None and not read_as.is_being_ended(request):
            if not is_shown_to_others(request):
                return render(request, "accounts/reading_as.html", {"read_as": read_as}, status=403)
            return self._shown_to(request, read_as)
        request.actor = SimpleLazyObject(lambda: Actor.for_request(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def _shown_to(self, request: HttpRequest, read_as: ReadingAs) -> HttpResponse:
        actor = Actor.looked_through(read_as.person)
        request.actor = actor  # type: ignore[attr-defined]
        request.user = read_as.as_user
        request.read_as = read_as  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Give the actor of a request, the same one however often it is asked for."""
    actor: Actor | None = getattr(request, "actor", None)
    return Actor.for_request(request) if actor is None else actor
