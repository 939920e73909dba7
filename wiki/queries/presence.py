"""Who else has a content open in an editor."""

from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import active_people, may_view_profiles
from wiki.models import Content, EditorPresence

HEARD_WITHIN = timedelta(minutes=2)
"""How long somebody counts as editing after their editor was last heard of."""

_MOST = 20


def others_editing(actor: Actor, content: Content) -> list[User]:
    """Give the people besides the actor who edit a content right now, by name; nobody to those who may not know people.

    Args:
        content: a page or blog post that the actor may edit.
    """
    if not may_view_profiles(actor):
        return []
    heard = EditorPresence.objects.filter(content_id=content.pk, seen__gte=timezone.now() - HEARD_WITHIN)
    return list(active_people().filter(pk__in=heard.values("user_id")).exclude(pk=actor.user_id or 0)[:_MOST])
