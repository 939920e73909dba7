"""Add, edit and remove comments."""

from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadMove
from wiki.events import ContentAdded, ContentPurged
from wiki.models import Content, ContentKind, allot_id
from wiki.permissions.access import comment_for, content_for
from wiki.permissions.vocabulary import Action
from wiki.services.attribution import authorship
from wiki.services.bodies import read_storage, write_body
from wiki.services.comments.words import give_up_words
from wiki.services.frame import about, record, service
from wiki.services.pages.store import record_edit, refuse_taken_id
from wiki.services.purge import purge
from wiki.services.titles import TITLE_LENGTH
from wiki.services.versions import begin_version, keep_version, require_version


@service
def add_comment(
    actor: Actor,
    *,
    container_id: int,
    storage: str,
    parent_id: int | None = None,
    content_id: int | None = None,
) -> Content:
    """Comment on a page or blog post, or reply to a comment on it.

    Args:
        container_id: the page or blog post.
        storage: the comment in storage format.
        parent_id: the comment that this one replies to.
        content_id: an id to keep from another system; None allots one.

    Raises:
        NoSuchContent, NoSuchComment: what is commented on or replied to is not there for the actor.
        NotPermitted: the actor may not comment.
        BadMove: the comment replied to is on something else.
        BadBody, MalformedStorage, ContentIdTaken: what is to be stored can't be.
    """
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST)
    host = content_for(actor, container_id, Action.COMMENT, kinds=kinds)
    parent = comment_for(actor, parent_id, lock=True) if parent_id is not None else None
    if parent is not None and parent.container_id != host.pk:
        raise BadMove(
            gettext("The comment {parent_id} is not on '{title}'.").format(parent_id=parent_id, title=host.title)
        )
    document = read_storage(storage)
    refuse_taken_id(content_id)
    author = authorship(actor, None)
    comment = Content(
        id=allot_id() if content_id is None else content_id,
        kind=ContentKind.COMMENT,
        space=host.space,
        host=host,
        container=host,
        parent=parent,
        creator_id=author.creator_id,
        created=author.created,
        modifier_id=author.modifier_id,
        modified=author.modified,
    )
    comment.retitle(f"Re: {host.title}"[:TITLE_LENGTH])
    comment.save(force_insert=True)
    write_body(comment, storage, document)
    record(actor, ContentAdded(**about(actor, comment), kind=ContentKind.COMMENT))
    return comment


@service
def edit_comment(actor: Actor, *, comment_id: int, storage: str, version: int | None = None) -> Content:
    """Store a new version of a comment; where nothing differs, no version is made.

    Args:
        version: the version that the edit started from; None edits whatever is current.

    Raises:
        NoSuchComment: the comment is not there for the actor.
        NotPermitted: it is somebody else's, and the actor does not administer the space.
        VersionConflict: it was changed meanwhile.
        BadBody, MalformedStorage: the text can't be stored.
    """
    comment = comment_for(actor, comment_id, Action.EDIT, lock=True)
    require_version(comment, version)
    if storage == comment.storage:
        return comment
    document = read_storage(storage)
    keep_version(comment)
    begin_version(comment, authorship(actor, None), "", minor_edit=False)
    comment.save()
    write_body(comment, storage, document)
    record_edit(actor, comment, comment.title)
    return comment


@service
def remove_comment(actor: Actor, *, comment_id: int) -> None:
    """Remove a comment for good; its replies move up, and the first has the words that the comment was on.

    Raises:
        NoSuchComment: the comment is not there for the actor.
        NotPermitted: the actor may not remove it.
    """
    comment = comment_for(actor, comment_id, Action.REMOVE, lock=True)
    give_up_words(comment)
    Content.objects.filter(parent_id=comment.pk, kind=ContentKind.COMMENT).update(parent_id=comment.parent_id)
    event = ContentPurged(**about(actor, comment), kind=ContentKind.COMMENT)
    purge(Content.objects.filter(pk=comment.pk))
    record(actor, event)
