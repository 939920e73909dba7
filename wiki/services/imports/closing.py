"""The restrictions of spaces that are imported, as rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.contrib.auth.models import Group

from accounts.batches import batches
from wiki.models import ContentStatus, Restriction, RestrictionType, ViewGate
from wiki.permissions.grants import let_pass_each
from wiki.services.imports.prepared import PreparedContent, PreparedRestriction, PreparedSpace, user_id_of
from wiki.services.imports.rows import insert
from wiki.services.imports.steps import Steps

_AT_ONCE = 200
_GATES_AT_ONCE = 2000

Own = dict[int, list[int]]


def close_contents(steps: Steps, prepared: PreparedSpace, groups: Mapping[str, Group]) -> None:
    """Write the restrictions of contents that are written, and close by them what stands below."""
    closing: Own = defaultdict(list)
    numbers: dict[int, int] = {}
    own = [one for one in prepared.restrictions if one.kept_from is None]
    kept = [one for one in prepared.restrictions if one.kept_from is not None]
    # Those that are kept from others come after them, so that they can name them.
    for batch in (*batches(own, _AT_ONCE), *batches(kept, _AT_ONCE)):
        _write(steps, batch, groups, closing, numbers)
    for gates in batches(_gates(prepared.contents, closing), _GATES_AT_ONCE):
        with steps.step():
            insert(gates)


def _write(
    steps: Steps, batch: list[PreparedRestriction], groups: Mapping[str, Group], closing: Own, numbers: dict[int, int]
) -> None:
    with steps.step():
        rows = Restriction.objects.bulk_create(
            Restriction(content_id=one.content.id, type=one.type, kept_from=_origin(one, numbers)) for one in batch
        )
        let_pass_each(
            (row, [user_id_of(person) or 0 for person in one.people], [groups[name].pk for name in one.groups])
            for row, one in zip(rows, batch, strict=True)
        )
    for row, one in zip(rows, batch, strict=True):
        if one.number:
            numbers[one.number] = row.pk
        if one.type == RestrictionType.VIEW:
            closing[one.content.id].append(row.pk)


def _origin(one: PreparedRestriction, numbers: Mapping[int, int]) -> int | None:
    """Give the id here of the restriction that one was copied from; below zero where that one does not come along."""
    if one.kept_from is None:
        return None
    return numbers.get(one.kept_from, -abs(one.kept_from))


def _gates(contents: list[PreparedContent], own: Own) -> Iterator[ViewGate]:
    if not own:
        return
    closed: dict[int, tuple[int, ...]] = {}
    for content in contents:
        if content.current is not None or content.container is not None:
            continue
        # In the trash nothing is above it: it keeps what closes it.
        parent = content.parent if content.status == ContentStatus.CURRENT else None
        above = closed.get(parent.id, ()) if parent is not None else ()
        by = (*above, *own.get(content.id, ()))
        if by:
            closed[content.id] = by
            yield from (ViewGate(content_id=content.id, restriction_id=pk) for pk in by)
