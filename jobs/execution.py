"""One attempt at a job, from taking it up to writing down how it ended."""

import logging
import os
import socket
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from jobs.errors import JobCancelled, JobFailure, LostJob
from jobs.events import tell_ended
from jobs.heartbeat import Heartbeat
from jobs.languages import language_of_job
from jobs.models import Job, JobState, LineLevel
from jobs.registry import JobKind, kind_named
from jobs.running import RunningJob

CLEANING_ATTEMPTS = 3
"""How often cleaning up is tried after the last attempt, if it kills its worker too."""

logger = logging.getLogger(__name__)


def execute(job_id: UUID) -> None:
    """Take a job up, do it, and write down how it ended; a job that is not waiting is left alone."""
    job = _take_up(job_id)
    if job is None:
        return
    running = RunningJob(job)
    with translation.override(language_of_job(job)), Heartbeat(job.pk, job.attempt):
        try:
            _attempt(job, running)
        except LostJob:
            logger.warning("Job %s (%s) was taken from this worker", job.pk, job.title)


def _take_up(job_id: UUID) -> Job | None:
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id, state=JobState.WAITING).first()
        if job is None:
            return None
        job.attempt += 1
        job.state, job.started, job.beat = JobState.RUNNING, timezone.now(), timezone.now()
        job.worker = f"{socket.gethostname()}, process {os.getpid()}"
        job.step, job.done, job.total = "", 0, None
        job.save()
        return job


def _attempt(job: Job, running: RunningJob) -> None:
    kind = kind_named(job.kind)
    if kind is None:
        _end(job, JobState.FAILED, gettext("This program knows no jobs of the kind {kind}.").format(kind=job.kind))
        return
    given_up = job.attempt > kind.attempts
    if job.attempt > 1 and job.attempt <= kind.attempts + CLEANING_ATTEMPTS:
        _clean_up(kind, job)
    if job.cancel_asked:
        _end(job, JobState.CANCELLED)
    elif given_up:
        _end(job, JobState.FAILED, gettext("The worker that did this was stopped before it had finished."))
    else:
        _run(kind, job, running)


def _run(kind: JobKind, job: Job, running: RunningJob) -> None:
    try:
        result = kind.run(running, **job.arguments)
    except LostJob:
        raise
    except JobCancelled:
        _clean_up(kind, job)
        _end(job, JobState.CANCELLED)
    except Exception as error:
        _clean_up(kind, job)
        _end(job, JobState.FAILED, _told(kind, job, error))
    else:
        _end(job, JobState.DONE, result=result)


def _told(kind: JobKind, job: Job, error: Exception) -> str:
    if isinstance(error, (JobFailure, *kind.expected)):
        return str(error)
    logger.exception("Job %s (%s) failed", job.pk, job.title)
    return gettext("Something went wrong on the server; its log names this job.")


def _clean_up(kind: JobKind, job: Job) -> None:
    if kind.clean_up is None:
        return
    try:
        kind.clean_up(job.pk, **job.arguments)
    except Exception:
        logger.exception("What job %s (%s) left could not be removed", job.pk, job.title)
        RunningJob(job).log(
            gettext("What this job had begun could not be removed; see the server's log."), LineLevel.ERROR
        )


def _end(job: Job, state: JobState, problem: str = "", result: dict[str, object] | None = None) -> None:
    with transaction.atomic():
        mine = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING)
        if not mine.update(state=state, problem=problem, result=result, finished=timezone.now()):
            raise LostJob
        job.refresh_from_db()
        tell_ended(job)
