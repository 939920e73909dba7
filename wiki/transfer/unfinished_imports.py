"""Where imports keep what they work on, and how what an import has left is removed that came to no end."""

import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import storages
from django.utils.translation import gettext

from accounts.batches import batches
from jobs.models import Job, LineLevel
from jobs.registry import RunningJob
from wiki.models import Content
from wiki.services.imports.take_back import lost_imports, take_back

FILES = "files.txt"
"""The list of the attached files that an import has copied, in the folder of its number."""

_KEYS_AT_ONCE = 400
_LISTED_NAMES = 100


def imports_folder() -> Path:
    """Give the folder of packages that were uploaded; each has a folder of its own."""
    return Path(settings.WIKI_HOME) / "imports"


def remove_import(job_id: UUID, **arguments: Any) -> None:
    """Remove what an import which came to no end has written and copied.

    Args:
        job_id: the job, or the number of a command that imported.
    """
    kept = take_back(job_id)
    _remove_files(job_id)
    job = Job.objects.filter(pk=job_id).first()
    if kept and job is not None:
        named = ", ".join(kept[:_LISTED_NAMES])
        text = gettext(
            "These people and groups were made and stay, because somebody uses them already: {named}"
        ).format(named=named)
        RunningJob(job).log(text, LineLevel.WARNING)


def remove_lost_imports() -> int:
    """Remove what imports have left that were killed and that nobody takes up again; gives how many that were."""
    numbers = lost_imports()
    for number in numbers:
        remove_import(number)
    return len(numbers)


def _remove_files(job_id: UUID) -> None:
    listed = imports_folder() / str(job_id) / FILES
    if listed.is_file():
        keys = [line for line in listed.read_text(encoding="ascii").splitlines() if line]
        for batch in batches(keys, _KEYS_AT_ONCE):
            used = set(Content.objects.filter(file_key__in=batch).values_list("file_key", flat=True))
            for key in set(batch) - used:
                storages["attachments"].delete(key)
    shutil.rmtree(imports_folder() / str(job_id), ignore_errors=True)
