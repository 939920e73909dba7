"""Remote methods of the trash."""

from functools import partial

from remoteapi.rpc import registry
from remoteapi.rpc.presenters.search import present_content_summary
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteContentSummaries
from wiki.queries.trash import trash_of
from wiki.services.pages import remove

remote_method = partial(registry.remote_method, group=Group.SPACES)


@remote_method("getTrashContents", access=Access.READ)
def get_trash_contents(call: Call, space_key: str, offset: int, count: int) -> RemoteContentSummaries:
    """Return a part of what is in the trash of a space, the last trashed first. For space administrators.

    totalAvailable counts all that is there.
    """
    trash = trash_of(call.actor, space_key)
    first = max(0, offset)
    return RemoteContentSummaries(
        content=[present_content_summary(content) for content in trash[first : first + max(0, count)]],
        offset=first,
        total_available=trash.count(),
    )


@remote_method("purgeFromTrash", access=Access.WRITE)
def purge_from_trash(call: Call, space_key: str, content_id: Long) -> bool:
    """Remove something in the trash for good. For space administrators."""
    remove.purge_from_trash(call.actor, space_key=space_key, content_id=content_id)
    return True


@remote_method("emptyTrash", access=Access.WRITE)
def empty_trash(call: Call, space_key: str) -> bool:
    """Remove all that is in the trash of a space for good. For space administrators."""
    remove.empty_trash(call.actor, space_key=space_key)
    return True


@remote_method("restoreFromTrash", access=Access.WRITE, extra=True)
def restore_from_trash(call: Call, space_key: str, content_id: Long) -> bool:
    """Bring something back from the trash. A title in use meanwhile comes back as 'Title (restored)'.

    For space administrators.
    """
    remove.restore_from_trash(call.actor, space_key=space_key, content_id=content_id)
    return True
