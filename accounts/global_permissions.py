"""The vocabulary of global permissions and the two questions about them: has one, must have one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from accounts.errors import BadGlobalPermission, NotPermitted

if TYPE_CHECKING:
    from accounts.actor import Actor


class GlobalPermissionType(StrEnum):
    """What somebody may do on the whole site, by the names of the remote API."""

    USECONFLUENCE = "USECONFLUENCE"
    PERSONALSPACE = "PERSONALSPACE"
    CREATESPACE = "CREATESPACE"
    UPDATEUSERSTATUS = "UPDATEUSERSTATUS"
    VIEWUSERPROFILES = "VIEWUSERPROFILES"
    ADMINISTRATECONFLUENCE = "ADMINISTRATECONFLUENCE"
    SYSTEMADMINISTRATOR = "SYSTEMADMINISTRATOR"
    PROFILEATTACHMENTS = "PROFILEATTACHMENTS"
    USEREMOTEAPI = "USEREMOTEAPI"


DESCRIPTIONS: dict[GlobalPermissionType, str] = {
    GlobalPermissionType.USECONFLUENCE: "Can use the wiki",
    GlobalPermissionType.PERSONALSPACE: "Can have a personal space",
    GlobalPermissionType.CREATESPACE: "Can create spaces",
    GlobalPermissionType.UPDATEUSERSTATUS: "Can update their status",
    GlobalPermissionType.VIEWUSERPROFILES: "Can view profiles",
    GlobalPermissionType.ADMINISTRATECONFLUENCE: "Can administer the wiki",
    GlobalPermissionType.SYSTEMADMINISTRATOR: "Can administer the system",
    GlobalPermissionType.PROFILEATTACHMENTS: "Can attach files to their profile",
    GlobalPermissionType.USEREMOTEAPI: "Can use the remote API",
}

OPEN_TO_ANONYMOUS = frozenset(
    {
        GlobalPermissionType.USECONFLUENCE,
        GlobalPermissionType.VIEWUSERPROFILES,
        GlobalPermissionType.USEREMOTEAPI,
    }
)


def global_permission_named(name: str) -> GlobalPermissionType:
    """Give the global permission of a name.

    Raises:
        BadGlobalPermission: there is none of this name; the message lists those that there are.
    """
    try:
        return GlobalPermissionType(name)
    except ValueError:
        known = ", ".join(GlobalPermissionType)
        raise BadGlobalPermission(
            f"'{name}' is not a global permission. The global permissions are: {known}."
        ) from None


def has_global(actor: Actor, permission: GlobalPermissionType) -> bool:
    """Say whether the actor has a global permission; a system administrator also administers the wiki."""
    if actor.is_super:
        return True
    if permission in actor.global_permissions:
        return True
    return (
        permission is GlobalPermissionType.ADMINISTRATECONFLUENCE
        and GlobalPermissionType.SYSTEMADMINISTRATOR in actor.global_permissions
    )


def require_global(actor: Actor, permission: GlobalPermissionType) -> None:
    """Let only those pass who have a global permission.

    Raises:
        NotPermitted: the actor lacks the permission.
    """
    if not has_global(actor, permission):
        raise NotPermitted(f"You are not permitted to perform this operation: it needs the permission {permission}.")
