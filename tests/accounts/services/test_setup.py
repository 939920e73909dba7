"""The first administrator, the first groups and what they may do."""

import pytest

from accounts.actor import Actor
from accounts.errors import BadUsername
from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.models import User
from accounts.queries import group_by_name, user_by_name
from accounts.services.global_grants import Grantee, revoke_global
from accounts.services.login import authenticate
from accounts.services.setup import set_up_people
from accounts.services.users import add_user
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_a_new_site_gets_an_administrator_with_a_made_password() -> None:
    made = set_up_people("Admin", None)
    assert made is not None
    assert len(made) >= 12
    admin = Actor.for_user(authenticate("admin", made, ""))
    assert admin.is_super
    assert admin.group_names == {"confluence-administrators", "confluence-users"}
    assert has_global(admin, GlobalPermissionType.SYSTEMADMINISTRATOR)
    anna = Actor.for_user(add_user(admin, username="anna"))
    assert anna.may_use
    assert has_global(anna, GlobalPermissionType.CREATESPACE)
    assert has_global(anna, GlobalPermissionType.USEREMOTEAPI)
    assert not has_global(anna, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    assert not Actor.anonymous().may_use


def test_the_operators_password_is_taken_as_it_is() -> None:
    assert set_up_people("admin", "admin") is None
    assert authenticate("admin", "admin", "")


def test_a_second_start_changes_nothing() -> None:
    set_up_people("admin", "first secret")
    admin = Actor.for_user(user_by_name("admin"))
    revoke_global(admin, permission="CREATESPACE", grantee=Grantee.group("confluence-users"))
    assert set_up_people("other", "second secret") is None
    assert not User.objects.filter(username="other").exists()
    assert authenticate("admin", "first secret", "")
    assert not group_by_name("confluence-users").permissions.filter(codename="CREATESPACE").exists()


def test_a_site_that_lost_its_administrators_gets_one_again() -> None:
    UserFactory(username="admin", is_active=False)
    assert set_up_people("admin", None) is None
    assert Actor.for_user(user_by_name("admin")).is_super


def test_a_bad_name_is_refused() -> None:
    with pytest.raises(BadUsername):
        set_up_people("the admin", None)
