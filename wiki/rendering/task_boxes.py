"""Tasks with their boxes: to be ticked where they stand by those who may edit the text, a picture for all others."""

from __future__ import annotations

from functools import cached_property

from wiki.macros.base import RenderContext
from wiki.macros.safe_html import attributes_html
from wiki.macros.task_boxes import drawn_box, still_box, task_address, tick_box
from wiki.permissions.decide import may_to_visible
from wiki.permissions.vocabulary import Action
from wiki.storage_format.nodes import Task
from wiki.storage_format.tasks import task_digest


class TaskWriter:
    """Writes the starts of the tasks of one document."""

    def __init__(self, context: RenderContext) -> None:
        self.context = context

    @property
    def content_id(self) -> int | None:
        """The id of the content that the tasks are in."""
        return self.context.stored.pk if self.context.stored is not None else self.context.content_id

    def list_start(self) -> str:
        """Write the start of a list of tasks."""
        number = self.content_id
        marks = {"data-inline-tasks-content-id": str(number) if number is not None else None}
        return f'<ul class="inline-task-list"{attributes_html(marks)}>'

    def start(self, task: Task) -> str:
        """Write the start of a task with its box."""
        done = task.complete
        marks = {"class": "checked" if done else None, "data-inline-task-id": task.task_id or None}
        return f"<li{attributes_html(marks)}>{self._box(task, done)} "

    def _box(self, task: Task, done: bool) -> str:
        if self.context.target.is_static:
            return drawn_box(complete=done)
        stored = self.context.stored
        if stored is None or not task.task_id or not self._may_tick:
            return still_box(complete=done)
        address = self.context.address(task_address(stored.pk, task.task_id, task_digest(task)))
        return tick_box(address, complete=done)

    @cached_property
    def _may_tick(self) -> bool:
        stored = self.context.stored
        return (
            self.context.target.value == "page"
            and stored is not None
            and may_to_visible(self.context.actor, Action.EDIT, stored)
        )
