"""Comments to RemoteComment."""

from remoteapi.rpc.presenters.addresses import address_of_content
from remoteapi.rpc.presenters.authors import username
from remoteapi.rpc.types import RemoteComment
from remoteapi.rpc.versions import ApiVersion
from wiki.models import Content


def present_comment(comment: Content, version: ApiVersion) -> RemoteComment:
    """A comment, with its body as the version of the API gives it."""
    return RemoteComment(
        content=version.body_of(comment.storage) if version.gives_bodies else "",
        created=comment.created,
        creator=username(comment.creator),
        id=comment.pk,
        modified=comment.modified,
        modifier=username(comment.modifier),
        page_id=comment.container_id or 0,
        parent_id=comment.parent_id or 0,
        title=f"Re: {comment.container.title}" if comment.container is not None else "",
        url=address_of_content(comment),
    )
