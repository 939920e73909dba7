"""Who acts: a person, the anonymous user, or a named part of the system. Every service takes one first."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.contrib.auth.models import AnonymousUser, Group

from accounts.default_groups import super_group_name
from accounts.global_permissions import GlobalPermissionType
from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest


def anonymous_user_id() -> int:
    """Give the id of the row that stands for people who are not logged in."""
    return ANONYMOUS_USER_ID


class Actor:
    """Whoever asks for something, with what groups and global permissions give them.

    What was read from the database is kept, so an actor lives for one request or call and no longer.
    Two actors are equal when they are the same person.
    """

    def __init__(self, *, user: User | None = None, system_name: str = "", reads_only: bool = False) -> None:
        self.user: Final = user
        self.system_name: Final = system_name
        self.reads_only: Final = reads_only
        """Whether an administrator only looks at the wiki as this person: services change nothing for it."""

    @classmethod
    def for_user(cls, user: User | AnonymousUser | AbstractBaseUser) -> Actor:
        """Give the actor for somebody; the anonymous actor for Django's anonymous user and for the anonymous row."""
        if not isinstance(user, User) or user.pk is None or user.pk == ANONYMOUS_USER_ID:
            return cls()
        return cls(user=user)

    @classmethod
    def looked_through(cls, user: User | None) -> Actor:
        """Give the actor for who reads as somebody, None for the anonymous user; it changes nothing."""
        return cls(user=user, reads_only=True)

    @classmethod
    def anonymous(cls) -> Actor:
        """Give the actor for somebody who is not logged in."""
        return cls()

    @classmethod
    def for_request(cls, request: HttpRequest) -> Actor:
        """Give the actor for whoever is logged in to a web request."""
        return cls.for_user(request.user)

    @property
    def user_id(self) -> int | None:
        """The id of the person; None for the anonymous user and the system."""
        return self.user.pk if self.user is not None else None

    @property
    def username(self) -> str:
        """The name of the person, "" for the anonymous user, the name of a system actor."""
        return self.user.username if self.user is not None else self.system_name

    @property
    def is_system(self) -> bool:
        """Whether a part of the system acts, for nobody."""
        return bool(self.system_name)

    @property
    def is_anonymous(self) -> bool:
        """Whether somebody acts who is not logged in."""
        return self.user is None and not self.system_name

    @property
    def is_active(self) -> bool:
        """Whether the actor can have any right at all: a deactivated person can't."""
        return self.user is None or self.user.is_active

    @cached_property
    def _groups(self) -> dict[int, str]:
        """The person's groups, names by ids, in one query."""
        if self.user is None or not self.user.is_active:
            return {}
        return dict(Group.objects.filter(user=self.user).values_list("id", "name"))

    @property
    def group_ids(self) -> frozenset[int]:
        """The ids of the person's groups."""
        return frozenset(self._groups)

    @property
    def group_names(self) -> frozenset[str]:
        """The names of the person's groups."""
        return frozenset(self._groups.values())

    @property
    def grantee_user_ids(self) -> tuple[int, ...]:
        """The ids of the rows whose own grants count: the person's and, for everybody, the anonymous one."""
        if self.is_system or not self.is_active:
            return ()
        if self.user is None:
            return (ANONYMOUS_USER_ID,)
        return (self.user.pk, ANONYMOUS_USER_ID)

    @property
    def is_super(self) -> bool:
        """Whether every permission is passed: active members of the super group and the system, nobody else."""
        return self.is_system or super_group_name() in self._groups.values()

    @cached_property
    def global_permissions(self) -> frozenset[GlobalPermissionType]:
        """The global permissions granted to the person, their groups or everybody, in one query."""
        if self.is_system:
            return frozenset(GlobalPermissionType)
        if not self.is_active:
            return frozenset()
        names = GlobalPermission.granted_to(user_ids=self.grantee_user_ids, group_ids=self.group_ids)
        return frozenset(GlobalPermissionType(name) for name in names)

    @cached_property
    def may_use(self) -> bool:
        """Whether the actor may use the wiki at all."""
        return self.is_super or GlobalPermissionType.USECONFLUENCE in self.global_permissions

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Actor):
            return NotImplemented
        return (self.user_id, self.system_name) == (other.user_id, other.system_name)

    def __hash__(self) -> int:
        return hash((self.user_id, self.system_name))

    def __repr__(self) -> str:
        return f"<Actor {self.username or 'anonymous'}>"


SYSTEM_SETUP: Final = Actor(system_name="system: setup")
SYSTEM_IMPORT: Final = Actor(system_name="system: import")
SYSTEM_LINKS: Final = Actor(system_name="system: links")
SYSTEM_FETCH: Final = Actor(system_name="system: fetch")
SYSTEM_INDEX: Final = Actor(system_name="system: index")
SYSTEM_NOTIFICATIONS: Final = Actor(system_name="system: notifications")
SYSTEM_VIEWS: Final = Actor(system_name="system: views")
SYSTEM_BACKUP: Final = Actor(system_name="system: backup")
