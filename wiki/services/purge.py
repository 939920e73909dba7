"""Taking content out of the database for good, with all that hangs on it, and its files from the disk."""

from collections.abc import Iterable
from functools import partial

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet

from wiki.models import (
    Body,
    Content,
    Draft,
    Labelling,
    Link,
    Restriction,
    RestrictionGroupPermission,
    RestrictionUserPermission,
    Space,
    ViewGate,
    Watch,
)

BATCH = 500


def purge(contents: QuerySet[Content]) -> None:
    """Delete contents, all their versions, and what hangs on them; their files go when the change is committed.

    The rows are deleted table by table: Django's own cascade would load every one of them, which a space of
    twenty thousand pages does not allow.

    Args:
        contents: current or trashed rows, or historical ones to delete these versions alone.
    """
    ids = with_dependents(list(contents.values_list("pk", flat=True)))
    file_keys: set[str] = set()
    for batch in _batches(ids):
        file_keys.update(Content.objects.filter(pk__in=batch).exclude(file_key="").values_list("file_key", flat=True))
        _purge_batch(batch)
    for batch in _batches(ids):
        _raw_delete(Content.objects.filter(pk__in=batch))
    discard_files(file_keys)


def with_dependents(ids: list[int]) -> list[int]:
    """Give content ids with those of all that can't be without them: versions, comments, attachments."""
    known = set(ids)
    frontier = list(ids)
    while frontier:
        found: set[int] = set()
        for batch in _batches(frontier):
            found.update(
                Content.objects.filter(
                    Q(current_id__in=batch) | Q(container_id__in=batch) | Q(host_id__in=batch)
                ).values_list("pk", flat=True)
            )
        frontier = list(found - known)
        known |= found
    return list(known)


def discard_files(file_keys: Iterable[str]) -> None:
    """Delete files of attachments once the transaction is committed, unless another row still names them."""
    keys = {key for key in file_keys if key}
    if keys:
        transaction.on_commit(partial(_delete_unused_files, keys), robust=True)


def _delete_unused_files(file_keys: set[str]) -> None:
    still_used: set[str] = set()
    for batch in _batches(list(file_keys)):
        still_used.update(Content.objects.filter(file_key__in=batch).values_list("file_key", flat=True))
    for key in file_keys - still_used:
        storages["attachments"].delete(key)


def _purge_batch(ids: list[int]) -> None:
    restrictions = Restriction.objects.filter(content_id__in=ids).values("pk")
    _raw_delete(ViewGate.objects.filter(Q(content_id__in=ids) | Q(restriction__in=restrictions)))
    _raw_delete(RestrictionUserPermission.objects.filter(content_object__in=restrictions))
    _raw_delete(RestrictionGroupPermission.objects.filter(content_object__in=restrictions))
    for rows in (
        Restriction.objects.filter(content_id__in=ids),
        Link.objects.filter(source_id__in=ids),
        Labelling.objects.filter(content_id__in=ids),
        Watch.objects.filter(content_id__in=ids),
        Draft.objects.filter(content_id__in=ids),
        Body.objects.filter(content_id__in=ids),
    ):
        _raw_delete(rows)
    Draft.objects.filter(parent_id__in=ids).update(parent=None)
    Space.objects.filter(home_page_id__in=ids).update(home_page=None)
    Content.objects.filter(parent_id__in=ids).update(parent=None)
    Content.objects.filter(pk__in=ids).update(parent=None, container=None, host=None)


def _raw_delete(rows: QuerySet) -> None:  # type: ignore[type-arg]
    rows._raw_delete(rows.db)


def _batches(items: list) -> Iterable[list]:  # type: ignore[type-arg]
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
