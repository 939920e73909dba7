"""A program of test_killed_jobs: makes a small wiki with an export and a rebuild that wait, and real workers for them.

`python -m tests.start.job_worker begin` makes the wiki, starts both jobs and prints their ids. `work READY` is a
worker, `work READY export FILE` one that makes FILE in the middle of the export and stays there (so with `rebuild`).
`sweep` prints how the jobs stand and takes them from workers that are silent, `wait` prints it when all have ended.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402
from kombu import Exchange, Queue  # noqa: E402

from accounts.actor import Actor  # noqa: E402
from accounts.queries import user_by_name  # noqa: E402
from bench.seed import KEY, seed  # noqa: E402
from config.celery import app  # noqa: E402
from config.serving.parts import worker  # noqa: E402
from jobs import services  # noqa: E402
from jobs.models import Job  # noqa: E402
from jobs.queries import wait_for  # noqa: E402
from search import loaders  # noqa: E402
from search.services import start_rebuild  # noqa: E402
from wiki.transfer.exported import Exported  # noqa: E402
from wiki.transfer.exports import ExportType, start_space_export  # noqa: E402
from wiki.transfer.files import file_of, folder_of  # noqa: E402

# A queue of this test's own: other runs may use the same server. RabbitMQ removes it when nobody has for ten minutes.
QUEUE = f"long-{os.environ['QUEUE_SUFFIX']}"
MIDDLES: dict[str, tuple[Any, str]] = {"export": (Exported, "hosts_in_batches"), "rebuild": (loaders, "load_all")}
"""What is held in which job: something that gives what the job works through."""


def begin() -> None:
    """Make the wiki, start both jobs and print their ids."""
    # What making the wiki would put into queues is not for the server that other runs use.
    with mock.patch("celery.app.task.Task.apply_async"):
        seed(250)
    admin = user_by_name("admin")
    export = start_space_export(Actor.for_user(admin), space_key=KEY, type=ExportType.XML)
    print(json.dumps([str(export.pk), str(start_rebuild(admin.pk).pk)]))


def work(ready: str, middle: str = "", mark: str = "") -> None:
    """Do what waits in the queue; in the middle of one job, stay there."""
    if middle:
        owner, name = MIDDLES[middle]
        real = getattr(owner, name)

        def held(*given: Any) -> Iterator[Any]:
            for one in real(*given):
                yield one
                Path(mark).touch()
                time.sleep(600)

        setattr(owner, name, held)
    worker(QUEUE).work(lambda: Path(ready).touch())


def sweep() -> None:
    """Print how all jobs stand; then let an hour pass for all workers, and look for those that are silent."""
    found = standings()
    Job.objects.filter(state="running").update(beat=timezone.now() - timedelta(hours=1))
    print(json.dumps([found, services.sweep_jobs()]))


def wait() -> None:
    """Wait until all jobs have ended, and print how they stand."""
    for job in Job.objects.all():
        wait_for(job, 120)
    print(json.dumps(standings()))


def standings() -> dict[str, Any]:
    """Give how jobs stand, by their ids: state, attempts, problem, what lies in their folder, their file."""
    found = {}
    for job in Job.objects.all():
        folder, file = folder_of(job.pk), file_of(job)
        names = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
        found[str(job.pk)] = [job.state, job.attempt, job.problem, names, str(file) if file else ""]
    return found


if __name__ == "__main__":
    services.QUEUE = QUEUE
    app.conf.task_queues = (Queue(QUEUE, Exchange(QUEUE), routing_key=QUEUE, expires=600),)
    verb, *given = sys.argv[1:]
    {"begin": begin, "work": work, "sweep": sweep, "wait": wait}[verb](*given)
