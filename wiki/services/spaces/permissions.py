"""Give and take space permissions."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import ANONYMOUS_USER_ID, User
from wiki.errors import BadPermission, LastSpaceAdministrator
from wiki.events import SpacePermissionsChanged
from wiki.models import Space, SpaceGroupPermission, SpacePermissionType, SpaceUserPermission
from wiki.permissions.access import space_for
from wiki.permissions.grants import Grantee, grant_in_space, revoke_everywhere, revoke_in_space
from wiki.permissions.vocabulary import Action
from wiki.services.frame import record, service

MOST_NAMED = 5


def space_permission_named(name: str) -> SpacePermissionType:
    """Give the space permission of a name.

    Raises:
        BadPermission: there is none of this name; the message lists those that there are.
    """
    try:
        return SpacePermissionType(name.strip().upper())
    except ValueError:
        known = ", ".join(SpacePermissionType.values)
        raise BadPermission(
            gettext("'{name}' is no space permission; use one of {known}.").format(name=name, known=known)
        ) from None


@service
def grant_space_permissions(
    actor: Actor, *, key: str, permissions: Iterable[SpacePermissionType], grantee: Grantee
) -> None:
    """Give somebody permissions in a space.

    Args:
        grantee: a person, a group, or the row that stands for the anonymous user.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    for permission in permissions:
        grant_in_space(space, permission, grantee)
    _record(actor, space)


@service
def revoke_space_permissions(
    actor: Actor, *, key: str, permissions: Iterable[SpacePermissionType], grantee: Grantee
) -> None:
    """Take permissions in a space from somebody.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
        LastSpaceAdministrator: nobody would be left who administers the space.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    had_administrator = has_administrator(space)
    for permission in permissions:
        revoke_in_space(space, permission, grantee)
    if had_administrator and not has_administrator(space):
        raise LastSpaceAdministrator(
            gettext("The space {key} would be left without an administrator.").format(key=space.key)
        )
    _record(actor, space)


@service
def revoke_group_everywhere(actor: Actor, *, group: Group) -> None:
    """Take all permissions in all spaces from a group.

    Raises:
        NotPermitted: the actor is no administrator of the site.
        LastSpaceAdministrator: a space would be left without anybody who administers it; the message names some.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    concerned = Space.objects.filter(group_permissions__group=group)
    administered = set(_with_administrator(concerned).values_list("pk", flat=True))
    revoke_everywhere(group)
    left = Space.objects.filter(pk__in=administered)
    orphaned = left.exclude(pk__in=_with_administrator(left).values("pk")).order_by("key")
    if keys := list(orphaned.values_list("key", flat=True)[:MOST_NAMED]):
        raise LastSpaceAdministrator(
            gettext("These spaces would be left without an administrator: {names}.").format(names=", ".join(keys))
        )
    record(actor, SpacePermissionsChanged(actor_id=actor.user_id, subject=group.name))


def has_administrator(space: Space) -> bool:
    """Say whether an active person may administer a space by a grant."""
    return _with_administrator(Space.objects.filter(pk=space.pk)).exists()


def _with_administrator(spaces: QuerySet[Space]) -> QuerySet[Space]:
    """Narrow spaces to those that an active person may administer by a grant."""
    # Who may not view the space has nothing of the right to administer it.
    may_view = _granted(SpacePermissionType.VIEWSPACE)
    everybody_may_view = SpaceUserPermission.objects.filter(
        content_object=OuterRef(OuterRef("pk")),
        permission__codename=_codename(SpacePermissionType.VIEWSPACE),
        user_id=ANONYMOUS_USER_ID,
    )
    administrators = User.objects.filter(_granted(SpacePermissionType.SETSPACEPERMISSIONS), is_active=True)
    return spaces.filter(Exists(administrators.filter(may_view | Exists(everybody_may_view))))


def _granted(permission: SpacePermissionType) -> Q:
    """What holds for a person who has a permission in the space of the query around."""
    given = {"content_object": OuterRef(OuterRef("pk")), "permission__codename": _codename(permission)}
    return Q(pk__in=SpaceUserPermission.objects.filter(**given).values("user_id")) | Q(
        groups__in=SpaceGroupPermission.objects.filter(**given).values("group_id")
    )


def _codename(permission: SpacePermissionType) -> str:
    return permission.value.lower()


def _record(actor: Actor, space: Space) -> None:
    record(actor, SpacePermissionsChanged(actor_id=actor.user_id, space_key=space.key, subject=space.name))
