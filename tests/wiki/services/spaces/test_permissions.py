"""Space permissions are given and taken."""

import pytest

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.models import ANONYMOUS_USER_ID, User
from tests.factories.accounts import fresh, grant_anonymous
from tests.factories.wiki import grant, group, make_space, member, revoke_all
from wiki.errors import BadPermission, LastSpaceAdministrator, NoSuchSpace
from wiki.models import SpacePermissionType as P
from wiki.permissions.decide import space_permissions
from wiki.permissions.grants import SpaceGrant, space_grants
from wiki.services.spaces.permissions import (
    grant_space_permissions,
    revoke_group_everywhere,
    revoke_space_permissions,
    space_permission_named,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(ann):
    return make_space(ann)


def test_given_and_taken(ann, bob, space):
    for _ in range(2):
        grant_space_permissions(ann, key="tst", permissions=[P.VIEWSPACE, P.COMMENT], grantee=bob.user)
    assert space_permissions(bob, space) == {P.VIEWSPACE, P.COMMENT}
    for _ in range(2):
        revoke_space_permissions(ann, key="tst", permissions=[P.VIEWSPACE], grantee=bob.user)
    assert space_permissions(bob, space) == set()
    grant_space_permissions(ann, key="tst", permissions=[P.VIEWSPACE], grantee=group("confluence-users"))
    assert space_permissions(bob, space) == {P.VIEWSPACE, P.COMMENT}


def test_what_the_anonymous_user_has_everybody_has(ann, bob, space):
    anonymous = User.objects.get(pk=ANONYMOUS_USER_ID)
    grant_space_permissions(ann, key="TST", permissions=[P.VIEWSPACE], grantee=anonymous)
    assert space_permissions(bob, space) == {P.VIEWSPACE}
    assert space_permissions(Actor.anonymous(), space) == set()
    grant_anonymous("USECONFLUENCE")
    assert space_permissions(Actor.anonymous(), space) == {P.VIEWSPACE}
    assert SpaceGrant(P.VIEWSPACE) in space_grants(space, anonymous.username)


def test_there_is_always_an_administrator(ann, bob, space, refused):
    for permission in (P.SETSPACEPERMISSIONS, P.VIEWSPACE):
        with refused(LastSpaceAdministrator):
            revoke_space_permissions(ann, key="TST", permissions=[permission], grantee=ann.user)
    writers = group("writers")
    grant(space, writers, "VIEWSPACE", "SETSPACEPERMISSIONS")
    with refused(LastSpaceAdministrator):
        revoke_space_permissions(ann, key="TST", permissions=[P.SETSPACEPERMISSIONS], grantee=ann.user)
    carl = member("carl", "writers")
    revoke_space_permissions(ann, key="TST", permissions=[P.SETSPACEPERMISSIONS], grantee=ann.user)
    with refused(NotPermitted):
        grant_space_permissions(ann, key="TST", permissions=[P.COMMENT], grantee=ann.user)
    with refused(LastSpaceAdministrator):
        revoke_space_permissions(carl, key="TST", permissions=[P.SETSPACEPERMISSIONS], grantee=writers)


def test_a_deactivated_administrator_is_none(administrator, ann, bob, space, refused):
    grant(space, bob.user, "VIEWSPACE", "SETSPACEPERMISSIONS")
    User.objects.filter(pk=bob.user.pk).update(is_active=False)
    with refused(LastSpaceAdministrator):
        revoke_space_permissions(ann, key="TST", permissions=[P.SETSPACEPERMISSIONS], grantee=ann.user)
    assert space_permissions(fresh(bob), space) == set()


def test_a_space_without_administrator_may_be_changed(administrator, bob, space):
    revoke_all(space)
    grant(space, bob.user, "VIEWSPACE", "COMMENT")
    revoke_space_permissions(administrator, key="TST", permissions=[P.COMMENT], grantee=bob.user)
    assert space_permissions(bob, space) == {P.VIEWSPACE}


def test_a_group_everywhere(administrator, ann, bob, space, refused):
    writers = group("writers")
    grant(space, writers, "VIEWSPACE")
    with refused(NotPermitted):
        revoke_group_everywhere(ann, group=writers)
    revoke_group_everywhere(administrator, group=writers)
    assert not space.group_permissions.exists()


def test_refusals(ann, bob, space, refused):
    with refused(NoSuchSpace):
        grant_space_permissions(bob, key="TST", permissions=[P.VIEWSPACE], grantee=bob.user)
    grant(space, bob.user, "VIEWSPACE")
    with refused(NotPermitted):
        grant_space_permissions(bob, key="TST", permissions=[P.EDITSPACE], grantee=bob.user)
    with refused(NotPermitted):
        revoke_space_permissions(bob, key="TST", permissions=[P.EDITSPACE], grantee=ann.user)


def test_names():
    assert space_permission_named(" viewspace ") == P.VIEWSPACE
    with pytest.raises(BadPermission, match="VIEWSPACE"):
        space_permission_named("FLY")
