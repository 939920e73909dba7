"""What somebody was told is read."""

from django.utils import timezone

from accounts.actor import Actor
from wiki.errors import NoSuchNotification
from wiki.models import Notification
from wiki.queries.notifications import notifications_for
from wiki.services.frame import service


@service
def read_notification(actor: Actor, *, notification_id: int) -> Notification:
    """Mark something that the actor was told as read, and give it.

    Raises:
        NoSuchNotification: the actor was not told it, or may not see any more what it is about.
    """
    found = notifications_for(actor).filter(pk=notification_id).first()
    if found is None:
        raise NoSuchNotification(notification_id)
    if found.read is None:
        found.read = timezone.now()
        found.save(update_fields=["read"])
    return found


@service
def read_all_notifications(actor: Actor) -> int:
    """Mark all that the actor was told as read, and say how much that was."""
    if actor.user_id is None:
        return 0
    return Notification.objects.filter(user_id=actor.user_id, read__isnull=True).update(read=timezone.now())
