"""Who finds a change among their notifications in the wiki, and why."""

from collections.abc import Iterable

from accounts.actor import SYSTEM_NOTIFICATIONS
from accounts.queries import active_people
from wiki.models import ContentKind, NotificationKind
from wiki.notifications.change import Change, Story, story_of
from wiki.notifications.recipients import wants_own, watchers_of
from wiki.permissions.audience import who_may_view
from wiki.queries.people_meant import people_meant
from wiki.services.notifications.note import note_anew, note_change
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import ReferenceRole, references
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse
from wiki.storage_format.references import UserReference
from wiki.storage_format.tasks import tasks_in


def note_in_inboxes(change: Change) -> list[int]:
    """Tell those of a change whom it concerns and who may view it; running it twice tells nobody twice.

    Returns:
        the ids of those who do not watch what changed, and whom no mail to watchers tells of it.
    """
    story = story_of(change)
    if story is None:
        return []
    why = reasons(story)
    if change.actor_id is not None and not wants_own(change):
        why.pop(change.actor_id, None)
    people = who_may_view(story.content, active_people().filter(pk__in=why))
    told = {user_id: why[user_id] for user_id in people.values_list("pk", flat=True)}
    if change.label:
        _note_label(change, told)
        return []
    note_change(
        SYSTEM_NOTIFICATIONS,
        content_id=change.content_id,
        version=change.version,
        by=change.actor_id,
        people=told,
    )
    return sorted(told.keys() - {user_id for user_id, _ in watchers_of(story)})


def _note_label(change: Change, people: Iterable[int]) -> None:
    note_anew(
        SYSTEM_NOTIFICATIONS,
        kind=NotificationKind.LABEL,
        content_id=change.content_id,
        version=change.version,
        by=change.actor_id,
        people=people,
        subject=change.label,
    )


def note_reaction(content_id: int, by: int) -> None:
    """Tell who wrote a page, blog post or comment that somebody reacted to it, if they may view it; once a version."""
    story = story_of(Change(content_id=content_id, version=1, actor_id=by))
    if story is None or story.content.creator_id in (None, by):
        return
    people = who_may_view(story.content, active_people().filter(pk=story.content.creator_id))
    told = dict.fromkeys(people.values_list("pk", flat=True), NotificationKind.LIKE)
    note_change(SYSTEM_NOTIFICATIONS, content_id=content_id, version=story.content.version, by=by, people=told)


def reasons(story: Story) -> dict[int, NotificationKind]:
    """Say whom a change concerns and why, whether they may view it or not; the strongest reason counts.

    People are mentioned, and tasks are theirs, only by what the version before did not say.
    """
    kind = NotificationKind.LABEL if story.change.label else NotificationKind.CHANGE
    why = dict.fromkeys((user_id for user_id, _ in watchers_of(story)), kind)
    if story.change.label:
        return why
    document, former = _document(story.storage), _document(story.former or "")
    assigned = _assignees(document) - _assignees(former)
    mentioned = _mentioned(document) - _mentioned(former)
    meant = people_meant([*mentioned, *(person for person, _ in assigned)])
    why |= _each(NotificationKind.TASK, (meant.get(person) for person, _ in assigned))
    parent = story.content.parent if story.content.kind == ContentKind.COMMENT and story.is_new else None
    if parent is not None:
        why |= _each(NotificationKind.REPLY, [parent.creator_id])
    tasks_of = {person for person, _ in assigned}
    return why | _each(NotificationKind.MENTION, (meant.get(person) for person in mentioned - tasks_of))


def _each(kind: NotificationKind, user_ids: Iterable[int | None]) -> dict[int, NotificationKind]:
    return {user_id: kind for user_id in user_ids if user_id is not None}


def _document(storage: str) -> Document:
    try:
        return parse(storage)
    except MalformedStorage:
        return Document([])


def _mentioned(document: Document) -> set[UserReference]:
    return {
        found.reference
        for found in references(document)
        if isinstance(found.reference, UserReference) and found.role == ReferenceRole.LINK
    }


def _assignees(document: Document) -> set[tuple[UserReference, str]]:
    open_tasks = (task for task in tasks_in(document) if not task.complete)
    return {(task.assignee, task.text) for task in open_tasks if task.assignee is not None}
