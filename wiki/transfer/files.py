"""Where exports and backups lie, and the addresses under which they are fetched."""

import shutil
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from jobs.models import LIVE_STATES, Job

SIGNED_FOR = timedelta(hours=1)
"""How long an address that was given to a caller opens its file for whoever has it."""

DAILY = "daily-backup-"
"""What the names of backups begin with that are removed when there are newer ones."""

_SALT = "wiki.transfer.files"


def exports_folder() -> Path:
    """Give the folder that has a folder for each job with its export."""
    return Path(settings.WIKI_HOME) / "exports"


def backups_folder() -> Path:
    """Give the folder of backups, which stay until an administrator or newer ones remove them."""
    return Path(settings.WIKI_HOME) / "backups"


def folder_of(job_id: UUID) -> Path:
    """Give the folder in which a job makes its export; the folder need not be there yet."""
    return exports_folder() / str(job_id)


def unfinished_name(job_id: UUID) -> str:
    """Give the name of a job's file while it is written."""
    return f"being-written-{job_id}"


def file_of(job: Job) -> Path | None:
    """Give the file that a job has made; None where it made none, or where that was removed."""
    result = job.result or {}
    name = result.get("file")
    if not isinstance(name, str) or Path(name).name != name:
        return None
    folder = backups_folder() if result.get("place") == "backups" else folder_of(job.pk)
    found = folder / name
    return found if found.is_file() else None


def download_path(job_id: UUID, name: str) -> str:
    """Give the path of a file's address, without the path that the wiki itself stands under."""
    return f"/download/export/{job_id}/{quote(name, safe='~')}"


def signed_address(job: Job) -> str:
    """Give the whole address of a job's file, which opens it for an hour without anything more."""
    name = str((job.result or {}).get("file", ""))
    what = f"{job.pk}/{name}"
    query = urlencode({"signature": _signer().sign(what).removeprefix(f"{what}:")})
    return f"{settings.WIKI_BASE_URL}{download_path(job.pk, name)}?{query}"


def is_signed(job_id: UUID, name: str, signature: str) -> bool:
    """Say whether a signature opens a file, and is not too old."""
    try:
        _signer().unsign(f"{job_id}/{name}:{signature}", max_age=SIGNED_FOR)
    except BadSignature:
        return False
    return True


def remove_old_exports() -> int:
    """Remove the exports that are older than they are kept, unless their job is still at it.

    Returns:
        how many.
    """
    folder = exports_folder()
    if not folder.is_dir():
        return 0
    oldest = (timezone.now() - timedelta(hours=settings.WIKI_EXPORT_HOURS)).timestamp()
    old = [one for one in folder.iterdir() if one.is_dir() and one.stat().st_mtime < oldest]
    live = {str(pk) for pk in Job.objects.filter(state__in=LIVE_STATES).values_list("pk", flat=True)}
    removed = [one for one in old if one.name not in live]
    for one in removed:
        shutil.rmtree(one, ignore_errors=True)
    return len(removed)


def remove_old_backups() -> int:
    """Remove daily backups that are more than are kept; those that somebody asked for stay.

    Returns:
        how many.
    """
    # Their names have the day and the time, so the order of the names is that of time.
    daily = sorted(backups_folder().glob(f"{DAILY}*.zip"), reverse=True)
    too_many = daily[max(settings.WIKI_BACKUPS_KEPT, 1) :]
    for one in too_many:
        one.unlink(missing_ok=True)
    return len(too_many)


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=_SALT)
