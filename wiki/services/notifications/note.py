"""Tell people of something, and forget what is old."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from accounts.actor import Actor
from jobs.models import Job
from wiki.models import Notification, NotificationKind
from wiki.services.frame import service

KEPT = timedelta(days=90)
"""How long somebody finds what they were told."""

MOST_EACH = 500
"""How many notifications one person keeps."""

_SUBJECT_LENGTH = 255


@service
def note_change(
    actor: Actor, *, content_id: int, version: int, by: int | None, people: Mapping[int, NotificationKind]
) -> int:
    """Tell people of a version of a content; who was told of it before is not told again.

    Args:
        by: who made the version; None for the anonymous user and the system.
        people: why somebody is told, by the id of the person.

    Returns:
        how many people that are.
    """
    rows = [
        Notification(user_id=user_id, kind=kind, content_id=content_id, version=version, actor_id=by)
        for user_id, kind in sorted(people.items())
    ]
    Notification.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


@service
def note_anew(
    actor: Actor,
    *,
    kind: NotificationKind,
    content_id: int,
    version: int,
    by: int | None,
    people: Iterable[int],
    subject: str = "",
    are_mailed: bool = False,
) -> None:
    """Tell people of a content for another reason than a new version; what they were told of this one is new again.

    Args:
        by: who shared it, or gave it a label.
        people: the ids of those who are told.
        subject: which label it got.
        are_mailed: whether a mail of its own tells them, so that none of the day has to.
    """
    now = timezone.now()
    user_ids = sorted(people)
    told = {
        "kind": kind,
        "actor_id": by,
        "subject": subject[:_SUBJECT_LENGTH],
        "created": now,
        "mailed": now if are_mailed else None,
    }
    before = Notification.objects.filter(content_id=content_id, version=version, user_id__in=user_ids)
    before.update(**told, read=None)
    rows = [Notification(user_id=user_id, content_id=content_id, version=version, **told) for user_id in user_ids]
    Notification.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


@service
def note_job_end(actor: Actor, *, job: Job) -> None:
    """Tell the owner of a job that it has ended; without an owner nobody is told."""
    if job.owner_id is not None:
        told = Notification(
            user_id=job.owner_id, kind=NotificationKind.JOB, job=job.pk, subject=job.title[:_SUBJECT_LENGTH]
        )
        Notification.objects.bulk_create([told], ignore_conflicts=True)


@service
def note_mailed(actor: Actor, *, notification_ids: Iterable[int]) -> None:
    """Note that a mail told somebody of some things, so that no other does."""
    Notification.objects.filter(pk__in=list(notification_ids)).update(mailed=timezone.now())


@service
def forget_old_notifications(actor: Actor) -> int:
    """Forget what people were told long ago, and the oldest where somebody has too many.

    Returns:
        how many rows went.
    """
    gone, _ = Notification.objects.filter(created__lt=timezone.now() - KEPT).delete()
    too_many = Notification.objects.values("user_id").annotate(rows=Count("pk")).filter(rows__gt=MOST_EACH)
    for user_id in too_many.values_list("user_id", flat=True):
        own = Notification.objects.filter(user_id=user_id).order_by("-created", "-pk")
        kept = list(own.values_list("pk", flat=True)[:MOST_EACH])
        gone += Notification.objects.filter(user_id=user_id).exclude(pk__in=kept).delete()[0]
    return gone
