"""Questions about people and groups."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.default_groups import super_group_name
from accounts.errors import NoSuchGroup, NoSuchUser, NotPermitted
from accounts.global_permissions import GlobalPermissionType, has_global, require_global
from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User, UserInformation, can_be_stored, fold_name


def people() -> QuerySet[User]:
    """Give all people, deactivated ones too, by name; never the anonymous row."""
    return User.objects.exclude(pk=ANONYMOUS_USER_ID).order_by("username")


def active_people() -> QuerySet[User]:
    """Give all people who are not deactivated."""
    return people().filter(is_active=True)


def people_who_may_use() -> QuerySet[User]:
    """Give the active people who have the Can Use permission, of their own, through a group, or as everybody."""
    permission = GlobalPermission.rows().filter(codename=GlobalPermissionType.USECONFLUENCE)
    if User.objects.filter(pk=ANONYMOUS_USER_ID, user_permissions__in=permission).exists():
        return active_people()
    groups = Group.objects.filter(Q(permissions__in=permission) | Q(name=super_group_name()))
    members = User.groups.through.objects.filter(group__in=groups).values("user_id")
    granted = User.user_permissions.through.objects.filter(permission__in=permission).values("user_id")
    return active_people().filter(Q(pk__in=members) | Q(pk__in=granted))


def system_administrators() -> QuerySet[User]:
    """Give the active people who may administer the system, of their own or through a group."""
    permission = GlobalPermission.rows().filter(codename=GlobalPermissionType.SYSTEMADMINISTRATOR)
    groups = Group.objects.filter(Q(permissions__in=permission) | Q(name=super_group_name()))
    members = User.groups.through.objects.filter(group__in=groups).values("user_id")
    granted = User.user_permissions.through.objects.filter(permission__in=permission).values("user_id")
    return active_people().filter(Q(pk__in=members) | Q(pk__in=granted))


def user_by_name(username: str) -> User:
    """Give the person of a name, in whatever case it is written.

    Raises:
        NoSuchUser: there is none.
    """
    folded = fold_name(username)
    user = people().filter(username=folded).first() if can_be_stored(folded) else None
    if user is None:
        raise NoSuchUser(username)
    return user


def user_by_key(key: str) -> User:
    """Give the person of a user key.

    Raises:
        NoSuchUser: there is none.
    """
    folded = fold_name(key)
    user = people().filter(key=folded).first() if can_be_stored(folded) else None
    if user is None:
        raise NoSuchUser(key)
    return user


def user_by_id(user_id: int) -> User:
    """Give the person of a row id.

    Raises:
        NoSuchUser: there is none.
    """
    user = people().filter(pk=user_id).first()
    if user is None:
        raise NoSuchUser(str(user_id))
    return user


def user_exists(username: str) -> bool:
    """Say whether there is a person of this name."""
    folded = fold_name(username)
    return can_be_stored(folded) and people().filter(username=folded).exists()


def all_groups() -> QuerySet[Group]:
    """Give all groups by name."""
    return Group.objects.order_by("name")


def group_by_name(name: str) -> Group:
    """Give the group of a name, in whatever case it is written.

    Raises:
        NoSuchGroup: there is none.
    """
    folded = fold_name(name)
    group = Group.objects.filter(name=folded).first() if can_be_stored(folded) else None
    if group is None:
        raise NoSuchGroup(name)
    return group


def group_exists(name: str) -> bool:
    """Say whether there is a group of this name."""
    folded = fold_name(name)
    return can_be_stored(folded) and Group.objects.filter(name=folded).exists()


def groups_of(user: User) -> QuerySet[Group]:
    """Give the groups that a person is a member of, by name."""
    return Group.objects.filter(user=user).order_by("name")


def members_of(group: Group) -> QuerySet[User]:
    """Give the members of a group, deactivated ones too, by name."""
    return people().filter(groups=group)


def usernames(actor: Actor, *, registered: bool) -> list[str]:
    """Give the names of people, sorted: of those who may use the wiki or, where asked for, of all who are registered.

    Raises:
        NotPermitted: the actor may not view profiles.
    """
    require_profile_view(actor, username="")
    return list((people() if registered else people_who_may_use()).values_list("username", flat=True))


def group_names_of(actor: Actor, username: str) -> list[str]:
    """Give the names of somebody's groups, for themselves or an administrator.

    Raises:
        NotPermitted: the actor is neither.
        NoSuchUser: there is no such person.
    """
    if actor.username != fold_name(username) or actor.user is None:
        require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    return list(groups_of(user_by_name(username)).values_list("name", flat=True))


def person_for(actor: Actor, username: str) -> User:
    """Give a person whose profile the actor may view.

    Raises:
        NotPermitted: the actor may not view profiles; it is the same whether there is such a person or not.
        NoSuchUser: there is no such person.
    """
    require_profile_view(actor, username=username)
    return user_by_name(username)


def person_for_key(actor: Actor, key: str) -> User:
    """Give a person, by user key, whose profile the actor may view.

    Raises:
        NotPermitted: the actor may not view profiles.
        NoSuchUser: there is no such person.
    """
    if actor.user is None or not actor.is_active or actor.user.key != fold_name(key):
        require_profile_view(actor, username="")
    return user_by_key(key)


def may_view_profiles(actor: Actor) -> bool:
    """Say whether the actor may view other people's profiles."""
    return actor.may_use and has_global(actor, GlobalPermissionType.VIEWUSERPROFILES)


def require_profile_view(actor: Actor, *, username: str) -> None:
    """Let pass those who may view a profile: their own, or everybody's.

    Raises:
        NotPermitted: the actor may not.
    """
    is_own = actor.user is not None and actor.is_active and actor.username == fold_name(username)
    if not is_own and not may_view_profiles(actor):
        raise NotPermitted(gettext("You are not permitted to view people's profiles."))


def information_of(user: User) -> UserInformation:
    """Give the profile of a person; an empty one, not yet stored, where there is none."""
    found = UserInformation.objects.filter(user=user).select_related("user", "creator", "modifier").first()
    return found or UserInformation(user=user, version=0, created=user.date_joined, modified=user.date_joined)
