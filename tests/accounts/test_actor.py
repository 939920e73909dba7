"""Who an actor is and what they have, at what cost."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.actor import SYSTEM_IMPORT, SYSTEM_LINKS, SYSTEM_SETUP, Actor, anonymous_user_id
from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.models import GlobalPermission, User
from tests.factories.accounts import (
    GroupFactory,
    UserFactory,
    actor,
    fresh,
    grant_anonymous,
    super_actor,
    system_administrator,
)

pytestmark = pytest.mark.django_db
USE = GlobalPermissionType.USECONFLUENCE


def test_the_anonymous_row_is_there_and_is_nobody() -> None:
    row = User.objects.get(username="*anonymous*")
    assert row.pk == anonymous_user_id()
    assert not row.has_usable_password()
    assert not row.is_active
    assert Actor.for_user(row).is_anonymous


def test_all_that_an_actor_has_takes_two_queries(django_assert_num_queries: Any) -> None:
    somebody = actor(groups=("a", "b"), permissions=(USE,))
    with django_assert_num_queries(2):
        assert len(somebody.group_ids) == 2
        assert not somebody.is_super
        assert somebody.may_use
        assert has_global(somebody, USE)
        assert not has_global(somebody, GlobalPermissionType.CREATESPACE)
        assert len(somebody.group_ids) == 2


def test_the_anonymous_actor_takes_one_query_and_the_system_none(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        nobody = Actor.anonymous()
        assert not nobody.may_use
        assert not nobody.is_super
        assert nobody.group_ids == frozenset()
    with django_assert_num_queries(0):
        assert SYSTEM_SETUP.may_use
        assert SYSTEM_SETUP.is_super
        assert SYSTEM_SETUP.grantee_user_ids == ()


def test_making_an_actor_and_asking_for_ids_takes_no_query(django_assert_num_queries: Any) -> None:
    user = UserFactory()
    with django_assert_num_queries(0):
        somebody = Actor.for_user(user)
        assert somebody.user_id == user.pk
        assert somebody.username == user.username
        assert somebody.grantee_user_ids == (user.pk, anonymous_user_id())


def test_only_active_members_of_the_super_group_are_super() -> None:
    assert super_actor().is_super
    assert not system_administrator().is_super
    assert not Actor.for_user(UserFactory(is_superuser=True)).is_super
    assert not Actor.for_user(UserFactory(is_superuser=True)).may_use
    assert not Actor.for_user(UserFactory(is_active=False, groups=("confluence-administrators",))).is_super


def test_the_super_group_is_a_setting(settings: Any) -> None:
    settings.WIKI_SUPER_GROUP = "Wheel"
    assert actor(groups=("wheel",)).is_super
    assert not actor(groups=("confluence-administrators",)).is_super


def test_use_comes_from_the_person_a_group_or_everybody() -> None:
    by_group = actor(groups=("readers",))
    assert not by_group.may_use
    assert actor(permissions=(USE,)).may_use
    GroupFactory(name="readers").permissions.add(GlobalPermission.rows().get(codename=USE))
    assert not by_group.may_use, "kept for the life of the actor"
    assert fresh(by_group).may_use
    stranger = actor()
    grant_anonymous(USE)
    assert fresh(stranger).may_use
    assert Actor.anonymous().may_use


def test_a_deactivated_person_has_nothing() -> None:
    grant_anonymous(USE)
    somebody = Actor.for_user(UserFactory(is_active=False, groups=("confluence-administrators",), permissions=(USE,)))
    assert not somebody.may_use
    assert not somebody.is_super
    assert somebody.group_ids == frozenset()
    assert somebody.grantee_user_ids == ()
    assert not has_global(somebody, USE)


def test_actors_are_equal_by_person() -> None:
    user = UserFactory()
    assert Actor.for_user(user) == Actor.for_user(User.objects.get(pk=user.pk))
    assert hash(Actor.for_user(user)) == hash(Actor.for_user(user))
    assert Actor.for_user(user) != Actor.anonymous()
    assert Actor.anonymous() == Actor.for_user(AnonymousUser())
    assert len({SYSTEM_SETUP, SYSTEM_IMPORT, SYSTEM_LINKS, Actor.anonymous()}) == 4
    assert Actor.anonymous() != "anonymous"


def test_a_request_has_its_actor() -> None:
    request = RequestFactory().get("/")
    request.user = UserFactory()
    assert Actor.for_request(request).user == request.user
    request.user = AnonymousUser()
    assert Actor.for_request(request).is_anonymous
    assert "anonymous" in repr(Actor.for_request(request))
