"""Who may do what in a space, as its administrators see it."""

from dataclasses import dataclass

from django.conf import settings

from accounts.actor import Actor
from accounts.models import ANONYMOUS_USER_ID, User
from wiki.models import Space, SpacePermissionType
from wiki.permissions.access import space_for
from wiki.permissions.decide import space_permissions
from wiki.permissions.grants import space_grants
from wiki.permissions.visible import spaces_granting
from wiki.permissions.vocabulary import Action


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


def access_of(actor: Actor, space_key: str) -> SpaceAccess:
    """Give who has which permission in a space.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
    """
    space = space_for(actor, space_key, Action.ADMINISTER)
    users: dict[str, set[SpacePermissionType]] = {}
    groups: dict[str, set[SpacePermissionType]] = {}
    anonymous: set[SpacePermissionType] = set()
    for grant in space_grants(space, settings.ANONYMOUS_USER_NAME):
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


def spaces_to_write_in(actor: Actor) -> list[Space]:
    """Give the spaces in which the actor may create pages, by name."""
    return list(spaces_granting(actor, SpacePermissionType.EDITSPACE).order_by("kind", "name", "key"))


def everybody() -> User:
    """Give the row that stands for everybody who is not logged in, to be given permissions."""
    return User.objects.get(pk=ANONYMOUS_USER_ID)


def _rows(found: dict[str, set[SpacePermissionType]]) -> list[GranteeRow]:
    return [GranteeRow(name, frozenset(permissions)) for name, permissions in sorted(found.items())]
