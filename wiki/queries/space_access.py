"""Who may do what in a space, as its administrators see it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.default_groups import super_group_name
from accounts.errors import NoSuchGroup
from accounts.models import ANONYMOUS_USER_ID, User, fold_name
from accounts.queries import group_by_name, user_by_name, user_exists
from wiki.models import Space, SpacePermissionType
from wiki.permissions.access import space_for
from wiki.permissions.decide import space_permissions
from wiki.permissions.grants import Grantee, SpaceGrant, space_grants
from wiki.permissions.visible import spaces_granting
from wiki.permissions.vocabulary import Action

MOST_SPACES = 500


@dataclass(frozen=True)
class GranteeRow:
    """A person, a group or everybody, and the permissions they have of their own in a space."""

    name: str
    permissions: frozenset[SpacePermissionType]


@dataclass(frozen=True)
class SpaceAccess:
    """All grants of a space."""

    users: list[GranteeRow]
    groups: list[GranteeRow]
    anonymous: GranteeRow


def grants_in(actor: Actor, space_key: str) -> list[SpaceGrant]:
    """List all grants of a space, in the order of the permissions' names.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
    """
    return space_grants(space_for(actor, space_key, Action.ADMINISTER), settings.ANONYMOUS_USER_NAME)


def access_of(actor: Actor, space_key: str) -> SpaceAccess:
    """Give who has which permission in a space.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
    """
    users: dict[str, set[SpacePermissionType]] = {}
    groups: dict[str, set[SpacePermissionType]] = {}
    anonymous: set[SpacePermissionType] = set()
    for grant in grants_in(actor, space_key):
        if grant.group_name:
            groups.setdefault(grant.group_name, set()).add(grant.permission)
        elif grant.user_name:
            users.setdefault(grant.user_name, set()).add(grant.permission)
        else:
            anonymous.add(grant.permission)
    return SpaceAccess(_rows(users), _rows(groups), GranteeRow("", frozenset(anonymous)))


def permissions_in(actor: Actor, space: Space) -> frozenset[SpacePermissionType]:
    """Give the permissions that the actor has in a visible space."""
    return space_permissions(actor, space)


def permissions_of_user(actor: Actor, space_key: str, username: str) -> frozenset[SpacePermissionType]:
    """Give the permissions that somebody has in a space, through groups too: one's own or, for its administrators, all.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: they are somebody else's, and the actor does not administer the space.
        NoSuchUser: there is no such person.
    """
    if actor.user is not None and actor.username == fold_name(username):
        return space_permissions(actor, space_for(actor, space_key))
    space = space_for(actor, space_key, Action.ADMINISTER)
    return space_permissions(Actor.for_user(user_by_name(username)), space)


def permissions_of_group(actor: Actor, space_key: str, name: str) -> frozenset[SpacePermissionType]:
    """Give the permissions that a group has in a space, for its administrators.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
        NoSuchGroup: there is no such group.
    """
    grants = grants_in(actor, space_key)
    group = group_by_name(name)
    if group.name == super_group_name():
        return frozenset(SpacePermissionType)
    return frozenset(grant.permission for grant in grants if grant.group_name == group.name)


def grantee_for(actor: Actor, space_key: str, name: str) -> Grantee:
    """Give the person or the group of a name, to be given permissions in a space; where both exist, the person.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space, and so learns nothing about who is there.
        NoSuchGroup: neither exists.
    """
    space_for(actor, space_key, Action.ADMINISTER)
    try:
        return user_by_name(name) if user_exists(name) else group_by_name(name)
    except NoSuchGroup:
        raise NoSuchGroup(name, gettext("user or group")) from None


def spaces_to_write_in(actor: Actor) -> list[Space]:
    """Give the spaces in which the actor may create pages, by name."""
    return list(spaces_granting(actor, SpacePermissionType.EDITSPACE).order_by("kind", "name", "key"))


def spaces_to_administer(actor: Actor) -> list[Space]:
    """Give the first hundreds of spaces that the actor administers, by name."""
    found = spaces_granting(actor, SpacePermissionType.SETSPACEPERMISSIONS).order_by("kind", "name", "key")
    return list(found[:MOST_SPACES])


def everybody() -> User:
    """Give the row that stands for everybody who is not logged in, to be given permissions."""
    return User.objects.get(pk=ANONYMOUS_USER_ID)


def _rows(found: dict[str, set[SpacePermissionType]]) -> list[GranteeRow]:
    return [GranteeRow(name, frozenset(permissions)) for name, permissions in sorted(found.items())]
