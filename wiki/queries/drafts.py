"""Edits that somebody has not published yet."""

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchDraft
from wiki.models import Content, Draft


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """Give the actor's drafts, the last changed first."""
    drafts = Draft.objects.select_related("space", "content").order_by("-modified")
    return drafts.filter(user_id=actor.user_id) if actor.user_id is not None else drafts.none()


def draft_for(actor: Actor, draft_id: int) -> Draft:
    """Give one of the actor's drafts.

    Raises:
        NoSuchDraft: the actor has none of this id.
    """
    draft = drafts_of(actor).filter(pk=draft_id).first()
    if draft is None:
        raise NoSuchDraft(draft_id)
    return draft


def draft_of_content(actor: Actor, content: Content) -> Draft | None:
    """Give the actor's draft of a content, if there is one."""
    return drafts_of(actor).filter(content=content).first()
