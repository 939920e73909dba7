"""The tasks of a document: what each says, for whom and until when; and ticking one without touching another byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from wiki.storage_format.extract import is_shown, plain_text
from wiki.storage_format.nodes import Document, Element, Link, Task, TaskList, Text, make_element
from wiki.storage_format.references import UserReference
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk, walk_elements

COMPLETE = "complete"
INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a task says.

    Attributes:
        number: its `ac:task-id`, as written; empty where it has none.
        position: its place among the tasks of the document, from 0.
        complete: whether it is ticked.
        text: what is to be done, on one line, without the tasks inside it.
        assignee: the first person that it mentions.
        due: the first date that it names.
        digest: stands for what is to be done, whether it is ticked or not.
    """

    number: str
    position: int
    complete: bool
    text: str
    assignee: UserReference | None
    due: date | None
    digest: str


def tasks_in(tree: Element) -> list[TaskFacts]:
    """List the tasks that readers see, in document order, those inside others after them."""
    return [_facts(task, position) for position, task in enumerate(task_elements(tree))]


def task_elements(tree: Element) -> Iterator[Task]:
    """Go through the tasks that readers see, in document order."""
    return (element for element in walk_elements(tree, is_shown) if isinstance(element, Task))


def task_digest(task: Task) -> str:
    """Give what stands for the text of a task, so that another one under its number is told from it.

    Ticking the task, or one inside it, leaves it as it is.
    """
    digest = sha256()
    for node in walk(task.body, _outside_of_lists) if task.body is not None else ():
        if not isinstance(node, TaskList):
            source = node.start if isinstance(node, Element) else node.source
            digest.update(source.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def tick(document: Document, task: Task, *, complete: bool) -> str | None:
    """Set the status of a task in the tree, and give the text of the document.

    Every byte outside the status stays as it was.

    Args:
        document: the document.
        task: one of its tasks, as `task_elements` gives them.
        complete: whether it is done.

    Returns:
        the new text, or None where the task has this status already.
    """
    if task.complete is complete:
        return None
    word = COMPLETE if complete else INCOMPLETE
    status = task.child("ac:task-status")
    if status is None:
        made = make_element("ac:task-status", {}, [Text.of(word)])
        task.children.insert(_after_number(task), made)
    else:
        written = status.text
        before = written[: len(written) - len(written.lstrip())]
        after = written[len(written.rstrip()) :] if written.strip() else ""
        status.children = [Text.of(f"{before}{word}{after}")]
    return write(document)


def _after_number(task: Task) -> int:
    for place, child in enumerate(task.children):
        if isinstance(child, Element) and child.tag == "ac:task-id":
            return place + 1
    return 0


def _facts(task: Task, position: int) -> TaskFacts:
    body = task.body
    assignee: UserReference | None = None
    due: date | None = None
    text = ""
    if body is not None:
        for element in walk_elements(body, _outside_of_lists):
            if assignee is None and isinstance(element, Link) and isinstance(element.reference, UserReference):
                assignee = element.reference
            if due is None and element.tag == "time":
                due = _day(element.get("datetime"))
        text = " ".join(plain_text(body, _outside_of_lists).split())
    return TaskFacts(task.task_id, position, task.complete, text, assignee, due, task_digest(task))


def _outside_of_lists(element: Element) -> bool:
    return not isinstance(element, TaskList) and is_shown(element)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return None
