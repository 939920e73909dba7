"""Celery entry points of the search index."""

from celery import shared_task

from search import journal, services  # noqa: F401  the worker has to know the kind of job


@shared_task
def forget_old_entries() -> None:
    """Delete journal entries that every living index has read long ago."""
    journal.forget_old_entries()
