"""Remote methods of comments."""

from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.comments import present_comment
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteComment
from wiki.permissions.access import comment_for, content_for
from wiki.queries.comments import comments_on
from wiki.services.comments import store

remote_method = partial(registry.remote_method, group=Group.COMMENTS)

_CHANGING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)


@remote_method(
    "getComments", access=Access.READ, faults=(FaultClass.INVALID_SESSION,), gives_body=True, group=Group.PAGES
)
def get_comments(call: Call, page_id: Long) -> list[RemoteComment]:
    """Return all comments on a page or blog post, replies too, oldest first."""
    page = content_for(call.actor, page_id, kinds=("page", "blogpost"))
    return [present_comment(comment, call.version) for comment in comments_on(call.actor, page)]


@remote_method("getComment", access=Access.READ, faults=(FaultClass.INVALID_SESSION,), gives_body=True)
def get_comment(call: Call, comment_id: Long) -> RemoteComment:
    """Return a comment."""
    return present_comment(comment_for(call.actor, comment_id), call.version)


@remote_method("addComment", access=Access.WRITE, faults=_CHANGING)
def add_comment(call: Call, comment: RemoteComment) -> RemoteComment:
    """Comment on the page or blog post of pageId with content; parentId makes it a reply to another comment."""
    added = store.add_comment(
        call.actor,
        container_id=comment.page_id or 0,
        storage=call.storage_of(comment.content) or "",
        parent_id=comment.parent_id or None,
    )
    return present_comment(added, call.version)


@remote_method("editComment", access=Access.WRITE, faults=_CHANGING)
def edit_comment(call: Call, comment: RemoteComment) -> RemoteComment:
    """Give the comment of this id the new content."""
    comment_id = comment.id or 0
    storage = call.storage_of(comment.content)
    if storage is None:
        return present_comment(comment_for(call.actor, comment_id), call.version)
    return present_comment(store.edit_comment(call.actor, comment_id=comment_id, storage=storage), call.version)


@remote_method("removeComment", access=Access.WRITE, faults=_CHANGING)
def remove_comment(call: Call, comment_id: Long) -> bool:
    """Remove a comment; its replies move up."""
    store.remove_comment(call.actor, comment_id=comment_id)
    return True
