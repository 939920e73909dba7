"""Sweeping up files of attachments that no row names: what a rolled-back upload left behind."""

from datetime import timedelta
from pathlib import Path

from django.core.files.storage import storages
from django.utils import timezone

from wiki.models import Content, DraftFile

KEEP_FOR = timedelta(hours=24)
"""Younger files may belong to a transaction that is not committed yet."""


def sweep_unused_files() -> int:
    """Delete files of the attachment store that are older than a day and that neither attachment nor draft names.

    Returns:
        how many files were deleted.
    """
    store = storages["attachments"]
    deleted = 0
    for folder in _subfolders(""):
        for subfolder in _subfolders(folder):
            names = store.listdir(subfolder)[1]
            keys = {f"{subfolder}/{name}" for name in names}
            used = set(Content.objects.filter(file_key__in=keys).values_list("file_key", flat=True))
            used |= set(DraftFile.objects.filter(file_key__in=keys).values_list("file_key", flat=True))
            for key in keys - used:
                if timezone.now() - store.get_modified_time(key) > KEEP_FOR:
                    store.delete(key)
                    deleted += 1
    return deleted


def _subfolders(folder: str) -> list[str]:
    store = storages["attachments"]
    if not store.exists(folder or "."):
        return []
    return [str(Path(folder) / name) for name in store.listdir(folder)[0]]
