"""Kinds of jobs for the tests, and what they have done."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jobs import events, registry
from jobs.models import Job
from jobs.registry import CleanUp, Run


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Register a kind of job for one test."""
    monkeypatch.setattr(registry, "_KINDS", {})

    def register(run: Run, *, clean_up: CleanUp | None = None, attempts: int = 1, expected: Any = ()) -> None:
        registry._KINDS.clear()
        registry.job("test", clean_up=clean_up, attempts=attempts, expected=expected)(run)

    return register


@pytest.fixture
def ended() -> Iterator[list[Job]]:
    """Collect the jobs whose end is told."""
    told: list[Job] = []
    events.job_ended.append(told.append)
    yield told
    events.job_ended.remove(told.append)


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is put into the queue; the workers of other tests do it for real."""
    from jobs.tasks import run_job

    messages: list[str] = []
    monkeypatch.setattr(run_job, "apply_async", lambda arguments, queue: messages.append(arguments[0]))
    return messages
