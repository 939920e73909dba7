"""People, groups and global permissions as a backup of this site has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import get_hasher, identify_hasher, is_password_usable, make_password
from django.contrib.auth.models import Group, Permission

from accounts import events
from accounts.actor import Actor
from accounts.batches import batches
from accounts.errors import NotPermitted
from accounts.global_permissions import OPEN_TO_ANONYMOUS, GlobalPermissionType, require_global
from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User, UserInformation
from accounts.names import checked_email, checked_full_name, checked_user_key
from accounts.queries import people
from accounts.services.arriving import add_arriving_groups
from accounts.services.frame import service
from accounts.services.global_grants import GlobalGrant
from accounts.services.information_rules import problem_of_information
from accounts.services.last_administrator import keeping_administrators

_AT_ONCE = 200
_MOST_ROUNDS = 10_000_000


@dataclass(frozen=True)
class RestoredPerson:
    """An account as the backup has it.

    Attributes:
        password: the hash; empty or one that nobody here can check leaves the account without a password.
        groups: the names of all groups that the person is in.
    """

    username: str
    key: str
    full_name: str
    email: str
    is_active: bool
    joined: datetime
    password_changed: datetime
    password: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class RestoredProfile:
    """What somebody's profile says; people are named by their user names, which may be empty."""

    username: str
    storage: str
    version: int
    creator: str
    created: datetime
    modifier: str
    modified: datetime


def can_be_checked(password: str) -> bool:
    """Say whether a hash is one that this site makes itself, and that takes no more time than such hashes do."""
    try:
        hasher = identify_hasher(password)
        rounds = int(hasher.decode(password).get("iterations", 0))
    except (ValueError, AssertionError, KeyError, TypeError):
        return False
    return hasher.algorithm == get_hasher("default").algorithm and rounds <= _MOST_ROUNDS


def is_empty_of_people() -> bool:
    """Say whether there is nobody but the first administrator."""
    return people().count() <= 1


@service
def restore_people(
    actor: Actor,
    *,
    restored: Sequence[RestoredPerson],
    groups: Collection[str],
    grants: Collection[GlobalGrant],
    profiles: Iterable[RestoredProfile],
) -> None:
    """Make accounts, memberships and global permissions those of a backup.

    The accounts are there already; whoever is here and not in the backup stays as they are.

    Args:
        actor: a system administrator, who alone may bring others into the group that passes everything.
        groups: all groups of the backup; those that are missing are made.

    Raises:
        NotPermitted: the actor is no system administrator.
        BadValue: a name, address or key can't be taken.
        LastAdministrator: nobody would be left who can administer the site.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    _make_groups(actor, groups)
    with keeping_administrators():
        ids = dict(people().values_list("username", "pk"))
        for batch in batches(restored, _AT_ONCE):
            _restore(batch)
        _join(restored, ids)
        _grant(grants, ids)
    for profile in profiles:
        _write_profile(profile, ids)
    events.publish_people_changed(actor, "restore_people", f"{len(restored)} people")


def _make_groups(actor: Actor, names: Collection[str]) -> None:
    for batch in batches(sorted(names), _AT_ONCE):
        add_arriving_groups(actor, names=batch)


def _restore(batch: list[RestoredPerson]) -> None:
    users = {user.username: user for user in User.objects.filter(username__in=[one.username for one in batch])}
    fields = ("key", "full_name", "email", "is_active", "date_joined", "password_changed", "password")
    changed = []
    for one in batch:
        user = users.get(one.username)
        if user is None or user.pk == ANONYMOUS_USER_ID:
            continue
        user.key = checked_user_key(one.key) if one.key else user.key
        user.full_name = checked_full_name(one.full_name)
        user.email = checked_email(one.email)
        user.is_active, user.date_joined, user.password_changed = one.is_active, one.joined, one.password_changed
        if is_password_usable(one.password) and can_be_checked(one.password):
            user.password = one.password
        else:
            user.password = make_password(None)
        changed.append(user)
    User.objects.bulk_update(changed, fields)


def _join(restored: Sequence[RestoredPerson], ids: dict[str, int]) -> None:
    through = User.groups.through
    numbers = dict(Group.objects.values_list("name", "pk"))
    for batch in batches(restored, _AT_ONCE):
        through.objects.filter(user_id__in=[ids[one.username] for one in batch if one.username in ids]).delete()
        rows = [
            through(user_id=ids[one.username], group_id=numbers[group])
            for one in batch
            if one.username in ids
            for group in one.groups
            if group in numbers
        ]
        through.objects.bulk_create(rows, ignore_conflicts=True)


def _grant(grants: Collection[GlobalGrant], ids: dict[str, int]) -> None:
    permissions: dict[str, Permission] = {row.codename: row for row in GlobalPermission.rows()}
    pks = [row.pk for row in permissions.values()]
    to_users, to_groups = User.user_permissions.through, Group.permissions.through
    to_users.objects.filter(permission_id__in=pks).delete()
    to_groups.objects.filter(permission_id__in=pks).delete()
    numbers = dict(Group.objects.values_list("name", "pk"))
    for grant in grants:
        row = permissions[grant.permission]
        if grant.grantee.kind == "group":
            to_groups.objects.get_or_create(group_id=numbers[grant.grantee.name], permission_id=row.pk)
            continue
        if grant.grantee.kind == "anonymous" and grant.permission not in OPEN_TO_ANONYMOUS:
            raise NotPermitted(f"People who are not logged in can't be given {grant.permission}.")
        user_id = ANONYMOUS_USER_ID if grant.grantee.kind == "anonymous" else ids[grant.grantee.name]
        to_users.objects.get_or_create(user_id=user_id, permission_id=row.pk)


def _write_profile(profile: RestoredProfile, ids: dict[str, int]) -> None:
    if profile.username not in ids or problem_of_information(profile.storage):
        return
    UserInformation.objects.update_or_create(
        user_id=ids[profile.username],
        defaults={
            "storage": profile.storage,
            "version": profile.version,
            "creator_id": ids.get(profile.creator),
            "created": profile.created,
            "modifier_id": ids.get(profile.modifier),
            "modified": profile.modified,
        },
    )
