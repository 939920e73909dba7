"""Keep and drop edits that are not published yet."""

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from wiki.errors import NoSuchDraft
from wiki.models import Content, ContentKind, Draft
from wiki.permissions.access import content_for, page_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.services.frame import service
from wiki.services.titles import TITLE_LENGTH, clean_text


@service
def save_draft(
    actor: Actor,
    *,
    storage: str,
    title: str = "",
    content_id: int | None = None,
    draft_id: int | None = None,
    space_key: str = "",
    parent_id: int | None = None,
    kind: str = ContentKind.PAGE,
    base_version: int = 0,
) -> Draft:
    """Keep an unsaved edit; it need not be well formed. A person has one draft for each content.

    Args:
        content_id: the page or blog post that is edited; None for one to be.
        draft_id: the draft of one to be, when it was kept before.
        space_key, parent_id, kind: where and what one to be is to become.
        base_version: the version that the edit started from.

    Raises:
        NotPermitted: nobody is logged in, or the actor may not edit or create there.
        NoSuchContent, NoSuchSpace, NoSuchDraft: what is named is not there for the actor.
        BadValue: text or title hold a character that can't be stored.
    """
    if actor.user_id is None:
        raise NotPermitted(gettext("Drafts need somebody who is logged in."))
    fields = {
        "storage": clean_text(storage, "text"),
        "title": clean_text(title, "title").strip()[:TITLE_LENGTH],
        "base_version": base_version,
        "modified": timezone.now(),
    }
    if content_id is not None:
        content = content_for(actor, content_id, Action.EDIT, kinds=(ContentKind.PAGE, ContentKind.BLOGPOST))
        return Draft.objects.update_or_create(
            user_id=actor.user_id,
            content_id=content.pk,
            defaults={**fields, "space_id": content.space_id, "kind": content.kind},
        )[0]
    create = Action.CREATE_BLOGPOST if kind == ContentKind.BLOGPOST else Action.CREATE_PAGE
    space = space_for(actor, space_key, create)
    fields |= {"space": space, "kind": kind, "parent": page_for(actor, parent_id) if parent_id else None}
    if draft_id is None:
        return Draft.objects.create(user_id=actor.user_id, **fields)
    changed = Draft.objects.filter(pk=draft_id, user_id=actor.user_id, content__isnull=True).update(**fields)
    if not changed:
        raise NoSuchDraft(draft_id)
    return Draft.objects.get(pk=draft_id)


@service
def discard_draft(actor: Actor, *, draft_id: int) -> None:
    """Drop one of the actor's drafts.

    Raises:
        NoSuchDraft: the actor has none of this id.
    """
    removed = 0
    if actor.user_id is not None:
        removed, _ = Draft.objects.filter(pk=draft_id, user_id=actor.user_id).delete()
    if not removed:
        raise NoSuchDraft(draft_id)


def forget_draft(actor: Actor, content: Content) -> None:
    """Drop the actor's draft of a content, if there is one, because it has been published."""
    if actor.user_id is not None:
        Draft.objects.filter(content_id=content.pk, user_id=actor.user_id).delete()
