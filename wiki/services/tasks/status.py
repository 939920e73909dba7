"""Ticking a task where it stands."""

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadBody, ConcurrentChange, MalformedStorage, NoSuchTask
from wiki.events import TaskStatusChanged
from wiki.models import Body, Content, ContentKind
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.services.bodies import keep_bodies
from wiki.services.frame import about, record, service
from wiki.services.tasks.rows import bring_in_line
from wiki.storage_format.nodes import Document, Task
from wiki.storage_format.parser import parse
from wiki.storage_format.tasks import task_digest, task_elements, tick

_KINDS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)


@service
def set_task_status(actor: Actor, *, content_id: int, number: str, complete: bool, digest: str = "") -> bool:
    """Tick a task of a page, blog post or comment, or take the tick away, in the text as it stands.

    That makes no version and changes no author: nobody edited what the text says.

    Args:
        content_id: the page, blog post or comment.
        number: the task's `ac:task-id`.
        complete: whether it is done.
        digest: the `task_digest` of what its reader saw; empty for whoever means the task whatever it says.

    Returns:
        whether anything was changed: a task that is ticked already stays as it is.

    Raises:
        NoSuchContent: the content is not there for the actor.
        NotPermitted: the actor may not edit it.
        NoSuchTask: the text has no task of this number.
        ConcurrentChange: the task says something else by now.
        BadBody: the text is one that an import kept although it can't be read.
    """
    content = content_for(actor, content_id, Action.EDIT, kinds=_KINDS, lock=True)
    try:
        document = parse(content.storage)
    except MalformedStorage as error:
        raise BadBody(gettext("The text can't be read: {error}").format(error=error)) from error
    storage = tick(document, _task(document, number, digest), complete=complete)
    if storage is None:
        return False
    keep_bodies([Body(content_id=content.pk, storage=storage)])
    bring_in_line(content, document, actor.user_id, timezone.now())
    _record(actor, content, number, complete)
    return True


def _task(document: Document, number: str, digest: str) -> Task:
    named = [task for task in task_elements(document) if task.task_id == number]
    if not named:
        raise NoSuchTask(number)
    if not digest:
        return named[0]
    # Copying and pasting can leave two tasks with one number.
    meant = [task for task in named if task_digest(task) == digest]
    if not meant:
        raise ConcurrentChange
    return meant[0]


def _record(actor: Actor, content: Content, number: str, complete: bool) -> None:
    record(
        actor,
        TaskStatusChanged(**about(actor, content), kind=content.kind, number=number[:64], complete=complete),
    )
