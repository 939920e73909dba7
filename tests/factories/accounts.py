"""Builders of people and groups."""

from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType
from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User

PASSWORD = "correct horse battery"


class GroupFactory(DjangoModelFactory[Group]):
    """A group."""

    name = factory.Sequence(lambda number: f"group-{number}")

    class Meta:
        model = Group
        django_get_or_create = ("name",)


class UserFactory(DjangoModelFactory[User]):
    """A person with the password PASSWORD; `groups` takes names, `permissions` global permissions."""

    username = factory.Sequence(lambda number: f"user{number}")
    full_name = factory.LazyAttribute(lambda user: user.username.title())
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def groups(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Join the groups of these names."""
        for name in extracted or ():
            self.groups.add(GroupFactory(name=name))

    @factory.post_generation
    def permissions(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Get these global permissions."""
        for permission in extracted or ():
            self.user_permissions.add(GlobalPermission.rows().get(codename=permission))


def actor(username: str = "", *, groups: tuple[str, ...] = (), permissions: tuple[str, ...] = ()) -> Actor:
    """Make a person and give the actor."""
    named = {"username": username} if username else {}
    return Actor.for_user(UserFactory(groups=groups, permissions=permissions, **named))


def fresh(actor: Actor) -> Actor:
    """Give the actor anew, as a new request would."""
    return Actor.for_user(User.objects.get(pk=actor.user_id))


def super_actor(username: str = "root") -> Actor:
    """Make a member of the super group and give the actor."""
    return actor(username, groups=("confluence-administrators",))


def system_administrator(username: str = "sysadmin") -> Actor:
    """Make a system administrator who is not in the super group and give the actor."""
    return actor(username, permissions=(GlobalPermissionType.SYSTEMADMINISTRATOR,))


def administrator(username: str = "admin") -> Actor:
    """Make an administrator who is neither super nor a system administrator and give the actor."""
    return actor(username, permissions=(GlobalPermissionType.ADMINISTRATECONFLUENCE,))


def grant_anonymous(*permissions: str) -> None:
    """Give global permissions to everybody."""
    row = User.objects.get(pk=ANONYMOUS_USER_ID)
    row.user_permissions.add(*GlobalPermission.rows().filter(codename__in=permissions))
