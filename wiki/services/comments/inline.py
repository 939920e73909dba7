"""Comments on words of a page: made together with the markers in its text, resolved and reopened."""

from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadBody, BadMove, MalformedStorage, WordsNotFound
from wiki.events import InlineCommentSettled
from wiki.models import Body, Content, ContentKind, InlineComment
from wiki.permissions.access import comment_for, content_for
from wiki.permissions.vocabulary import Action
from wiki.services.bodies import keep_bodies
from wiki.services.comments.store import add_comment
from wiki.services.frame import about, record, service
from wiki.storage_format.comment_markers import Selection, mark_selection, squeezed
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write

MOST_CHARACTERS = 2000
"""How long the words may be that a comment is on."""

_HOSTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@service
def add_inline_comment(actor: Actor, *, container_id: int, selection: Selection, storage: str) -> Content:
    """Comment on words of a page or blog post: they are marked in its text, which makes no version of it.

    Whoever may comment may do so, also where they may not edit: nothing that the text says is changed.

    Args:
        container_id: the page or blog post.
        selection: the words, and where they stand.
        storage: the comment in storage format.

    Raises:
        NoSuchContent: the page is not there for the actor.
        NotPermitted: the actor may not comment.
        WordsNotFound: the text does not have the words where they were chosen, or they are too many.
        BadBody, MalformedStorage: the comment can't be stored, or the text of the page can't be read.
    """
    host = content_for(actor, container_id, Action.COMMENT, kinds=_HOSTS, lock=True)
    if len(squeezed(selection.words)) > MOST_CHARACTERS:
        raise WordsNotFound
    document = _document(host)
    ref = str(uuid4())
    original = mark_selection(document, selection, ref)
    if original is None:
        raise WordsNotFound
    comment = add_comment(actor, container_id=host.pk, storage=storage)
    InlineComment.objects.create(comment=comment, ref=ref, original=original)
    keep_bodies([Body(content_id=host.pk, storage=write(document))])
    return comment


@service
def settle_inline_comment(actor: Actor, *, comment_id: int, resolved: bool) -> bool:
    """Resolve a comment on words of a page, or reopen it; whoever may comment there may.

    Args:
        comment_id: the comment at the top of the thread.
        resolved: whether it is settled.

    Returns:
        whether anything was changed.

    Raises:
        NoSuchComment: the comment is not there for the actor.
        NotPermitted: the actor may not comment there.
        BadMove: it is no comment on words of a page.
    """
    comment = comment_for(actor, comment_id, lock=True)
    content_for(actor, comment.container_id or 0, Action.COMMENT, kinds=_HOSTS)
    inline = InlineComment.objects.filter(comment=comment).first()
    if inline is None:
        raise BadMove(
            gettext("The comment {comment_id} is not on words of the page: there is nothing to resolve.").format(
                comment_id=comment_id
            )
        )
    if inline.resolved is resolved:
        return False
    inline.resolved, inline.changer_id, inline.changed = resolved, actor.user_id, timezone.now()
    inline.save()
    record(actor, InlineCommentSettled(**about(actor, comment), resolved=resolved))
    return True


def _document(host: Content) -> Document:
    try:
        return parse(host.storage)
    except MalformedStorage as error:
        raise BadBody(
            gettext("The text of '{title}' can't be read: {error}").format(title=host.title, error=error)
        ) from error
