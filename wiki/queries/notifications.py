"""What somebody is told in the wiki: as far as they may see it when they look."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from wiki.models import Content, Notification
from wiki.permissions.visible import visible_contents

MOST_COUNTED = 100
"""From so many on they are not counted any more."""


def notifications_for(actor: Actor, *, unread: bool = False) -> QuerySet[Notification]:
    """Give what the actor is told of jobs and of what they may view now, newest first.

    Args:
        unread: only what they have not read yet.
    """
    if actor.user_id is None:
        return Notification.objects.none()
    seen = Exists(visible_contents(actor, Content.objects.filter(pk=OuterRef("content_id"))))
    rows = Notification.objects.filter(Q(content__isnull=True) | seen, user_id=actor.user_id)
    if unread:
        rows = rows.filter(read__isnull=True)
    shown = rows.select_related("actor", "content__space", "content__host__space", "content__container__space")
    return shown.order_by("-created", "-pk")


def unread_count(actor: Actor) -> int:
    """Count what the actor has not read yet; `MOST_COUNTED` stands for as many or more."""
    # Each screen asks. Whether they may see what they are told of is asked only where they are told something.
    told = actor.user_id is not None and Notification.objects.filter(user_id=actor.user_id, read__isnull=True).exists()
    if not told:
        return 0
    return len(notifications_for(actor, unread=True).select_related(None).values_list("pk")[:MOST_COUNTED])
