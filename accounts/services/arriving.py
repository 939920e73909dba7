"""People and groups that an import brings: there at once, of use to somebody when all of it has come, or taken back.

Nobody is told of them here: whoever imports says so when it is done.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from accounts.actor import Actor
from accounts.batches import batches
from accounts.default_groups import super_group_name
from accounts.errors import NotPermitted, UserExists
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User, new_user_key
from accounts.names import checked_email, checked_full_name, checked_group_name, checked_user_key, checked_username
from accounts.services.frame import service

_AT_ONCE = 400


@dataclass(frozen=True)
class NewPerson:
    """An account to be made; an empty key stands for a fresh one."""

    username: str
    key: str = ""
    full_name: str = ""
    email: str = ""


@service
def add_arriving_people(actor: Actor, *, people: Sequence[NewPerson]) -> list[User]:
    """Add accounts that nobody can use: without a password, in no group, deactivated.

    Args:
        people: some hundreds at most.

    Raises:
        NotPermitted: the actor is no administrator.
        BadValue: a name, full name, address or key can't be taken.
        UserExists: a name or key is in use.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    users = [_user(person) for person in people]
    for field, values in (("username", [one.username for one in users]), ("key", [one.key for one in users])):
        taken = User.objects.filter(**{f"{field}__in": values}).values_list(field, flat=True).first()
        if taken is not None or len(set(values)) < len(values):
            raise UserExists(str(taken or values[0]), field)
    return User.objects.bulk_create(users)


def _user(person: NewPerson) -> User:
    user = User(
        username=checked_username(person.username),
        full_name=checked_full_name(person.full_name),
        email=checked_email(person.email),
        key=checked_user_key(person.key) if person.key else new_user_key(),
        is_active=False,
    )
    user.set_unusable_password()
    return user


@service
def add_arriving_groups(actor: Actor, *, names: Collection[str]) -> list[Group]:
    """Add groups; those that are there already are left out.

    Args:
        names: some hundreds at most.

    Raises:
        NotPermitted: the actor is no administrator.
        BadGroupName: a name can't be taken.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    wanted = {checked_group_name(name) for name in names}
    wanted -= set(Group.objects.filter(name__in=wanted).values_list("name", flat=True))
    return Group.objects.bulk_create([Group(name=name) for name in sorted(wanted)])


@service
def let_people_in(actor: Actor, *, active: Iterable[int], memberships: Iterable[tuple[int, int]]) -> None:
    """Make accounts usable, and have people join groups.

    Args:
        active: ids of the accounts that are active from here on.
        memberships: the id of a person with that of a group.

    Raises:
        NotPermitted: the actor is no system administrator, or somebody would join the group that passes everything.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    joined = sorted(set(memberships))
    if Group.objects.filter(pk__in={group for _, group in joined}, name=super_group_name()).exists():
        raise NotPermitted(f"Nobody joins {super_group_name()} by an import.")
    ids = sorted(set(active))
    for batch in batches(ids, _AT_ONCE):
        User.objects.filter(pk__in=batch).update(is_active=True)
    through = User.groups.through
    through.objects.bulk_create(
        [through(user_id=user_id, group_id=group_id) for user_id, group_id in joined], ignore_conflicts=True
    )


def take_people_back(ids: Collection[int], used: Collection[int] = ()) -> list[str]:
    """Remove accounts that an import has made and that nobody has used since.

    Args:
        ids: some hundreds at most.
        used: those that other apps know to be used.

    Returns:
        the names of those that stay: they were made active, joined a group, got a permission, or something names them.
    """
    found = User.objects.filter(pk__in=ids)
    used = {*used, *found.filter(is_active=True).values_list("pk", flat=True)}
    for name in ("groups", "user_permissions"):
        used.update(found.filter(**{f"{name}__isnull": False}).values_list("pk", flat=True))
    _delete(found.exclude(pk__in=used))
    return sorted(User.objects.filter(pk__in=ids).values_list("username", flat=True))


def _delete(people: QuerySet[User]) -> None:
    try:
        people.delete()
    except ProtectedError:
        # Something names one of them: those whom nothing names go one by one.
        for user in people:
            try:
                user.delete()
            except ProtectedError:
                continue


def take_groups_back(ids: Collection[int], used: Collection[int] = ()) -> list[str]:
    """Remove groups that an import has made, in which nobody is and to which nothing was given on the whole site.

    Args:
        ids: some hundreds at most.
        used: those that other apps know to be used.

    Returns:
        the names of those that stay.
    """
    found = Group.objects.filter(pk__in=ids)
    members = User.groups.through.objects.filter(group_id=OuterRef("pk"))
    granted = Group.permissions.through.objects.filter(group_id=OuterRef("pk"))
    found.exclude(Exists(members) | Exists(granted)).exclude(pk__in=used).delete()
    return sorted(found.values_list("name", flat=True))
