"""The language of what a job writes: that of the person it works for, as an app above knows it."""

from collections.abc import Callable

from django.conf import settings

from jobs.models import Job

_of_owner: list[Callable[[Job], str]] = []


def jobs_speak(language: Callable[[Job], str]) -> None:
    """Have an app above say which language a job is to write in."""
    _of_owner[:] = [language]


def language_of_job(job: Job) -> str:
    """Give the language for a job's steps, log, problem and result."""
    return _of_owner[0](job) if _of_owner else settings.LANGUAGE_CODE
