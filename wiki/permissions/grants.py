"""The grant store: the only code that writes and lists guardian's rows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from guardian.shortcuts import assign_perm, remove_perm

from accounts.models import User
from wiki.models import (
    Restriction,
    RestrictionGroupPermission,
    RestrictionUserPermission,
    Space,
    SpaceGroupPermission,
    SpacePermissionType,
    SpaceUserPermission,
)

Grantee = User | Group
PASS = "pass_restriction"


@dataclass(frozen=True)
class SpaceGrant:
    """That somebody has a permission in a space; both names empty stand for the anonymous user."""

    permission: SpacePermissionType
    user_name: str = ""
    group_name: str = ""


def grant_in_space(space: Space, permission: SpacePermissionType, grantee: Grantee) -> None:
    """Give a person (or the anonymous row) or a group a permission in a space; given already, nothing changes."""
    assign_perm(permission.value.lower(), grantee, space)


def revoke_in_space(space: Space, permission: SpacePermissionType, grantee: Grantee) -> None:
    """Take a permission in a space from a person or a group; not given, nothing changes."""
    remove_perm(permission.value.lower(), grantee, space)


def revoke_everywhere(group: Group) -> None:
    """Take all space permissions from a group."""
    SpaceGroupPermission.objects.filter(group=group).delete()


def space_grants(space: Space, anonymous_name: str) -> list[SpaceGrant]:
    """List who has which permission in a space, in the order of the permission names.

    Args:
        anonymous_name: the user name of the row that stands for the anonymous user.
    """
    to_users = SpaceUserPermission.objects.filter(content_object=space).values_list(
        "permission__codename", "user__username"
    )
    to_groups = SpaceGroupPermission.objects.filter(content_object=space).values_list(
        "permission__codename", "group__name"
    )
    grants = [
        SpaceGrant(SpacePermissionType(codename.upper()), user_name="" if name == anonymous_name else name)
        for codename, name in to_users
    ]
    grants += [SpaceGrant(SpacePermissionType(codename.upper()), group_name=name) for codename, name in to_groups]
    return sorted(grants, key=lambda grant: (grant.permission, grant.group_name, grant.user_name))


def let_pass(restriction: Restriction, grantees: Iterable[Grantee]) -> None:
    """Name people and groups whom a restriction lets pass."""
    for grantee in grantees:
        assign_perm(PASS, grantee, restriction)


def grant_each(space: Space, grants: Iterable[tuple[SpacePermissionType, Grantee]]) -> None:
    """Give many permissions in a space in which nobody has any, in a few statements."""
    rows = _permissions(Space)
    users: set[tuple[int, int]] = set()
    groups: set[tuple[int, int]] = set()
    for permission, grantee in grants:
        chosen = users if isinstance(grantee, User) else groups
        chosen.add((rows[permission.value.lower()], grantee.pk))
    SpaceUserPermission.objects.bulk_create(
        [
            SpaceUserPermission(content_object=space, permission_id=row, user_id=user_id)
            for row, user_id in sorted(users)
        ],
        batch_size=1000,
    )
    SpaceGroupPermission.objects.bulk_create(
        [
            SpaceGroupPermission(content_object=space, permission_id=row, group_id=group_id)
            for row, group_id in sorted(groups)
        ],
        batch_size=1000,
    )


def let_pass_each(named: Iterable[tuple[Restriction, Iterable[int], Iterable[int]]]) -> None:
    """Name people and groups whom restrictions let pass that name nobody, in a few statements.

    Args:
        named: a restriction with the ids of people and of groups.
    """
    row = _permissions(Restriction)[PASS]
    users, groups = [], []
    for restriction, user_ids, group_ids in named:
        users += [
            RestrictionUserPermission(content_object=restriction, permission_id=row, user_id=pk)
            for pk in dict.fromkeys(user_ids)
        ]
        groups += [
            RestrictionGroupPermission(content_object=restriction, permission_id=row, group_id=pk)
            for pk in dict.fromkeys(group_ids)
        ]
    RestrictionUserPermission.objects.bulk_create(users, batch_size=1000)
    RestrictionGroupPermission.objects.bulk_create(groups, batch_size=1000)


def _permissions(model: type[Model]) -> dict[str, int]:
    """Give the ids of the permission rows of a model, by their names."""
    of_model = Permission.objects.filter(content_type=ContentType.objects.get_for_model(model))
    return dict(of_model.values_list("codename", "pk"))


def given_anything(user_ids: Collection[int], group_ids: Collection[int]) -> tuple[set[int], set[int]]:
    """Give those of some people and groups to whom a space or a restriction gives something."""
    users = {
        pk
        for rows in (SpaceUserPermission, RestrictionUserPermission)
        for pk in rows.objects.filter(user_id__in=user_ids).values_list("user_id", flat=True)
    }
    groups = {
        pk
        for rows in (SpaceGroupPermission, RestrictionGroupPermission)
        for pk in rows.objects.filter(group_id__in=group_ids).values_list("group_id", flat=True)
    }
    return users, groups


def who_passes(restriction: Restriction) -> tuple[list[User], list[Group]]:
    """Give the people and the groups whom a restriction names, by name."""
    users = User.objects.filter(restrictionuserpermission__content_object=restriction).order_by("username")
    groups = Group.objects.filter(restrictiongrouppermission__content_object=restriction).order_by("name")
    return list(users), list(groups)


def copy_grants(origin: Restriction, copies: Sequence[Restriction]) -> None:
    """Let the same people and groups pass copies of a restriction."""
    users = list(RestrictionUserPermission.objects.filter(content_object=origin))
    RestrictionUserPermission.objects.bulk_create(
        [
            RestrictionUserPermission(user_id=grant.user_id, permission_id=grant.permission_id, content_object=copy)
            for copy in copies
            for grant in users
        ],
        batch_size=1000,
    )
    groups = list(RestrictionGroupPermission.objects.filter(content_object=origin))
    RestrictionGroupPermission.objects.bulk_create(
        [
            RestrictionGroupPermission(group_id=grant.group_id, permission_id=grant.permission_id, content_object=copy)
            for copy in copies
            for grant in groups
        ],
        batch_size=1000,
    )
