"""Finding jobs, and waiting for one."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from jobs.errors import NoSuchJob
from jobs.models import LIVE_STATES, Job


def jobs_of(owner_id: int) -> QuerySet[Job]:
    """Give the jobs of one user, the newest first."""
    return Job.objects.filter(owner_id=owner_id).order_by("-created", "pk")


def count_live_jobs(owner_id: int | None, kinds: Iterable[str]) -> int:
    """Say how many jobs of some kinds an owner has that wait or run; None counts those that nobody owns."""
    return Job.objects.filter(owner_id=owner_id, kind__in=kinds, state__in=LIVE_STATES).count()


def all_jobs() -> QuerySet[Job]:
    """Give everybody's jobs, the newest first; for administrators."""
    return Job.objects.select_related("owner").order_by("-created", "pk")


def job_by_id(job_id: UUID | str, *, owner_id: int | None, sees_all: bool) -> Job:
    """Give a job to its owner or to somebody who sees all.

    Args:
        owner_id: who asks; None owns no job.
        sees_all: whether they may see everybody's.

    Raises:
        NoSuchJob: there is none, or it is somebody else's.
    """
    try:
        key = UUID(str(job_id))
    except ValueError:
        raise NoSuchJob from None
    job = Job.objects.select_related("owner").filter(pk=key).first()
    if job is None or not (sees_all or (owner_id is not None and job.owner_id == owner_id)):
        raise NoSuchJob
    return job


class _WaitingCalls:
    """The calls that wait in this process: each of them holds a thread, and others want to be served too."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0

    @contextmanager
    def place(self, most: int) -> Iterator[bool]:
        """Say whether there is a place for one more, and keep it for as long as the block lasts."""
        with self._lock:
            has_place = self._count < most
            self._count += has_place
        try:
            yield has_place
        finally:
            with self._lock:
                self._count -= has_place


_waiting = _WaitingCalls()


def wait_for(job: Job, seconds: float) -> Job:
    """Give the job as it is once it has ended, or after this time.

    When `WIKI_WAITING_CALLS` calls wait in this process already, it is given as it is at once.
    """
    with _waiting.place(settings.WIKI_WAITING_CALLS) as has_place:
        until = time.monotonic() + (seconds if has_place else 0)
        pause = 0.05
        while True:
            now = Job.objects.get(pk=job.pk)
            if not now.is_live or time.monotonic() >= until:
                return now
            time.sleep(min(pause, max(0.0, until - time.monotonic())))
            pause = min(pause * 1.5, 1.0)
