"""Giving a space the permissions of another."""

from django.conf import settings
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.models import ANONYMOUS_USER_ID, User
from accounts.queries import group_by_name, user_by_name
from wiki.errors import BadPermission, LastSpaceAdministrator
from wiki.events import SpacePermissionsChanged
from wiki.models import SpacePermissionType
from wiki.permissions.access import space_for
from wiki.permissions.grants import Grantee, SpaceGrant, grant_in_space, revoke_in_space, space_grants
from wiki.permissions.vocabulary import Action
from wiki.services.frame import record, service
from wiki.services.spaces.permissions import has_administrator


@service
def copy_space_permissions(actor: Actor, *, key: str, origin_key: str) -> None:
    """Replace who may do what in a space by what holds in another; the actor goes on administering it.

    Args:
        key: the space that changes.
        origin_key: the space whose permissions are taken.

    Raises:
        NoSuchSpace: one of them is not there for the actor.
        NotPermitted: the actor does not administer both.
        BadPermission: they are the same space.
        LastSpaceAdministrator: nobody would be left who administers the space.
    """
    origin = space_for(actor, origin_key, Action.ADMINISTER)
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    if space.pk == origin.pk:
        raise BadPermission(gettext("Choose another space to copy the permissions from."))
    anonymous = settings.ANONYMOUS_USER_NAME
    wanted, had = set(space_grants(origin, anonymous)), set(space_grants(space, anonymous))
    if actor.user is not None and not actor.is_super:
        own = (SpacePermissionType.VIEWSPACE, SpacePermissionType.SETSPACEPERMISSIONS)
        wanted |= {SpaceGrant(permission, user_name=actor.username) for permission in own}
    for grant in sorted(wanted - had, key=str):
        grant_in_space(space, grant.permission, _grantee(grant))
    had_administrator = has_administrator(space)
    for grant in sorted(had - wanted, key=str):
        revoke_in_space(space, grant.permission, _grantee(grant))
    if had_administrator and not has_administrator(space):
        raise LastSpaceAdministrator(
            gettext("The space {key} would be left without an administrator.").format(key=space.key)
        )
    record(actor, SpacePermissionsChanged(actor_id=actor.user_id, space_key=space.key, subject=space.name))


def _grantee(grant: SpaceGrant) -> Grantee:
    if grant.group_name:
        return group_by_name(grant.group_name)
    return user_by_name(grant.user_name) if grant.user_name else User.objects.get(pk=ANONYMOUS_USER_ID)
