"""Gives every request its actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actor import Actor


class ActorMiddleware:
    """Sets `request.actor` to whoever is logged in; nothing is read from the database until somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor and go on."""
        request.actor = SimpleLazyObject(lambda: Actor.for_request(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Give the actor of a request, the same one however often it is asked for."""
    actor: Actor | None = getattr(request, "actor", None)
    return Actor.for_request(request) if actor is None else actor
