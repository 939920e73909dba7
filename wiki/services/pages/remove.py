"""Take pages to the trash, bring them back, or remove them for good; the same for blog posts and attachments."""

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadMove
from wiki.events import ContentPurged, ContentRestored, ContentTrashed
from wiki.models import Content, ContentKind, ContentStatus
from wiki.permissions.access import content_for, page_in_held_space, space_for, trashed_for
from wiki.permissions.grants import copy_grants
from wiki.permissions.inheritance import (
    forget_kept_where_inherited,
    inherit_gates,
    keep_for_children,
    keep_for_itself,
)
from wiki.permissions.vocabulary import Action
from wiki.services.frame import about, record, service
from wiki.services.pages.place import lift_children
from wiki.services.purge import purge
from wiki.services.titles import TITLE_LENGTH
from wiki.storage_format.references import fold_title


@service
def trash_page(actor: Actor, *, page_id: int) -> None:
    """Take a page to the trash; its children move up and keep the view restrictions that they inherited.

    Raises:
        NoSuchPage: the page is not there for the actor.
        NotPermitted: the actor may not remove it.
        BadMove: it is the home page of its space.
    """
    page = page_in_held_space(actor, page_id, Action.REMOVE)
    if page.space.home_page_id == page.pk:
        raise BadMove(gettext("The home page of the space {key} can't be removed.").format(key=page.space.key))
    keep_for_children(page, copy_grants)
    lift_children(page)
    keep_for_itself(page, copy_grants)
    _trash(actor, page)


@service
def trash_content(actor: Actor, *, content_id: int) -> None:
    """Take a blog post or an attachment to the trash.

    Raises:
        NoSuchContent: it is not there for the actor.
        NotPermitted: the actor may not remove it.
    """
    kinds = (ContentKind.BLOGPOST, ContentKind.ATTACHMENT)
    _trash(actor, content_for(actor, content_id, Action.REMOVE, kinds=kinds, lock=True))


@service
def restore_from_trash(actor: Actor, *, space_key: str, content_id: int) -> Content:
    """Bring something back from the trash of a space; a title in use meanwhile comes back as 'Title (restored)'.

    A page comes back below its former parent when that is still there, and to the top level otherwise. So it does where
    the parent was archived meanwhile: below that, nobody would find it. What was archived itself still is.

    Raises:
        NoSuchSpace, NoSuchContent: the space, or such a thing in its trash, is not there for the actor.
        NotPermitted: the actor does not administer the space.
        BadMove: an attachment's page is in the trash itself.
    """
    space = space_for(actor, space_key, Action.ADMINISTER, lock=True)
    content = trashed_for(actor, space, content_id)
    content.status = ContentStatus.CURRENT
    content.trashed = None
    if content.kind == ContentKind.ATTACHMENT and not (content.host and content.host.is_current):
        raise BadMove(
            gettext("'{title}' hangs on a page that is in the trash; restore the page first.").format(
                title=content.title
            )
        )
    content.retitle(_free_title(content))
    if content.kind == ContentKind.PAGE:
        parent = content.parent
        alive = parent is not None and parent.is_current and parent.space_id == space.pk
        alive = alive and not (parent is not None and parent.archived and not content.archived)
        content.parent = parent if alive else None
        content.path = parent.subtree_path if parent is not None and alive else "/"
        content.position = None
    content.save()
    if content.kind == ContentKind.PAGE:
        inherit_gates(content)
        forget_kept_where_inherited(content)
    record(actor, ContentRestored(**about(actor, content), kind=content.kind))
    return content


@service
def purge_from_trash(actor: Actor, *, space_key: str, content_id: int) -> None:
    """Remove something in the trash of a space for good.

    Raises:
        NoSuchSpace, NoSuchContent, NotPermitted: as `restore_from_trash`.
    """
    space = space_for(actor, space_key, Action.ADMINISTER, lock=True)
    content = trashed_for(actor, space, content_id)
    event = ContentPurged(**about(actor, content), kind=content.kind)
    purge(Content.objects.filter(pk=content.pk))
    record(actor, event)


@service
def empty_trash(actor: Actor, *, space_key: str) -> int:
    """Remove all that is in the trash of a space for good.

    Returns:
        how many pages, blog posts and attachments that were.

    Raises:
        NoSuchSpace, NotPermitted: as `restore_from_trash`.
    """
    space = space_for(actor, space_key, Action.ADMINISTER, lock=True)
    trash = Content.objects.filter(space=space, status=ContentStatus.TRASHED)
    count = trash.count()
    for content in trash.only("pk", "kind", "title", "space").select_related("space"):
        record(actor, ContentPurged(**about(actor, content), kind=content.kind))
    purge(trash)
    return count


def _trash(actor: Actor, content: Content) -> None:
    content.status = ContentStatus.TRASHED
    content.trashed = timezone.now()
    content.save(update_fields=["status", "trashed"])
    record(actor, ContentTrashed(**about(actor, content), kind=content.kind))


def _free_title(content: Content) -> str:
    same_place = Content.objects.filter(kind=content.kind, status=ContentStatus.CURRENT).exclude(pk=content.pk)
    match content.kind:
        case ContentKind.PAGE:
            same_place = same_place.filter(space_id=content.space_id)
        case ContentKind.BLOGPOST:
            same_place = same_place.filter(space_id=content.space_id, posting_day=content.posting_day)
        case _:
            same_place = same_place.filter(container_id=content.container_id)
    candidate, number = content.title, 0
    while same_place.filter(title_folded=fold_title(candidate)).exists():
        number += 1
        suffix = " (restored)" if number == 1 else f" (restored {number})"
        candidate = _with_suffix(content, suffix)
    return candidate


def _with_suffix(content: Content, suffix: str) -> str:
    stem, dot, ending = content.title.rpartition(".")
    if content.kind != ContentKind.ATTACHMENT or not stem or len(ending) > 20:
        return content.title[: TITLE_LENGTH - len(suffix)] + suffix
    suffix += dot + ending
    return stem[: TITLE_LENGTH - len(suffix)] + suffix
