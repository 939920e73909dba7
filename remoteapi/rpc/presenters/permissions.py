"""Grants and restrictions to their data objects."""

from collections import defaultdict
from collections.abc import Iterable

from remoteapi.rpc.types import (
    RemoteContentPermission,
    RemoteContentPermissionSet,
    RemotePermission,
    RemoteSpacePermissionSet,
)
from wiki.permissions.grants import SpaceGrant
from wiki.permissions.vocabulary import RestrictionType, SpacePermissionType
from wiki.queries.restrictions import RestrictionSet

_SHORT = (
    ("view", SpacePermissionType.VIEWSPACE),
    ("modify", SpacePermissionType.EDITSPACE),
    ("comment", SpacePermissionType.COMMENT),
    ("admin", SpacePermissionType.SETSPACEPERMISSIONS),
)


def present_permission_names(permissions: frozenset[SpacePermissionType]) -> list[str]:
    """Permissions in a space as clients know them: the four short forms first, then the names."""
    short = [name for name, permission in _SHORT if permission in permissions]
    return short + [str(permission) for permission in SpacePermissionType if permission in permissions]


def present_space_permission_sets(
    grants: Iterable[SpaceGrant], permissions: Iterable[SpacePermissionType]
) -> list[RemoteSpacePermissionSet]:
    """Who has each of some permissions; sets without anybody are there as well."""
    by_permission: dict[SpacePermissionType, list[RemoteContentPermission]] = defaultdict(list)
    for grant in grants:
        by_permission[grant.permission].append(
            RemoteContentPermission(
                group_name=grant.group_name or None, type=str(grant.permission), user_name=grant.user_name or None
            )
        )
    return [
        RemoteSpacePermissionSet(space_permissions=by_permission[permission], type=str(permission))
        for permission in permissions
    ]


def present_content_permissions(
    restrictions: Iterable[RestrictionSet], type_: RestrictionType
) -> list[RemoteContentPermission]:
    """Whom the restrictions of one type name: people, then groups, each once."""
    of_type = [restriction for restriction in restrictions if restriction.type == type_]
    users = dict.fromkeys(user.username for restriction in of_type for user in restriction.users)
    groups = dict.fromkeys(group.name for restriction in of_type for group in restriction.groups)
    return [RemoteContentPermission(type=str(type_), user_name=name) for name in users] + [
        RemoteContentPermission(type=str(type_), group_name=name) for name in groups
    ]


def present_content_permission_set(
    restrictions: Iterable[RestrictionSet], type_: RestrictionType
) -> RemoteContentPermissionSet:
    """The restrictions of one type as a set, which is empty where there is none."""
    return RemoteContentPermissionSet(
        content_permissions=present_content_permissions(restrictions, type_), type=str(type_)
    )


def present_locks(restrictions: list[RestrictionSet]) -> list[RemotePermission]:
    """Restrictions in the oldest form: one entry for each person or group and type."""
    return [
        RemotePermission(lock_type=one.type, locked_by=one.user_name or one.group_name)
        for type_ in RestrictionType
        for one in present_content_permissions(restrictions, type_)
    ]
