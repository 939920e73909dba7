"""Note who has a page or blog post open in an editor, for others who open it."""

from django.utils import timezone

from accounts.actor import Actor
from wiki.models import Content, ContentKind, EditorPresence
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.queries.presence import HEARD_WITHIN
from wiki.services.frame import service

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@service
def note_editing(actor: Actor, *, content_id: int) -> Content:
    """Note that the actor edits a content at this moment; who was not heard of for minutes is forgotten.

    Returns:
        the content as it is now.

    Raises:
        NoSuchContent: it is not there for the actor.
        NotPermitted: the actor may not edit it.
    """
    content = content_for(actor, content_id, Action.EDIT, kinds=_TEXTS)
    now = timezone.now()
    if actor.user_id is not None:
        EditorPresence.objects.bulk_create(
            [EditorPresence(user_id=actor.user_id, content_id=content.pk, seen=now)],
            update_conflicts=True,
            unique_fields=["user", "content"],
            update_fields=["seen"],
        )
    EditorPresence.objects.filter(seen__lt=now - HEARD_WITHIN).delete()
    return content


@service
def leave_editor(actor: Actor, *, content_id: int) -> None:
    """Note that the actor has closed the editor of a content; nothing happens where none was open."""
    if actor.user_id is not None:
        EditorPresence.objects.filter(user_id=actor.user_id, content_id=content_id).delete()
