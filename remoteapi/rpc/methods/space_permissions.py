"""Remote methods of the permissions in spaces."""

from collections.abc import Iterable
from functools import partial

from accounts.queries import group_by_name
from accounts.services.global_grants import Grantee, revoke_all_globals
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.permissions import present_permission_names, present_space_permission_sets
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import RemoteSpacePermissionSet
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action, SpacePermissionType
from wiki.queries import space_access as queries
from wiki.services.spaces.permissions import (
    grant_space_permissions,
    revoke_group_everywhere,
    revoke_space_permissions,
    space_permission_named,
)

remote_method = partial(registry.remote_method, group=Group.PERMISSIONS)

_READING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)
_REMOVING = (FaultClass.NOT_PERMITTED,)


@remote_method("getPermissions", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_permissions(call: Call, space_key: str) -> list[str]:
    """Return the caller's effective permissions in a space, through groups too.

    They come in the short forms view, modify, comment and admin, and under the names of getSpaceLevelPermissions.
    """
    return present_permission_names(queries.permissions_in(call.actor, space_for(call.actor, space_key)))


@remote_method("getPermissionsForUser", access=Access.READ, faults=_READING)
def get_permissions_for_user(call: Call, space_key: str, user_name: str) -> list[str]:
    """Return a user's effective permissions in a space, as getPermissions does.

    One's own or, for the space's administrators, anybody's.
    """
    return present_permission_names(queries.permissions_of_user(call.actor, space_key, user_name))


@remote_method("getPermissionsForGroup", access=Access.READ, faults=_REMOVING, extra=True)
def get_permissions_for_group(call: Call, space_key: str, group_name: str) -> list[str]:
    """Return the permissions that a group has in a space, as getPermissions does. For the space's administrators."""
    return present_permission_names(queries.permissions_of_group(call.actor, space_key, group_name))


@remote_method("getSpaceLevelPermissions", access=Access.READ)
def get_space_level_permissions(call: Call) -> list[str]:
    """Return the names of all permissions that there are in a space."""
    return [str(one) for one in SpacePermissionType]


@remote_method("getSpacePermissionSets", access=Access.READ, faults=_READING)
def get_space_permission_sets(call: Call, space_key: str) -> list[RemoteSpacePermissionSet]:
    """Return who has each of the permissions in a space. For the space's administrators.

    Users and groups are named; an entry that names neither is the anonymous user.
    """
    return present_space_permission_sets(queries.grants_in(call.actor, space_key), SpacePermissionType)


@remote_method("getSpacePermissionSet", access=Access.READ, faults=_READING)
def get_space_permission_set(call: Call, space_key: str, permission_type: str) -> RemoteSpacePermissionSet:
    """Return who has one of the permissions in a space, as getSpacePermissionSets does."""
    grants = queries.grants_in(call.actor, space_key)
    return present_space_permission_sets(grants, [space_permission_named(permission_type)])[0]


@remote_method("addPermissionToSpace", access=Access.WRITE)
def add_permission_to_space(call: Call, permission: str, remote_entity_name: str, space_key: str) -> bool:
    """Give a user or a group a permission in a space; where both have the name, the user.

    Needs SETSPACEPERMISSIONS, as all changes of a space's permissions do.
    """
    return _grant(call, [permission], remote_entity_name, space_key)


@remote_method("addPermissionsToSpace", access=Access.WRITE)
def add_permissions_to_space(call: Call, permissions: list[str], remote_entity_name: str, space_key: str) -> bool:
    """Give a user or a group several permissions in a space, all or none; see addPermissionToSpace."""
    return _grant(call, permissions, remote_entity_name, space_key)


@remote_method("removePermissionFromSpace", access=Access.WRITE, faults=_REMOVING)
def remove_permission_from_space(call: Call, permission: str, remote_entity_name: str, space_key: str) -> bool:
    """Take a permission in a space from a user or a group.

    Refused where it would leave the space without anybody who may administer it.
    """
    grantee = queries.grantee_for(call.actor, space_key, remote_entity_name)
    revoke_space_permissions(
        call.actor, key=space_key, permissions=[space_permission_named(permission)], grantee=grantee
    )
    return True


@remote_method("addAnonymousPermissionToSpace", access=Access.WRITE)
def add_anonymous_permission_to_space(call: Call, permission: str, space_key: str) -> bool:
    """Give the anonymous user, and so everybody, a permission in a space."""
    return _grant_everybody(call, [permission], space_key)


@remote_method("addAnonymousPermissionsToSpace", access=Access.WRITE)
def add_anonymous_permissions_to_space(call: Call, permissions: list[str], space_key: str) -> bool:
    """Give the anonymous user, and so everybody, several permissions in a space, all or none."""
    return _grant_everybody(call, permissions, space_key)


@remote_method("removeAnonymousPermissionFromSpace", access=Access.WRITE, faults=_REMOVING)
def remove_anonymous_permission_from_space(call: Call, permission: str, space_key: str) -> bool:
    """Take a permission in a space from the anonymous user; what users and groups have of their own stays."""
    space_for(call.actor, space_key, Action.ADMINISTER)
    revoke_space_permissions(
        call.actor, key=space_key, permissions=[space_permission_named(permission)], grantee=queries.everybody()
    )
    return True


@remote_method("removeAllPermissionsForGroup", access=Access.ADMINISTRATOR)
def remove_all_permissions_for_group(call: Call, groupname: str) -> bool:
    """Take all permissions from a group, in all spaces and globally. For administrators.

    Refused where a space would be left without an administrator, or the site without a system administrator.
    """
    group = group_by_name(groupname)
    revoke_group_everywhere(call.actor, group=group)
    revoke_all_globals(call.actor, grantee=Grantee.group(group.name))
    return True


def _grant(call: Call, names: Iterable[str], entity: str, space_key: str) -> bool:
    grantee = queries.grantee_for(call.actor, space_key, entity)
    permissions = [space_permission_named(name) for name in names]
    grant_space_permissions(call.actor, key=space_key, permissions=permissions, grantee=grantee)
    return True


def _grant_everybody(call: Call, names: Iterable[str], space_key: str) -> bool:
    space_for(call.actor, space_key, Action.ADMINISTER)
    permissions = [space_permission_named(name) for name in names]
    grant_space_permissions(call.actor, key=space_key, permissions=permissions, grantee=queries.everybody())
    return True
