"""Celery entry points of jobs."""

from uuid import UUID

from celery import shared_task

from jobs import errands, execution, services


@shared_task
def run_job(job_id: str) -> None:
    """Do a job; a second message about the same one does nothing."""
    execution.execute(UUID(job_id))


@shared_task
def sweep_jobs() -> None:
    """Put jobs back into the queue that no worker holds any more."""
    services.sweep_jobs()


@shared_task
def forget_old_jobs() -> None:
    """Delete the rows of jobs that ended long ago."""
    services.forget_old_jobs()


@shared_task
def run_errand(errand_id: int) -> None:
    """Do an errand; a second message about the same one does nothing."""
    errands.do_errand(errand_id)


@shared_task
def sweep_errands() -> None:
    """Put errands into their queues again that should have been done by now."""
    errands.sweep_errands()
