"""Gives every request its actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actor import Actor


class ActorRequest(HttpRequest):
    """A request as views see it behind the middleware."""

    actor: Actor


class ActorMiddleware:
    """Sets `request.actor` to whoever is logged in; nothing is read from the database until somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor and go on."""
        request.actor = SimpleLazyObject(lambda: Actor.for_request(request))  # type: ignore[attr-defined]
        return self.get_response(request)
