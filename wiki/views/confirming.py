"""Asking before a change of permissions that lets people in or shuts them out."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest

from accounts.actor import Actor
from accounts.queries import may_view_profiles
from wiki.models import Content, Space
from wiki.services.access_change import AccessChange, what_would_change
from wiki.views.parameters import flag_of

_NOT_REPEATED = frozenset({"csrfmiddlewaretoken", "confirmed"})


def to_confirm(
    request: HttpRequest, actor: Actor, target: Space | Content, change: Callable[[], object]
) -> AccessChange | None:
    """Give what a change would do to who views something, where that is to be confirmed first; otherwise nothing.

    Who may not view profiles learns how many people they are and not who.

    Args:
        change: calls the services; what they raise comes through, and nothing of it stays.
    """
    if flag_of(request, "confirmed"):
        return None
    would = what_would_change(target, change)
    if would.is_none:
        return None
    return would if may_view_profiles(actor) else replace(would, gained=[], lost=[])


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Give the fields of a form as they were sent, to be sent again with a confirmation."""
    return [
        (name, str(value)) for name, values in request.POST.lists() if name not in _NOT_REPEATED for value in values
    ]
