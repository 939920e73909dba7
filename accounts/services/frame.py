"""What all services about people share: an actor who is really one, one transaction, and who may change whom."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.default_groups import super_group_name
from accounts.errors import NoSuchGroup, NoSuchUser
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import GlobalPermission, User, can_be_stored, fold_name
from accounts.queries import people
from accounts.whole_change import whole_change
from accounts.writing import require_change

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def service(verb: Callable[Concatenate[Actor, Given], Answer]) -> Callable[Concatenate[Actor, Given], Answer]:
    """Mark a function as a service: it takes the acting user first and happens whole or not at all.

    Raises:
        TypeError: the first argument is no Actor; a service can't be called for nobody.
        ReadOnly: the wiki is read only.
    """

    @wraps(verb)
    def in_one_transaction(actor: Actor, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if not isinstance(actor, Actor):
            raise TypeError(f"{verb.__name__} needs an Actor, not {type(actor).__name__}")
        require_change(actor, verb.__name__)
        with whole_change():
            return verb(actor, *args, **kwargs)

    in_one_transaction.is_service = True  # type: ignore[attr-defined]
    return in_one_transaction


def locked_user(username: str) -> User:
    """Give the person of a name, held against changes by others until the transaction ends.

    Raises:
        NoSuchUser: there is none.
    """
    folded = fold_name(username)
    user = people().select_for_update().filter(username=folded).first() if can_be_stored(folded) else None
    if user is None:
        raise NoSuchUser(username)
    return user


def locked_group(name: str) -> Group:
    """Give the group of a name, held against changes by others until the transaction ends.

    Raises:
        NoSuchGroup: there is none.
    """
    folded = fold_name(name)
    group = Group.objects.select_for_update().filter(name=folded).first() if can_be_stored(folded) else None
    if group is None:
        raise NoSuchGroup(name)
    return group


def is_self(actor: Actor, user: User) -> bool:
    """Say whether the actor is this person, and not deactivated."""
    return actor.user is not None and actor.is_active and actor.user_id == user.pk


def is_powerful_group(group: Group) -> bool:
    """Say whether membership makes a system administrator: the super group, and groups with that permission."""
    if group.name == super_group_name():
        return True
    return GlobalPermissionType.SYSTEMADMINISTRATOR in GlobalPermission.granted_to(user_ids=(), group_ids=(group.pk,))


def is_powerful_user(user: User) -> bool:
    """Say whether a person is, or once reactivated would be, a system administrator."""
    groups = dict(user.groups.values_list("id", "name"))
    if super_group_name() in groups.values():
        return True
    granted = GlobalPermission.granted_to(user_ids=(user.pk,), group_ids=tuple(groups))
    return GlobalPermissionType.SYSTEMADMINISTRATOR in granted


def require_administer_user(actor: Actor, user: User) -> None:
    """Let administrators pass, and for a system administrator's account only system administrators.

    Otherwise an administrator could set a system administrator's password and become one.

    Raises:
        NotPermitted: the actor is none.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    if not actor.is_super and is_powerful_user(user):
        require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)


def require_administer_group(actor: Actor, group: Group) -> None:
    """Let administrators pass, and for a group of system administrators only system administrators.

    Raises:
        NotPermitted: the actor is none.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    if not actor.is_super and is_powerful_group(group):
        require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
