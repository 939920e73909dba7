"""The rows of tasks, brought in line with the body at each save."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from wiki.models import Content, InlineTask
from wiki.queries.people_meant import people_meant
from wiki.storage_format.nodes import Document
from wiki.storage_format.references import storable
from wiki.storage_format.tasks import TaskFacts, tasks_in

_TEXT_LENGTH = 1000
_NUMBER_LENGTH = 64
_COMPARED = (
    "number",
    "position",
    "text",
    "complete",
    "assignee_id",
    "due",
    "creator_id",
    "created",
    "completer_id",
    "completed",
)

Key = tuple[str, int]
"""A number, and how many tasks of the text have had it before."""


def note_tasks(content: Content, document: Document) -> None:
    """Note the tasks of a new version in place of those of the version before.

    Who brought a task, and who ticked it, is kept from the version that did; what is new here is the work of the
    version's author.

    Args:
        content: the saved current row.
        document: its body.
    """
    bring_in_line(content, document, content.modifier_id, content.modified)


def bring_in_line(content: Content, document: Document, by: int | None, when: datetime) -> None:
    """Note the tasks of a body; what is new, or ticked now, was done by somebody at a time."""
    facts = tasks_in(document)
    if not facts:
        InlineTask.objects.filter(content_id=content.pk).delete()
        return
    before = list(InlineTask.objects.filter(content_id=content.pk).order_by("position"))
    known = dict(zip(_keys(row.number for row in before), before, strict=True))
    assignees = people_meant(fact.assignee for fact in facts)
    rows = []
    for key, fact in zip(_keys(_number(fact) for fact in facts), facts, strict=True):
        row = _row(content, fact, known.get(key), by, when)
        row.assignee_id = assignees.get(fact.assignee) if fact.assignee is not None else None
        rows.append(row)
    if [_values(row) for row in rows] == [_values(row) for row in before]:
        return
    if before:
        InlineTask.objects.filter(content_id=content.pk).delete()
    InlineTask.objects.bulk_create(rows, batch_size=500)


def _keys(numbers: Iterable[str]) -> list[Key]:
    seen: Counter[str] = Counter()
    keys = []
    for number in numbers:
        keys.append((number, seen[number]))
        seen[number] += 1
    return keys


def _number(fact: TaskFacts) -> str:
    return storable(fact.number[:_NUMBER_LENGTH])


def _row(content: Content, fact: TaskFacts, before: InlineTask | None, by: int | None, when: datetime) -> InlineTask:
    row = InlineTask(
        content_id=content.pk,
        number=_number(fact),
        position=fact.position,
        text=storable(fact.text[:_TEXT_LENGTH]),
        complete=fact.complete,
        due=fact.due,
        creator_id=before.creator_id if before is not None else by,
        created=before.created if before is not None else when,
    )
    if fact.complete:
        ticked_before = before is not None and before.complete
        row.completer_id = before.completer_id if before is not None and ticked_before else by
        row.completed = before.completed if before is not None and ticked_before else when
    return row


def _values(row: InlineTask) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _COMPARED)
