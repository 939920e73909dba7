"""What a job's function is given while it runs: a way to tell its progress and to learn that it should stop."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from jobs.errors import JobCancelled, LostJob
from jobs.models import Job, JobLine, JobState, LineLevel

SECONDS_BETWEEN_WRITES = 0.5
LONGEST_LINE = 2000


class RunningJob:
    """One attempt at a job."""

    def __init__(self, job: Job) -> None:
        self.id: UUID = job.pk
        self.attempt = job.attempt
        self.owner_id: int | None = job.owner_id
        self._step = ""
        self._done = 0
        self._total: int | None = None
        self._written = 0.0

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a step.

        Args:
            name: what is done now, for people.
            total: how many things there are to do; None when that is not known.

        Raises:
            JobCancelled, LostJob: the function has to end.
        """
        self._step, self._done, self._total = name, 0, total
        self._write()

    def advance(self, count: int = 1) -> None:
        """Say that some more things are done; written twice a second at most, and not inside a transaction.

        Raises:
            JobCancelled, LostJob: the function has to end.
        """
        self._done += count
        if time.monotonic() - self._written >= SECONDS_BETWEEN_WRITES:
            self._write()

    def reach(self, done: int, total: int | None) -> None:
        """Say how many things are done in all, of how many; else as `advance`."""
        self._total = total
        self.advance(done - self._done)

    def log(self, text: str, level: LineLevel = LineLevel.INFO) -> None:
        """Add a line to the job's log."""
        JobLine.objects.create(job_id=self.id, level=level, text=text[:LONGEST_LINE])

    @contextmanager
    def last_step(self) -> Iterator[None]:
        """Hold the job in one transaction with the change that makes its work visible.

        Nobody else can take the job up or cancel it before that transaction has ended.

        Raises:
            JobCancelled, LostJob: the change must not be made.
        """
        with transaction.atomic():
            held = Job.objects.select_for_update().filter(pk=self.id).values_list(*_CHECKED).first()
            self._check(held)
            yield

    def _write(self) -> None:
        if connection.in_atomic_block:
            return
        self._written = time.monotonic()
        mine = Job.objects.filter(pk=self.id, attempt=self.attempt, state=JobState.RUNNING)
        mine.update(step=self._step[:200], done=self._done, total=self._total, beat=timezone.now())
        self._check(Job.objects.filter(pk=self.id).values_list(*_CHECKED).first())

    def _check(self, found: tuple[Any, ...] | None) -> None:
        if found is None:
            raise LostJob
        attempt, state, cancel_asked = found
        if attempt != self.attempt or state != JobState.RUNNING:
            raise LostJob
        if cancel_asked:
            raise JobCancelled


_CHECKED = ("attempt", "state", "cancel_asked")
