"""Groups come and go, and people join and leave them."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.default_groups import super_group_name
from accounts.errors import BadGroupName, GroupExists, LastAdministrator
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.names import checked_group_name
from accounts.queries import members_of, user_by_name
from accounts.services.frame import (
    locked_group,
    require_administer_group,
    service,
)
from accounts.services.last_administrator import keeping_administrators


@service
def add_group(actor: Actor, *, name: str) -> Group:
    """Add a group.

    Raises:
        NotPermitted: the actor is no administrator.
        BadGroupName: the name can't be taken.
        GroupExists: there is a group of this name.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    checked = checked_group_name(name)
    if Group.objects.filter(name=checked).exists():
        raise GroupExists(checked)
    try:
        with transaction.atomic():
            group = Group.objects.create(name=checked)
    except IntegrityError:
        raise GroupExists(checked) from None
    events.publish_people_changed(actor, "add_group", group.name)
    return group


@service
def rename_group(actor: Actor, *, old_name: str, new_name: str) -> Group:
    """Give a group another name; members and permissions stay.

    Raises:
        NotPermitted: the actor is no administrator.
        NoSuchGroup: there is no such group.
        LastAdministrator: it is the super group, which the settings know by name.
        BadGroupName: the new name can't be taken.
        GroupExists: another group has the new name.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    group = locked_group(old_name)
    require_administer_group(actor, group)
    former, group.name = group.name, checked_group_name(new_name)
    if group.name == former:
        return group
    if former == super_group_name():
        raise LastAdministrator(
            gettext("The group {former} can't be renamed: its members administer the site.").format(former=former)
        )
    if group.name == super_group_name():
        raise BadGroupName(
            gettext("The name {name} belongs to the group that administers the site.").format(name=group.name)
        )
    if Group.objects.filter(name=group.name).exists():
        raise GroupExists(group.name)
    try:
        with transaction.atomic():
            group.save(update_fields=["name"])
    except IntegrityError:
        raise GroupExists(group.name) from None
    events.publish_people_changed(actor, "rename_group", f"{former} -> {group.name}")
    return group


@service
def remove_group(actor: Actor, *, name: str, default_group: str | None = None) -> None:
    """Remove a group with the permissions it has.

    Args:
        actor: an administrator.
        name: of the group.
        default_group: name of the group that the members move to; None or "" when they just leave.

    Raises:
        NotPermitted: the actor is no administrator.
        NoSuchGroup: one of the groups is not there.
        BadGroupName: the members would move to the group that is removed.
        LastAdministrator: it is the super group, or the last group of system administrators.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    group = locked_group(name)
    require_administer_group(actor, group)
    if group.name == super_group_name():
        raise LastAdministrator(
            gettext("The group {name} can't be removed: its members administer the site.").format(name=group.name)
        )
    with keeping_administrators():
        if default_group:
            target = locked_group(default_group)
            require_administer_group(actor, target)
            if target == group:
                raise BadGroupName(gettext("The members can't move to the group that is removed."))
            target.user_set.add(*members_of(group))
        group.delete()
    events.publish_people_changed(actor, "remove_group", group.name)


@service
def add_user_to_group(actor: Actor, *, username: str, group: str) -> None:
    """Have a person join a group; nothing happens to one who is a member.

    Raises:
        NotPermitted: the actor is no administrator, or no system administrator and the group is one of those.
        NoSuchUser: there is no such person.
        NoSuchGroup: there is no such group.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    joined, user = locked_group(group), user_by_name(username)
    require_administer_group(actor, joined)
    user.groups.add(joined)
    events.publish_people_changed(actor, "add_user_to_group", f"{user.username} in {joined.name}")


@service
def remove_user_from_group(actor: Actor, *, username: str, group: str) -> None:
    """Have a person leave a group; nothing happens to one who is no member.

    Raises:
        NotPermitted: the actor is no administrator, or no system administrator and the group is one of those.
        NoSuchUser: there is no such person.
        NoSuchGroup: there is no such group.
        LastAdministrator: nobody would be left to administer the site.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    left, user = locked_group(group), user_by_name(username)
    require_administer_group(actor, left)
    with keeping_administrators():
        user.groups.remove(left)
    events.publish_people_changed(actor, "remove_user_from_group", f"{user.username} in {left.name}")


@service
def set_groups_of_user(actor: Actor, *, username: str, groups: Iterable[str]) -> None:
    """Make a person a member of exactly these groups.

    Raises:
        NotPermitted, NoSuchUser, NoSuchGroup, LastAdministrator: as when joining and leaving them one by one.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = user_by_name(username)
    wanted = {checked_group_name(name) for name in groups}
    current = set(user.groups.values_list("name", flat=True))
    for name in sorted(wanted - current):
        add_user_to_group(actor, username=username, group=name)
    for name in sorted(current - wanted):
        remove_user_from_group(actor, username=username, group=name)


@service
def set_members_of_group(actor: Actor, *, group: str, usernames: Iterable[str]) -> None:
    """Make exactly these people the members of a group.

    Raises:
        NotPermitted, NoSuchUser, NoSuchGroup, LastAdministrator: as when they join and leave one by one.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    row = locked_group(group)
    wanted = {user_by_name(name).username for name in usernames}
    current = set(members_of(row).values_list("username", flat=True))
    for name in sorted(wanted - current):
        add_user_to_group(actor, username=name, group=row.name)
    for name in sorted(current - wanted):
        remove_user_from_group(actor, username=name, group=row.name)
