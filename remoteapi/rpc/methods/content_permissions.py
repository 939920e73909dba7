"""Remote methods of the restrictions on pages and blog posts."""

from functools import partial

from accounts.queries import group_by_name, user_by_name
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.permissions import (
    present_content_permission_set,
    present_content_permissions,
    present_locks,
)
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteContentPermission, RemoteContentPermissionSet, RemotePermission
from wiki.errors import BadRestriction
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action, RestrictionType
from wiki.queries.restrictions import RestrictionSet, restrictions_of
from wiki.services.restrictions.set import set_restriction

remote_method = partial(registry.remote_method, group=Group.PERMISSIONS)

_FAULTS = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)
_KINDS = ("page", "blogpost")


@remote_method("getPagePermissions", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_page_permissions(call: Call, page_id: Long) -> list[RemotePermission]:
    """Return the restrictions on a page or blog post: for each user or group that may pass, View or Edit.

    What the pages above close is not among them.
    """
    return present_locks(_restrictions(call, page_id))


@remote_method("getContentPermissionSets", access=Access.READ, faults=_FAULTS)
def get_content_permission_sets(call: Call, content_id: Long) -> list[RemoteContentPermissionSet]:
    """Return the restrictions on a page or blog post as sets of the types View and Edit; those that there are."""
    restrictions = _restrictions(call, content_id)
    there = {restriction.type for restriction in restrictions}
    return [present_content_permission_set(restrictions, type_) for type_ in RestrictionType if type_ in there]


@remote_method("getContentPermissionSet", access=Access.READ, faults=_FAULTS)
def get_content_permission_set(call: Call, content_id: Long, permission_type: str) -> RemoteContentPermissionSet:
    """Return one set, View or Edit. It is empty where the page or blog post is not restricted in this way."""
    return present_content_permission_set(_restrictions(call, content_id), _type_named(permission_type))


@remote_method("getContentPermissions", access=Access.READ)
def get_content_permissions(call: Call, content_id: Long) -> list[RemoteContentPermission]:
    """Return whom both sets of a page or blog post name, in one list."""
    restrictions = _restrictions(call, content_id)
    return [one for type_ in RestrictionType for one in present_content_permissions(restrictions, type_)]


@remote_method("setContentPermissions", access=Access.WRITE, faults=_FAULTS)
def set_content_permissions(
    call: Call, content_id: Long, permission_type: str, permissions: list[RemoteContentPermission]
) -> bool:
    """Say who may view, or who may edit, a page or blog post, in place of who could before. Needs SETPAGEPERMISSIONS.

    permissionType is View or Edit. Each permission has a userName or a groupName; an empty array lifts the
    restriction. A View restriction holds for all pages below, too. A caller whom the new restriction would shut out is
    added to it.
    """
    content_for(call.actor, content_id, Action.RESTRICT, kinds=_KINDS)
    type_ = _type_named(permission_type)
    for position, one in enumerate(permissions, start=1):
        if bool(one.user_name) == bool(one.group_name):
            raise BadRestriction(f"The permission {position} must name a user or a group, and not both.")
    set_restriction(
        call.actor,
        content_id=content_id,
        type=type_,
        users=[user_by_name(one.user_name) for one in permissions if one.user_name],
        groups=[group_by_name(one.group_name) for one in permissions if one.group_name],
    )
    return True


def _restrictions(call: Call, content_id: int) -> list[RestrictionSet]:
    return restrictions_of(call.actor, content_for(call.actor, content_id, kinds=_KINDS))


def _type_named(name: str) -> RestrictionType:
    for type_ in RestrictionType:
        if type_.value.lower() == name.strip().lower():
            return type_
    raise BadRestriction(f"'{name}' is no type of restriction; use View or Edit.")
