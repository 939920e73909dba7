"""The doors: the only way from an id, key or title to an object, with the actor's right to it checked on the way.

What is missing and what is hidden get the same answer, so that nobody learns what they may not see.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from wiki.errors import (
    ConcurrentChange,
    NoSuchAttachment,
    NoSuchBlogPost,
    NoSuchComment,
    NoSuchContent,
    NoSuchPage,
    NoSuchSpace,
)
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.decide import may_in_space, may_to_visible
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.permissions.vocabulary import ACTION_WORDS, Action
from wiki.storage_format.references import fold_title

_MISSING: dict[str, type[NoSuchContent]] = {
    ContentKind.PAGE: NoSuchPage,
    ContentKind.BLOGPOST: NoSuchBlogPost,
    ContentKind.COMMENT: NoSuchComment,
    ContentKind.ATTACHMENT: NoSuchAttachment,
}
_ID_LIMIT = 2**63


def space_for(actor: Actor, key: str, action: Action = Action.VIEW, *, lock: bool = False) -> Space:
    """Open a space by its key.

    Args:
        key: the space key, in any case.
        action: what the actor is going to do.
        lock: whether to hold the row until the transaction ends, as changes of the page tree do.

    Raises:
        NoSuchSpace: there is none, or the actor may not view it.
        NotPermitted: the actor may view it, but not do this.
    """
    return _open_space(actor, visible_spaces(actor).filter(key_folded=fold_title(key)), key, action, lock)


def space_by_id(actor: Actor, space_id: int, action: Action = Action.VIEW, *, lock: bool = False) -> Space:
    """Open a space by its id; see `space_for`."""
    return _open_space(actor, visible_spaces(actor).filter(pk=space_id), space_id, action, lock)


def content_for(
    actor: Actor,
    content_id: int,
    action: Action = Action.VIEW,
    *,
    kinds: tuple[str, ...] = tuple(ContentKind.values),
    lock: bool = False,
) -> Content:
    """Open a current page, blog post, comment or attachment by its id.

    Args:
        content_id: the id of a current version.
        action: what the actor is going to do.
        kinds: the kinds that will do.
        lock: whether to hold the row until the transaction ends, as every edit does.

    Raises:
        NoSuchContent: nothing of that id and those kinds is there, or the actor may not view it (the subclass for
            the kind, where one kind is asked for).
        NotPermitted: the actor may view it, but not do this.
    """
    found = Content.objects.filter(pk=content_id, kind__in=kinds, status=ContentStatus.CURRENT)
    return _open(actor, found, content_id, action, kinds, lock)


def page_for(actor: Actor, page_id: int, action: Action = Action.VIEW, *, lock: bool = False) -> Content:
    """Open a current page by its id; see `content_for`."""
    return content_for(actor, page_id, action, kinds=(ContentKind.PAGE,), lock=lock)


def page_in_held_space(actor: Actor, page_id: int, action: Action) -> Content:
    """Open a current page for a change of the tree: page and space are held until the transaction ends.

    Who changes titles, parents or inherited restrictions holds the space, so that all that read before stays true.

    Raises:
        NoSuchPage, NotPermitted: as `content_for`.
        ConcurrentChange: the page moved to another space at this very moment.
    """
    space_id = page_for(actor, page_id, action).space_id
    Space.objects.select_for_update(of=("self",), no_key=True).filter(pk=space_id).first()
    page = page_for(actor, page_id, action, lock=True)
    if page.space_id != space_id:
        # Holding a second space now could make two people wait for each other.
        raise ConcurrentChange
    return page


def blogpost_for(actor: Actor, post_id: int, action: Action = Action.VIEW, *, lock: bool = False) -> Content:
    """Open a current blog post by its id; see `content_for`."""
    return content_for(actor, post_id, action, kinds=(ContentKind.BLOGPOST,), lock=lock)


def comment_for(actor: Actor, comment_id: int, action: Action = Action.VIEW, *, lock: bool = False) -> Content:
    """Open a comment by its id; see `content_for`."""
    return content_for(actor, comment_id, action, kinds=(ContentKind.COMMENT,), lock=lock)


def attachment_for(actor: Actor, attachment_id: int, action: Action = Action.VIEW, *, lock: bool = False) -> Content:
    """Open a current attachment by its id; see `content_for`."""
    return content_for(actor, attachment_id, action, kinds=(ContentKind.ATTACHMENT,), lock=lock)


def version_for(actor: Actor, content_id: int, *, kinds: tuple[str, ...] = tuple(ContentKind.values)) -> Content:
    """Open any version of a content, current or historical, by the id of that version, for viewing.

    Raises:
        NoSuchContent: as `content_for`.
    """
    found = Content.objects.filter(
        pk=content_id, kind__in=kinds, status__in=(ContentStatus.CURRENT, ContentStatus.HISTORICAL)
    )
    return _open(actor, found, content_id, Action.VIEW, kinds, lock=False)


def trashed_for(actor: Actor, space: Space, content_id: int) -> Content:
    """Open something in the trash of a space that the actor administers.

    Args:
        space: a space that came through a door for Action.ADMINISTER.

    Raises:
        NoSuchContent: the trash of that space does not hold it.
    """
    if not may_in_space(actor, Action.ADMINISTER, space):
        raise NotPermitted(gettext("You may not administer the space {key}.").format(key=space.key))
    found = Content.objects.filter(pk=content_id, space=space, status=ContentStatus.TRASHED)
    content = found.select_for_update(of=("self",), no_key=True).first()
    if content is None:
        raise NoSuchContent(content_id)
    return content


def _open_space(actor: Actor, found: QuerySet[Space], what: object, action: Action, lock: bool) -> Space:
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    space = found.first()
    if space is None:
        raise NoSuchSpace(what)
    if action != Action.VIEW and not may_in_space(actor, action, space):
        words = {"action": ACTION_WORDS[action], "key": space.key}
        raise NotPermitted(gettext("You're not permitted to {action} in the space {key}.").format(**words))
    return space


def _open(
    actor: Actor, found: QuerySet[Content], content_id: int, action: Action, kinds: tuple[str, ...], lock: bool
) -> Content:
    missing = _MISSING[kinds[0]] if len(kinds) == 1 else NoSuchContent
    if not 0 < content_id < _ID_LIMIT:
        raise missing(content_id)
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    content = visible_contents(actor, found).select_related("space", "archive").first()
    if content is None:
        raise missing(content_id)
    if action != Action.VIEW and not may_to_visible(actor, action, content):
        words = {"action": ACTION_WORDS[action], "kind": str(ContentKind(content.kind).label).lower()}
        raise NotPermitted(gettext("You're not permitted to {action} this {kind}.").format(**words))
    return content
