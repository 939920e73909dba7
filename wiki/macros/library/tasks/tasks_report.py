"""The macro tasks-report-macro."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from wiki.errors import NoSuchContent
from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link, shown_time, user_link
from wiki.macros.listing.content_list import label_links, nothing_found
from wiki.macros.listing.excerpts import parsed
from wiki.macros.listing.found_together import find_together
from wiki.macros.listing.given_dates import given_day
from wiki.macros.naming.listed_values import OWN_SPACE, SPACE_SETS, listed_values, words_in
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.macros.task_boxes import drawn_box, still_box, task_address, tick_box
from wiki.models import Content, InlineTask, Label
from wiki.permissions.access import content_for
from wiki.permissions.decide import allowed_to_each
from wiki.permissions.vocabulary import Action
from wiki.queries.listed_content import labels_of_each
from wiki.queries.tasks import WantedTasks, tasks_of
from wiki.storage_format.nodes import Node, Task, TaskList
from wiki.storage_format.tasks import task_digest, task_elements

MOST_TASKS = 200
MOST_PLACES = 20
COLUMNS = {
    "description": gettext_lazy("Description"),
    "duedate": gettext_lazy("Due date"),
    "assignee": gettext_lazy("Assignee"),
    "location": gettext_lazy("Task appears on"),
    "completedate": gettext_lazy("Completed"),
    "labels": gettext_lazy("Labels"),
}
DEFAULT_COLUMNS = "description,duedate,assignee,location"
STATUSES = {"incomplete": False, "complete": True, "checked": True, "unchecked": False}
_LATEST = date.max


@dataclass(frozen=True, slots=True)
class Entry:
    """A task of the report: its row, the place where it is shown, and what its text says, where that can be read."""

    task: InlineTask
    host: Content
    element: Task | None

    @property
    def nodes(self) -> Sequence[Node]:
        """What the task says, without the tasks below it."""
        body = self.element.body if self.element is not None else None
        return [node for node in body.children if not isinstance(node, TaskList)] if body is not None else []


@macro(
    "tasks-report-macro",
    title="Task report",
    aliases=("tasks-report", "task-report"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("spaces", "Keys of spaces, or @self.", ParameterKind.SPACES, aliases=("space", "spaceKey")),
        Parameter("pages", "Ids of pages; tasks on these pages and below them.", aliases=("page",)),
        Parameter("spaceAndPage", "Spaces and pages in one, as in space:KEY,page:12345."),
        Parameter("labels", "Labels of pages; one of them is enough.", aliases=("label",)),
        Parameter("assignees", "Usernames of people whom the tasks are for; currentUser() is the reader.",
                  aliases=("assignee",)),
        Parameter("creators", "Usernames of people who wrote the tasks.", aliases=("creator",)),
        Parameter("status", "Which tasks: incomplete, complete or all.", default="incomplete"),
        Parameter("createddateFrom", "The first day on which tasks were written, such as 2026-11-23.",
                  aliases=("createdateFrom",)),
        Parameter("createddateTo", "The last day on which tasks were written.", aliases=("createdateTo",)),
        Parameter("duedateFrom", "The first day on which tasks are due."),
        Parameter("duedateTo", "The last day on which tasks are due."),
        Parameter("columns", f"The columns: {', '.join(COLUMNS)}.", default=DEFAULT_COLUMNS),
        Parameter("pageSize", "How many tasks are shown at first.", ParameterKind.INTEGER, 20, least=1,
                  most=MOST_TASKS),
        Parameter("sortBy", "The column by which the tasks are sorted: due date, assignee or page title."),
        Parameter("reverseSort", "Whether the order is turned round.", ParameterKind.BOOLEAN, False, ("reverse",)),
    ),
)  # fmt: skip
def tasks_report(use: MacroUse) -> SafeString:
    """Lists tasks of pages, blog posts and comments in a table, where those who may edit them can tick them."""
    found = _tasks(use)
    entries = _sorted(use, _entries(found[:MOST_TASKS]))
    if not entries:
        return safe(f'<div class="tasks-report {use.classes}"{use.marks}>{nothing_found("No tasks found.")}</div>')
    find_together(use, ((entry.task.content, entry.nodes) for entry in entries))
    writer = _Writer(use, entries)
    head = "".join(f'<th class="confluenceTh" scope="col">{COLUMNS[column]}</th>' for column in writer.columns)
    rows = "".join(writer.row(entry) for entry in entries)
    cut = f"<p>These are the first {MOST_TASKS} tasks.</p>" if len(found) > MOST_TASKS else ""
    return safe(
        f'<div class="tasks-report {use.classes}"{use.marks}><div class="table-wrap">'
        f'<table class="confluenceTable" data-report-table="" data-page-size="{use.number("pageSize")}">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{cut}</div>"
    )


def _tasks(use: MacroUse) -> list[InlineTask]:
    space_keys, pages = _places(use)
    people = {name: _people(use, name) for name in ("assignees", "creators")}
    labels = tuple(listed_values(use, "labels"))
    everywhere = any(word.lower() in SPACE_SETS for word in listed_values(use, "spaces"))
    if not (space_keys or pages or labels or everywhere or any(people.values())):
        raise MacroFailure(gettext("it does not say which tasks: name spaces, pages, labels or people."))
    wanted = [WantedTasks(space_keys=space_keys)] if space_keys else []
    wanted += [WantedTasks(below=pages)] if pages else []
    found = None
    for place in wanted or [WantedTasks()]:
        tasks = tasks_of(
            use.actor,
            WantedTasks(
                space_keys=place.space_keys,
                below=place.below,
                labels=labels,
                assignees=people["assignees"],
                creators=people["creators"],
                complete=_status(use),
                due_from=given_day(use, "duedateFrom"),
                due_until=given_day(use, "duedateTo"),
                created_from=given_day(use, "createddateFrom"),
                created_until=given_day(use, "createddateTo"),
            ),
        ).select_related("content__body", "content__container")
        found = tasks if found is None else found | tasks
    return list(found[: MOST_TASKS + 1]) if found is not None else []


def _places(use: MacroUse) -> tuple[tuple[str, ...], tuple[Content, ...]]:
    """Give the keys of the spaces that are named, and the pages that are named and visible."""
    keys = [key for key in listed_values(use, "spaces") if key.lower() not in SPACE_SETS]
    ids = listed_values(use, "pages")
    for word in words_in(use.text("spaceAndPage")):
        kind, _colon, value = word.partition(":")
        if kind.lower() == "space" and value:
            keys.append(value)
        elif kind.lower() == "page" and value:
            ids.append(value)
    own = use.context.space.key
    pages = [page for page in map(_page_opener(use), ids[:MOST_PLACES]) if page is not None]
    if ids and not pages and not keys:
        raise MacroFailure(gettext("the pages that it names do not exist, or you may not see them."))
    return tuple(own if key.lower() in OWN_SPACE else key for key in keys), tuple(pages)


def _page_opener(use: MacroUse) -> Callable[[str], Content | None]:
    def opened(number: str) -> Content | None:
        if number.lower() in ("@self", "currentcontent()"):
            number = str(use.context.content_id or "")
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            return None
        try:
            return content_for(use.actor, int(number), kinds=("page", "blogpost"))
        except NoSuchContent:
            return None

    return opened


def _people(use: MacroUse, name: str) -> tuple[str, ...]:
    own = {"currentuser()", "@me", "@self"}
    return tuple(use.actor.username if value.lower() in own else value for value in listed_values(use, name))


def _status(use: MacroUse) -> bool | None:
    chosen = {STATUSES[word.lower()] for word in words_in(use.text("status")) if word.lower() in STATUSES}
    return chosen.pop() if len(chosen) == 1 else None


def _entries(tasks: Sequence[InlineTask]) -> list[Entry]:
    elements: dict[int, list[Task]] = {}
    entries = []
    for task in tasks:
        content = task.content
        if content.pk not in elements:
            tree = parsed(content)
            elements[content.pk] = list(task_elements(tree)) if tree is not None else []
        inside = elements[content.pk]
        element = inside[task.position] if task.position < len(inside) else None
        if element is not None and element.task_id != task.number:
            element = None
        entries.append(Entry(task, content.host or content, element))
    return entries


_SORTS: dict[str, Callable[[Entry], Any]] = {
    "duedate": lambda entry: entry.task.due or _LATEST,
    "assignee": lambda entry: (
        entry.task.assignee is None,
        entry.task.assignee.display_name.casefold() if entry.task.assignee is not None else "",
    ),
    "pagetitle": lambda entry: entry.host.title_folded,
    "location": lambda entry: entry.host.title_folded,
}


def _sorted(use: MacroUse, entries: list[Entry]) -> list[Entry]:
    key = _SORTS.get(use.text("sortBy").lower().replace(" ", "").replace("_", ""))
    in_order = sorted(entries, key=key) if key is not None else entries
    return in_order[::-1] if use.flag("reverseSort") else in_order


class _Writer:
    """Writes the rows of one report."""

    def __init__(self, use: MacroUse, entries: Sequence[Entry]) -> None:
        self.use = use
        named = [word.lower() for word in words_in(use.text("columns")) if word.lower() in COLUMNS]
        self.columns = list(dict.fromkeys(named)) or DEFAULT_COLUMNS.split(",")
        self.may_tick: frozenset[int] = frozenset()
        if not use.context.target.is_static:
            self.may_tick = allowed_to_each(
                use.actor, Action.EDIT, {entry.task.content_id: entry.task.content for entry in entries}.values()
            )
        self.labels: dict[int, list[Label]] = {}
        if "labels" in self.columns:
            self.labels = labels_of_each(use.actor, [entry.host for entry in entries])

    def row(self, entry: Entry) -> str:
        """Write the row of a task."""
        task = entry.task
        marks = attributes_html({"class": "checked" if task.complete else None, "data-inline-task-id": task.number})
        cells = "".join(f'<td class="confluenceTd">{self._cell(column, entry)}</td>' for column in self.columns)
        return f"<tr{marks}>{cells}</tr>"

    def _cell(self, column: str, entry: Entry) -> str:
        task, context = entry.task, self.use.context
        match column:
            case "description":
                return f'{self._box(entry)} <span class="task-text">{self._text(entry)}</span>'
            case "duedate":
                return _day_html(task.due)
            case "assignee":
                return user_link(context, task.assignee) if task.assignee is not None else ""
            case "location":
                return content_link(context, task.content, entry.host.title)
            case "completedate":
                return shown_time(context, task.completed) if task.completed is not None else ""
        return label_links(context, self.labels.get(entry.host.pk, ()), entry.host.space.key)

    def _box(self, entry: Entry) -> str:
        task = entry.task
        if self.use.context.target.is_static:
            return drawn_box(complete=task.complete)
        if task.content_id not in self.may_tick or not task.number or entry.element is None:
            return still_box(complete=task.complete)
        address = task_address(task.content_id, task.number, task_digest(entry.element))
        return tick_box(self.use.context.address(address), complete=task.complete)

    def _text(self, entry: Entry) -> str:
        if entry.element is not None:
            try:
                return str(self.use.render(entry.task.content, entry.nodes))
            except MacroFailure:
                # The page is this one, or too much is nested already: its words can still be shown.
                pass
        return escape_text(entry.task.text)


def _day_html(day: date | None) -> str:
    if day is None:
        return ""
    return f'<time class="plain-date" datetime="{day.isoformat()}">{date_format(day, "SHORT_DATE_FORMAT")}</time>'
