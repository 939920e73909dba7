"""Starting and cancelling jobs, and finding those that no worker holds any more."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from jobs.errors import AlreadyUnderWay
from jobs.events import tell_ended
from jobs.models import LIVE_STATES, Job, JobLine, JobState, LineLevel

UNSENT_AFTER = timedelta(seconds=60)
"""A job that has waited this long since it was last put into the queue is put there again: queues can lose things."""

DEAD_AFTER = timedelta(seconds=90)
"""A job whose worker has been silent this long is taken from it."""

KEPT_FOR = timedelta(days=60)

QUEUE = "long"

logger = logging.getLogger(__name__)


def start_job(
    *, kind: str, title: str, owner_id: int | None, arguments: dict[str, Any] | None = None, subject: str = ""
) -> Job:
    """Make a job, and put it into the queue when the transaction is committed.

    Args:
        kind: the name of a registered kind.
        title: what people read.
        owner_id: the user who asked for it; None for the wiki itself.
        arguments: what the kind's function is called with, of types that JSON has.
        subject: what only one live job may work on, such as `import:KEY`.

    Raises:
        AlreadyUnderWay: a live job has this subject.
    """
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                title=title[:400],
                owner_id=owner_id,
                arguments=arguments or {},
                subject=subject[:255],
                sent=timezone.now(),
            )
    except IntegrityError:
        other = Job.objects.filter(subject=subject[:255], state__in=LIVE_STATES).first() if subject else None
        if other is None:
            raise
        raise AlreadyUnderWay(other.title) from None
    _send(job.pk)
    return job


def cancel_job(job: Job) -> None:
    """Ask a live job to end; one that no worker has begun ends at once. One that has ended stays as it is."""
    now = timezone.now()
    with transaction.atomic():
        held = Job.objects.select_for_update().filter(pk=job.pk).first()
        if held is None or not held.is_live:
            return
        held.cancel_asked = True
        ends_at_once = held.state == JobState.WAITING and held.attempt == 0
        if ends_at_once:
            held.state, held.finished = JobState.CANCELLED, now
        held.save(update_fields=["cancel_asked", "state", "finished"])
        if ends_at_once:
            tell_ended(held)


def sweep_jobs() -> int:
    """Put jobs back into the queue that waited in vain or whose worker was killed.

    Returns:
        how many.
    """
    now = timezone.now()
    dead = Job.objects.filter(state=JobState.RUNNING).filter(Q(beat__lt=now - DEAD_AFTER) | Q(beat=None))
    swept = 0
    for job in dead:
        taken = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt, beat=job.beat)
        if taken.update(state=JobState.WAITING, sent=now):
            if job.beat:
                text = gettext("The worker {worker} has not been heard of since {time}: it was stopped.").format(
                    worker=job.worker, time=f"{job.beat:%H:%M:%S}"
                )
            else:
                text = gettext("The worker {worker} was never heard of: it was stopped.").format(worker=job.worker)
            JobLine.objects.create(job=job, level=LineLevel.WARNING, text=text)
            _send(job.pk)
            swept += 1
    waiting = Job.objects.filter(state=JobState.WAITING).filter(Q(sent__lt=now - UNSENT_AFTER) | Q(sent=None))
    for job in waiting:
        if Job.objects.filter(pk=job.pk, state=JobState.WAITING, sent=job.sent).update(sent=now):
            _send(job.pk)
            swept += 1
    return swept


def forget_old_jobs() -> int:
    """Delete the rows of jobs that ended long ago.

    Returns:
        how many.
    """
    old = Job.objects.exclude(state__in=LIVE_STATES).filter(created__lt=timezone.now() - KEPT_FOR)
    return old.delete()[1].get("jobs.Job", 0)


def _send(job_id: UUID) -> None:
    from jobs.tasks import run_job

    # A queue that does not answer keeps nobody from starting a job: the sweep sends it again.
    transaction.on_commit(lambda: run_job.apply_async((str(job_id),), queue=QUEUE), robust=True)
