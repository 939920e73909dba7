"""Remote methods of a page's history."""

from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.pages import present_history, present_page
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemotePage, RemotePageHistory
from wiki.permissions.access import page_for
from wiki.queries.history import versions_of
from wiki.services.pages import versions

remote_method = partial(registry.remote_method, group=Group.PAGES)

_REMOVING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)


@remote_method("getPageHistory", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_page_history(call: Call, page_id: Long) -> list[RemotePageHistory]:
    """Return the historical versions of a page, newest first, without the current one. getPage takes their ids."""
    page = page_for(call.actor, page_id)
    return [present_history(version) for version in versions_of(call.actor, page)]


@remote_method("removePageVersionById", access=Access.WRITE, faults=_REMOVING)
def remove_page_version_by_id(call: Call, historical_page_id: Long) -> bool:
    """Remove a historical version of a page for good, by its id."""
    versions.remove_version_by_id(call.actor, version_id=historical_page_id)
    return True


@remote_method("removePageVersionByVersion", access=Access.WRITE, faults=_REMOVING)
def remove_page_version_by_version(call: Call, page_id: Long, version: int) -> bool:
    """Remove a historical version of a page for good, by its number; 1 is the oldest.

    The current version can't be removed. The others keep their numbers, and a number is never used again.
    """
    versions.remove_version(call.actor, content_id=page_id, version=version)
    return True


@remote_method("restorePageVersion", access=Access.WRITE, faults=(FaultClass.NOT_PERMITTED,), extra=True)
def restore_page_version(call: Call, page_id: Long, version: int, version_comment: str) -> RemotePage:
    """Make a new version of a page that has title and body of an earlier one."""
    page = page_for(call.actor, page_id)
    restored = versions.restore_version(
        call.actor, content_id=page.pk, version=version, version_comment=version_comment
    )
    return present_page(restored, call.version)
