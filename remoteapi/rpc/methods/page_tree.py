"""Remote methods of the page tree."""

from functools import partial

from remoteapi.errors import BadArgument
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.pages import present_listed_summaries, present_page, present_page_summaries
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemotePage, RemotePageSummary
from wiki.permissions.access import page_for, space_for
from wiki.queries.pages import ancestors_of, children_of, descendants_of, top_level_pages
from wiki.services.pages import copy, move

remote_method = partial(registry.remote_method, group=Group.PAGES)

_READING = (FaultClass.INVALID_SESSION,)
_COPY_OPTIONS = {"attachments": True, "labels": True, "permissions": False, "children": False}


@remote_method("getTopLevelPages", access=Access.READ)
def get_top_level_pages(call: Call, space_key: str) -> list[RemotePageSummary]:
    """Return the pages at the top of a space's tree, in the order the tree shows."""
    return present_page_summaries(top_level_pages(call.actor, space_for(call.actor, space_key)))


@remote_method("getAncestors", access=Access.READ, faults=_READING)
def get_ancestors(call: Call, page_id: Long) -> list[RemotePageSummary]:
    """Return the pages above a page, from the top of the tree down to its parent."""
    return present_listed_summaries(ancestors_of(call.actor, page_for(call.actor, page_id)))


@remote_method("getChildren", access=Access.READ, faults=_READING)
def get_children(call: Call, page_id: Long) -> list[RemotePageSummary]:
    """Return the children of a page in the order the tree shows: the manual order where there is one, else by title."""
    return present_page_summaries(children_of(call.actor, page_for(call.actor, page_id)))


@remote_method("getDescendents", access=Access.READ, faults=_READING)
def get_descendents(call: Call, page_id: Long) -> list[RemotePageSummary]:
    """Return all pages below a page."""
    return present_page_summaries(descendants_of(call.actor, page_for(call.actor, page_id)))


@remote_method("movePage", access=Access.WRITE)
def move_page(call: Call, source_page_id: Long, target_page_id: Long, position: str) -> bool:
    """Move a page: `above` or `below` the target as its sibling, or `append` as the target's last child.

    It may go to another space. Children, comments, attachments, history and labels go along, and links follow. A page
    can't be moved below itself.
    """
    move.move_page(call.actor, page_id=source_page_id, target_id=target_page_id, position=position)
    return True


@remote_method("movePageToTopLevel", access=Access.WRITE)
def move_page_to_top_level(call: Call, page_id: Long, target_space_key: str) -> bool:
    """Move a page to the top level of a space."""
    move.move_page_to_top_level(call.actor, page_id=page_id, space_key=target_space_key or None)
    return True


@remote_method("copyPage", access=Access.WRITE, faults=(FaultClass.NOT_PERMITTED,), extra=True)
def copy_page(call: Call, page_id: Long, target_parent_id: Long, new_title: str, options: dict[str, str]) -> RemotePage:
    """Copy a page below another.

    options holds `true` or `false` under attachments, labels (both true where they are left out), permissions and
    children (false where they are left out).
    """
    chosen = dict(_COPY_OPTIONS)
    for key, value in options.items():
        if key not in _COPY_OPTIONS or value.lower() not in ("true", "false"):
            raise BadArgument(f"copyPage: argument 5 (options) holds true or false under {', '.join(_COPY_OPTIONS)}")
        chosen[key] = value.lower() == "true"
    copied = copy.copy_page(
        call.actor,
        page_id=page_id,
        parent_id=target_parent_id,
        title=new_title,
        options=copy.CopyOptions(
            attachments=chosen["attachments"],
            labels=chosen["labels"],
            permissions=chosen["permissions"],
            children=chosen["children"],
        ),
    )
    return present_page(copied, call.version)
