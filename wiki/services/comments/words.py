"""The words that a comment is on, when the comment goes."""

from wiki.errors import MalformedStorage
from wiki.models import Body, Content, ContentKind, InlineComment
from wiki.services.bodies import keep_bodies
from wiki.storage_format.comment_markers import unmark
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write


def give_up_words(comment: Content) -> None:
    """Hand the words of a comment to the first reply to it; without any, take their markers out of the page.

    Args:
        comment: a comment that is about to be removed, and that is held.
    """
    inline = InlineComment.objects.filter(comment=comment).first()
    if inline is None:
        return
    replies = Content.objects.filter(parent_id=comment.pk, kind=ContentKind.COMMENT).order_by("created", "pk")
    heir = replies.first()
    if heir is None:
        _take_markers(comment.container_id or 0, inline.ref)
        return
    replies.exclude(pk=heir.pk).update(parent_id=heir.pk)
    InlineComment.objects.filter(comment=comment).update(comment=heir)


def _take_markers(host_id: int, ref: str) -> None:
    held = Content.objects.select_for_update(of=("self",), no_key=True)
    host = held.filter(pk=host_id, kind__in=(ContentKind.PAGE, ContentKind.BLOGPOST)).first()
    if host is None:
        return
    try:
        document = parse(host.storage)
    except MalformedStorage:
        return
    if unmark(document, ref):
        keep_bodies([Body(content_id=host.pk, storage=write(document))])
