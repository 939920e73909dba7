"""Having and needing global permissions."""

import pytest

from accounts.actor import Actor
from accounts.errors import BadGlobalPermission, NotPermitted
from accounts.global_permissions import GlobalPermissionType, global_permission_named, has_global, require_global
from tests.factories.accounts import administrator, super_actor, system_administrator

pytestmark = pytest.mark.django_db
ADMINISTER = GlobalPermissionType.ADMINISTRATECONFLUENCE
SYSTEM = GlobalPermissionType.SYSTEMADMINISTRATOR


def test_system_administrators_administer_and_administrators_are_no_system_administrators() -> None:
    assert has_global(system_administrator(), ADMINISTER)
    assert has_global(administrator(), ADMINISTER)
    assert not has_global(administrator("other"), SYSTEM)
    assert not has_global(system_administrator("another"), GlobalPermissionType.CREATESPACE)


def test_members_of_the_super_group_have_all() -> None:
    root = super_actor()
    assert all(has_global(root, permission) for permission in GlobalPermissionType)


def test_who_needs_and_lacks_it_is_refused_by_its_name() -> None:
    with pytest.raises(NotPermitted, match="SYSTEMADMINISTRATOR"):
        require_global(Actor.anonymous(), SYSTEM)
    require_global(system_administrator(), SYSTEM)


def test_an_unknown_name_is_answered_with_those_that_are_known() -> None:
    assert global_permission_named("CREATESPACE") is GlobalPermissionType.CREATESPACE
    with pytest.raises(BadGlobalPermission, match="USECONFLUENCE, PERSONALSPACE"):
        global_permission_named("createspace")
