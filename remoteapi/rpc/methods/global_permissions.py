"""Remote methods of permissions on the whole site."""

from functools import partial

from accounts.global_permissions import GlobalPermissionType
from accounts.services.global_grants import Grantee, grant_global, grantee_named, revoke_global
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group

remote_method = partial(registry.remote_method, access=Access.ADMINISTRATOR, group=Group.PERMISSIONS)

_ADDING = (FaultClass.NOT_PERMITTED,)


@remote_method("addGlobalPermission", faults=_ADDING)
def add_global_permission(call: Call, permission: str, remote_entity_name: str) -> bool:
    """Give a user or a group a permission on the whole site; where both have the name, the user. For administrators.

    getPermissionTypes has the names. SYSTEMADMINISTRATOR can only be given by system administrators.
    """
    grant_global(call.actor, permission=permission, grantee=grantee_named(remote_entity_name))
    return True


@remote_method("addGlobalPermissions", faults=_ADDING)
def add_global_permissions(call: Call, permissions: list[str], remote_entity_name: str) -> bool:
    """Give a user or a group several permissions on the whole site, all or none; see addGlobalPermission."""
    grantee = grantee_named(remote_entity_name)
    for permission in permissions:
        grant_global(call.actor, permission=permission, grantee=grantee)
    return True


@remote_method("removeGlobalPermission")
def remove_global_permission(call: Call, permission: str, remote_entity_name: str) -> bool:
    """Take a permission on the whole site from a user or a group. For administrators.

    The last system administrator keeps that permission.
    """
    revoke_global(call.actor, permission=permission, grantee=grantee_named(remote_entity_name))
    return True


@remote_method("addAnonymousUsePermission")
def add_anonymous_use_permission(call: Call) -> bool:
    """Let people who are not logged in use the wiki, as far as spaces let them view. For administrators."""
    grant_global(call.actor, permission=GlobalPermissionType.USECONFLUENCE, grantee=Grantee.anonymous())
    return True


@remote_method("removeAnonymousUsePermission")
def remove_anonymous_use_permission(call: Call) -> bool:
    """Close the wiki to people who are not logged in. For administrators."""
    revoke_global(call.actor, permission=GlobalPermissionType.USECONFLUENCE, grantee=Grantee.anonymous())
    return True


@remote_method("addAnonymousViewUserProfilePermission")
def add_anonymous_view_user_profile_permission(call: Call) -> bool:
    """Let people who are not logged in view profiles. For administrators."""
    grant_global(call.actor, permission=GlobalPermissionType.VIEWUSERPROFILES, grantee=Grantee.anonymous())
    return True


@remote_method("removeAnonymousViewUserProfilePermission")
def remove_anonymous_view_user_profile_permission(call: Call) -> bool:
    """Keep people who are not logged in from viewing profiles. For administrators."""
    revoke_global(call.actor, permission=GlobalPermissionType.VIEWUSERPROFILES, grantee=Grantee.anonymous())
    return True
