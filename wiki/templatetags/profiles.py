"""What a profile shows of the wiki's content."""

from typing import Any

from django import template

from accounts.middleware import actor_of
from accounts.models import User
from wiki.queries.profiles import recent_work_of
from wiki.queries.watches import is_following

register = template.Library()

_SHOWN = 10


@register.inclusion_tag("wiki/watches/_follow.html", takes_context=True)
def follow_button(context: template.Context, person: User) -> dict[str, Any]:
    """Offer to follow somebody, or to stop that."""
    actor = actor_of(context["request"])
    return {
        "person": person,
        "is_offered": actor.user is not None and actor.user_id != person.pk and person.is_active,
        "is_following": is_following(actor, person),
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("wiki/dashboard/_recent_work.html", takes_context=True)
def recent_work(context: template.Context, person: User) -> dict[str, Any]:
    """List what somebody wrote last, as far as the reader may see it."""
    return {"changes": recent_work_of(actor_of(context["request"]), person, _SHOWN)}
