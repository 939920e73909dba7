"""Edits that somebody has not published yet."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchDraft
from wiki.models import Content, Draft, DraftFile
from wiki.permissions.visible import in_shown_spaces
from wiki.storage_format.references import fold_title


class DraftBegun(NamedTuple):
    """That a draft is there, and when it was written last."""

    pk: int
    modified: datetime


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """Give the actor's drafts, the last changed first."""
    drafts = in_shown_spaces(Draft.objects.select_related("space", "content")).order_by("-modified")
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
    draft = drafts_of(actor).select_related(None).select_related("space").filter(content_id=content.pk).first()
    if draft is not None:
        draft.content = content
    return draft


def draft_begun(actor: Actor, content: Content) -> DraftBegun | None:
    """Say of a content that the actor may view whether the actor has a draft of it, without reading its text."""
    if actor.user_id is None:
        return None
    found = Draft.objects.filter(user_id=actor.user_id, content_id=content.pk).values_list("pk", "modified").first()
    return DraftBegun(*found) if found is not None else None


def files_of_draft(draft: Draft) -> QuerySet[DraftFile]:
    """Give the files that wait with a draft, by name."""
    return DraftFile.objects.filter(draft=draft).order_by("title_folded")


def draft_file_named(draft: Draft, name: str) -> DraftFile | None:
    """Give the file of a name, in any case, that waits with a draft, or None."""
    return files_of_draft(draft).filter(title_folded=fold_title(name)).first()
