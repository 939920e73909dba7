"""A worker that imports and is killed on the way: `python -m tests.wiki.transfer.killed_import STEP MARK [NUMBER]`."""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_COUNTED = {"jobs_job", "jobs_jobline", "wiki_contentidcounter", "wiki_changestamp"}
"""Tables of the machinery: the job of the import itself, and counters."""


def count() -> dict[str, int]:
    """Count the rows of every table, and the attached files."""
    from django.apps import apps
    from django.core.files.storage import storages

    tables = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    counted = {model._meta.db_table: model._default_manager.count() for model in tables}
    folder = Path(storages["attachments"].path("."))
    files = sum(one.is_file() for one in folder.rglob("*"))
    return {name: rows for name, rows in counted.items() if name not in NOT_COUNTED} | {"files": files}


def seen() -> int:
    """Say how many spaces and contents those see who see everything."""
    from accounts.actor import SYSTEM_INDEX
    from wiki.models import Content
    from wiki.permissions.visible import visible_contents, visible_spaces

    return visible_spaces(SYSTEM_INDEX).count() + visible_contents(SYSTEM_INDEX, Content.objects.all()).count()


def begin(mark: Path, number: int) -> None:
    """Make a site, start an import and stop in its step of a number: what that wrote is not committed."""
    from django.core.management import call_command

    from accounts.actor import Actor
    from accounts.models import User
    from accounts.services.setup import set_up_people
    from jobs.execution import execute
    from tests.wiki.transfer import packages
    from wiki.services.imports import contents
    from wiki.services.imports.steps import Steps
    from wiki.transfer import imports

    call_command("migrate", verbosity=0)
    set_up_people("root", "a long password of the test")
    before = count()
    root = Actor.for_user(User.objects.get(username="root"))
    job = imports.start_import(root, upload=imports.keep_upload(root, (packages.with_a_whole_site(),)))
    contents._AT_ONCE = 5
    step, left = Steps.step, number

    @contextmanager
    def step_and_wait(self: Steps) -> Iterator[None]:
        nonlocal left
        with step(self):
            yield
            left -= 1
            if not left:
                mark.write_text(json.dumps(before), encoding="utf-8")
                time.sleep(300)

    Steps.step = step_and_wait  # type: ignore[method-assign]
    execute(job.pk)
    raise AssertionError(f"the import has fewer than {number} steps: {number - left}")


def go_on(mark: Path, number: int) -> None:
    """Say what the killed worker left, cancel its job, sweep, and import the same package again."""
    from django.utils import timezone

    from jobs.execution import execute
    from jobs.models import Job
    from jobs.services import DEAD_AFTER, cancel_job, sweep_jobs
    from wiki.transfer import imports

    job = Job.objects.get()
    told: dict[str, object] = {"killed": count(), "seen": seen()}
    cancel_job(job)
    Job.objects.update(beat=timezone.now() - 2 * DEAD_AFTER)
    sweep_jobs()
    execute(job.pk)
    job.refresh_from_db()
    told |= {"swept": count(), "state": job.state}
    again = imports.start_import(imports._owner(job), upload=job.arguments["upload"])  # type: ignore[arg-type]
    execute(again.pk)
    again.refresh_from_db()
    told |= {"again": again.state, "problem": again.problem, "imported": count(), "shown": seen()}
    mark.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    {"begin": begin, "go-on": go_on}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
