"""Says that a worker is alive while a job's function is too busy to."""

import logging
import threading
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from jobs.models import Job, JobState

SECONDS_BETWEEN_BEATS = 10.0

logger = logging.getLogger(__name__)


class Heartbeat:
    """A thread with a connection of its own that marks the job's row for as long as the block lasts."""

    def __init__(self, job_id: UUID, attempt: int, seconds: float = SECONDS_BETWEEN_BEATS) -> None:
        self._job_id = job_id
        self._attempt = attempt
        self._seconds = seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"heartbeat of job {job_id}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._over.wait(self._seconds):
                self._beat()
        finally:
            connection.close()

    def _beat(self) -> None:
        try:
            mine = Job.objects.filter(pk=self._job_id, attempt=self._attempt, state=JobState.RUNNING)
            mine.update(beat=timezone.now())
        except DatabaseError:
            # The job's own transaction may hold the database; the next beat comes soon enough.
            logger.info("A heartbeat of job %s was not written", self._job_id, exc_info=True)
