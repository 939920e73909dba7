"""Taking content out of the database for good, with all that hangs on it, and its files from the disk."""

from collections.abc import Iterable, Iterator
from functools import partial

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import SET_NULL, ForeignKey, ForeignObjectRel, Q, QuerySet

from accounts.batches import batches
from accounts.whole_change import whole_change
from wiki.models import (
    Content,
    DraftFile,
    Restriction,
    RestrictionGroupPermission,
    RestrictionUserPermission,
    ViewGate,
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
    for batch in batches(ids, BATCH):
        file_keys.update(Content.objects.filter(pk__in=batch).exclude(file_key="").values_list("file_key", flat=True))
        _purge_batch(batch)
    for batch in batches(ids, BATCH):
        _raw_delete(Content.objects.filter(pk__in=batch))
    discard_files(file_keys)


def purge_rows(ids: list[int]) -> None:
    """Delete some contents alone, in one short transaction; nothing that hangs on them points to them any more.

    Args:
        ids: some hundreds at most; what hangs on them has to go soon after, and earlier versions have to go before.
    """
    with whole_change():
        file_keys = set(Content.objects.filter(pk__in=ids).exclude(file_key="").values_list("file_key", flat=True))
        _purge_batch(ids)
        Content.objects.filter(container_id__in=ids).update(container=None)
        Content.objects.filter(host_id__in=ids).update(host=None)
        _raw_delete(Content.objects.filter(pk__in=ids))
        discard_files(file_keys)


def with_dependents(ids: list[int]) -> list[int]:
    """Give content ids with those of all that can't be without them: versions, comments, attachments."""
    known = set(ids)
    frontier = list(ids)
    while frontier:
        found: set[int] = set()
        for batch in batches(frontier, BATCH):
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
    for batch in batches(file_keys, BATCH):
        still_used.update(Content.objects.filter(file_key__in=batch).values_list("file_key", flat=True))
    for key in file_keys - still_used:
        storages["attachments"].delete(key)


def _purge_batch(ids: list[int]) -> None:
    restrictions = Restriction.objects.filter(content_id__in=ids).values("pk")
    _raw_delete(ViewGate.objects.filter(Q(content_id__in=ids) | Q(restriction__in=restrictions)))
    _raw_delete(RestrictionUserPermission.objects.filter(content_object__in=restrictions))
    _raw_delete(RestrictionGroupPermission.objects.filter(content_object__in=restrictions))
    _raw_delete(DraftFile.objects.filter(draft__content_id__in=ids))
    for field in _pointing_to_content():
        rows = field.model._base_manager.filter(**{f"{field.name}__in": ids})
        if field.remote_field.on_delete is SET_NULL:
            rows.update(**{field.name: None})
        elif field.model is not Content:
            _raw_delete(rows)
    Content.objects.filter(pk__in=ids).update(parent=None, container=None, host=None)


def _pointing_to_content() -> Iterator[ForeignKey]:  # type: ignore[type-arg]
    """Give all columns of all tables that hold the id of a content: no table of later days can be forgotten."""
    for relation in Content._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and isinstance(relation.field, ForeignKey):
            yield relation.field


def _raw_delete(rows: QuerySet) -> None:  # type: ignore[type-arg]
    rows._raw_delete(rows.db)
