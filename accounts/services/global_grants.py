"""Global permissions are given and taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadGlobalPermission, NoSuchUser
from accounts.global_permissions import (
    OPEN_TO_ANONYMOUS,
    GlobalPermissionType,
    global_permission_named,
    require_global,
)
from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User
from accounts.queries import group_by_name, group_exists, user_by_name, user_exists
from accounts.services.frame import service
from accounts.services.last_administrator import keeping_administrators


@dataclass(frozen=True)
class Grantee:
    """Who gets a permission: a person, a group, or everybody who is not logged in."""

    kind: Literal["user", "group", "anonymous"]
    name: str = ""

    @classmethod
    def user(cls, username: str) -> Grantee:
        """Name a person."""
        return cls("user", username)

    @classmethod
    def group(cls, name: str) -> Grantee:
        """Name a group."""
        return cls("group", name)

    @classmethod
    def anonymous(cls) -> Grantee:
        """Name everybody, logged in or not."""
        return cls("anonymous")

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


@dataclass(frozen=True)
class GlobalGrant:
    """One grant of one global permission."""

    permission: GlobalPermissionType
    grantee: Grantee


def grantee_named(name: str) -> Grantee:
    """Tell whether a name is a person's or a group's; where both exist, the person's.

    Raises:
        NoSuchUser: neither exists.
    """
    if user_exists(name):
        return Grantee.user(name)
    if group_exists(name):
        return Grantee.group(name)
    raise NoSuchUser(name)


def grants_of_global() -> list[GlobalGrant]:
    """List all grants of global permissions, by permission and then by who has them."""
    to_users = User.user_permissions.through.objects.filter(permission__in=GlobalPermission.rows())
    to_groups = Group.permissions.through.objects.filter(permission__in=GlobalPermission.rows())
    grants = [
        GlobalGrant(
            GlobalPermissionType(name),
            Grantee.anonymous() if user_id == ANONYMOUS_USER_ID else Grantee.user(username),
        )
        for name, user_id, username in to_users.values_list("permission__codename", "user_id", "user__username")
    ]
    grants += [
        GlobalGrant(GlobalPermissionType(name), Grantee.group(group))
        for name, group in to_groups.values_list("permission__codename", "group__name")
    ]
    order = list(GlobalPermissionType)
    return sorted(grants, key=lambda grant: (order.index(grant.permission), grant.grantee.kind, grant.grantee.name))


@service
def grant_global(actor: Actor, *, permission: str, grantee: Grantee) -> None:
    """Give a global permission; nothing happens where it is given already.

    Args:
        actor: an administrator; for SYSTEMADMINISTRATOR a system administrator.
        permission: its name.
        grantee: who gets it.

    Raises:
        NotPermitted: the actor is neither.
        BadGlobalPermission: there is no such permission, or it is none for people who are not logged in.
        NoSuchUser: there is no such person.
        NoSuchGroup: there is no such group.
    """
    name = _may_change(actor, permission)
    if grantee.kind == "anonymous" and name not in OPEN_TO_ANONYMOUS:
        allowed = ", ".join(sorted(OPEN_TO_ANONYMOUS))
        raise BadGlobalPermission(
            gettext("People who are not logged in can only be given {allowed}, not {name}.").format(
                allowed=allowed, name=name
            )
        )
    _grants_of(grantee).add(_row(name))
    events.publish_people_changed(actor, "grant_global", f"{name} to {grantee}")


@service
def revoke_global(actor: Actor, *, permission: str, grantee: Grantee) -> None:
    """Take a global permission back; nothing happens where it is not given.

    Args:
        actor: an administrator; for SYSTEMADMINISTRATOR a system administrator.
        permission: its name.
        grantee: who loses it.

    Raises:
        NotPermitted: the actor is neither.
        BadGlobalPermission: there is no such permission.
        NoSuchUser: there is no such person.
        NoSuchGroup: there is no such group.
        LastAdministrator: no active person would be left with SYSTEMADMINISTRATOR.
    """
    name = _may_change(actor, permission)
    grants = _grants_of(grantee)
    with keeping_administrators():
        grants.remove(_row(name))
    events.publish_people_changed(actor, "revoke_global", f"{name} from {grantee}")


@service
def set_global_grants(actor: Actor, *, grantee: Grantee, permissions: Iterable[str]) -> None:
    """Give exactly these global permissions to somebody.

    Raises:
        NotPermitted, BadGlobalPermission, NoSuchUser, NoSuchGroup, LastAdministrator: as one by one.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    wanted = {global_permission_named(name) for name in permissions}
    held = _grants_of(grantee).filter(pk__in=GlobalPermission.rows())
    current = {GlobalPermissionType(row.codename) for row in held}
    for name in sorted(wanted - current):
        grant_global(actor, permission=name, grantee=grantee)
    for name in sorted(current - wanted):
        revoke_global(actor, permission=name, grantee=grantee)


@service
def revoke_all_globals(actor: Actor, *, grantee: Grantee) -> None:
    """Take all global permissions from somebody.

    Raises:
        NotPermitted, NoSuchUser, NoSuchGroup, LastAdministrator: as one by one.
    """
    set_global_grants(actor, grantee=grantee, permissions=())


@service
def set_anonymous_access(actor: Actor, *, enabled: bool) -> None:
    """Open the wiki to people who are not logged in, as far as spaces let them view, or close it.

    Raises:
        NotPermitted: the actor is no administrator.
    """
    change = grant_global if enabled else revoke_global
    change(actor, permission=GlobalPermissionType.USECONFLUENCE, grantee=Grantee.anonymous())


def _may_change(actor: Actor, permission: str) -> GlobalPermissionType:
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    name = global_permission_named(permission)
    if name is GlobalPermissionType.SYSTEMADMINISTRATOR:
        require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    return name


def _row(name: GlobalPermissionType) -> Permission:
    return GlobalPermission.rows().get(codename=name)


def _grants_of(grantee: Grantee) -> Any:
    if grantee.kind == "group":
        return group_by_name(grantee.name).permissions
    if grantee.kind == "user":
        return user_by_name(grantee.name).user_permissions
    return User.objects.get(pk=ANONYMOUS_USER_ID).user_permissions
