"""The vocabulary of global permissions and the two questions about them: has one, must have one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

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
    GlobalPermissionType.USECONFLUENCE: gettext_noop("Can use the wiki"),
    GlobalPermissionType.PERSONALSPACE: gettext_noop("Can have a personal space"),
    GlobalPermissionType.CREATESPACE: gettext_noop("Can create spaces"),
    GlobalPermissionType.UPDATEUSERSTATUS: gettext_noop("Can update their status"),
    GlobalPermissionType.VIEWUSERPROFILES: gettext_noop("Can view profiles"),
    GlobalPermissionType.ADMINISTRATECONFLUENCE: gettext_noop("Can administer the wiki"),
    GlobalPermissionType.SYSTEMADMINISTRATOR: gettext_noop("Can administer the system"),
    GlobalPermissionType.PROFILEATTACHMENTS: gettext_noop("Can attach files to their profile"),
    GlobalPermissionType.USEREMOTEAPI: gettext_noop("Can use the remote API"),
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
            gettext("'{name}' is not a global permission. The global permissions are: {known}.").format(
                name=name, known=known
            )
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
        raise NotPermitted(
            gettext("You are not permitted to perform this operation: it needs the permission {permission}.").format(
                permission=permission
            )
        )
