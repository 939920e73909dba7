"""Who a view is for, declared on the view itself, and how refusals are answered in people's words."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.middleware import actor_of
from wiki.errors import MalformedStorage, WikiError
from wiki.permissions.vocabulary import Action
from wiki.views.refusals import answer_refusal, ask_to_log_in, refuse_control_characters

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Actor, Given], HttpResponseBase]
Answering = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]

READ = ("GET", "HEAD")
WRITE = ("POST",)
FORM = (*READ, *WRITE)


class Audience(StrEnum):
    """Who may come to a view at all."""

    EVERYBODY = "everybody; lists hold only what the reader may see"
    PEOPLE = "people who are logged in"
    WHO_MAY = "who may do the action to what the address names"


@dataclass(frozen=True)
class Declaration:
    """What a view says of itself: its audience, the action that its door or service checks, its methods."""

    audience: Audience
    action: Action | None
    methods: tuple[str, ...]


def for_everybody(*, methods: tuple[str, ...] = READ) -> Callable[[View[Given]], Answering[Given]]:
    """Declare a view that anybody may open and that shows each person what they may see."""
    return _declared(Declaration(Audience.EVERYBODY, None, methods))


def for_people(*, methods: tuple[str, ...] = READ) -> Callable[[View[Given]], Answering[Given]]:
    """Declare a view for people who are logged in; others are sent to the log-in page."""
    return _declared(Declaration(Audience.PEOPLE, None, methods))


def for_whoever_may(action: Action, *, methods: tuple[str, ...] = READ) -> Callable[[View[Given]], Answering[Given]]:
    """Declare a view for those who may do something; the doors and services that it calls check it.

    Args:
        action: what the door or the service is asked for.
        methods: the HTTP methods that the view answers.
    """
    return _declared(Declaration(Audience.WHO_MAY, action, methods))


def _declared(declaration: Declaration) -> Callable[[View[Given]], Answering[Given]]:
    def declare(view: View[Given]) -> Answering[Given]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
            if request.method not in declaration.methods:
                return HttpResponseNotAllowed(declaration.methods)
            actor = actor_of(request)
            if declaration.audience == Audience.PEOPLE and actor.is_anonymous:
                return ask_to_log_in(request)
            refusal = refuse_control_characters(request)
            if refusal is not None:
                return refusal
            return _private(_answered(view, request, actor, args, kwargs))

        answer.declaration = declaration  # type: ignore[attr-defined]
        return answer

    return declare


def _answered(
    view: Callable[..., HttpResponseBase],
    request: HttpRequest,
    actor: Actor,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> HttpResponseBase:
    try:
        return view(request, actor, *args, **kwargs)
    except (WikiError, AccountError, MalformedStorage) as error:
        return answer_refusal(request, actor, error)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """What a page shows depends on who reads it: no cache on the way may keep it for others."""
    if isinstance(response, HttpResponse) and not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    return response
