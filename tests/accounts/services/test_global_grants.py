"""Global permissions are given and taken."""

import pytest

from accounts.actor import SYSTEM_SETUP, Actor
from accounts.errors import BadGlobalPermission, LastAdministrator, NoSuchGroup, NoSuchUser, NotPermitted
from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.queries import people_who_may_use
from accounts.services.global_grants import (
    GlobalGrant,
    Grantee,
    grant_global,
    grantee_named,
    grants_of_global,
    revoke_all_globals,
    revoke_global,
    set_anonymous_access,
    set_global_grants,
)
from tests.factories.accounts import (
    GroupFactory,
    UserFactory,
    actor,
    administrator,
    fresh,
    super_actor,
    system_administrator,
)

pytestmark = pytest.mark.django_db
CREATE = GlobalPermissionType.CREATESPACE
SYSTEM = GlobalPermissionType.SYSTEMADMINISTRATOR


def test_grant_and_revoke() -> None:
    admin, anna = administrator(), actor("anna", groups=("writers",))
    grant_global(admin, permission="CREATESPACE", grantee=Grantee.user("Anna"))
    grant_global(admin, permission="CREATESPACE", grantee=Grantee.user("anna"))
    grant_global(admin, permission="PERSONALSPACE", grantee=Grantee.group("Writers"))
    assert fresh(anna).global_permissions == {CREATE, GlobalPermissionType.PERSONALSPACE}
    assert GlobalGrant(CREATE, Grantee.user("anna")) in grants_of_global()
    assert GlobalGrant(GlobalPermissionType.PERSONALSPACE, Grantee.group("writers")) in grants_of_global()
    revoke_global(admin, permission="CREATESPACE", grantee=Grantee.user("anna"))
    revoke_global(admin, permission="CREATESPACE", grantee=Grantee.user("anna"))
    assert not has_global(fresh(anna), CREATE)


def test_refusals() -> None:
    admin = administrator()
    for somebody in (Actor.anonymous(), actor("anna")):
        for change in (grant_global, revoke_global):
            with pytest.raises(NotPermitted):
                change(somebody, permission="CREATESPACE", grantee=Grantee.user("anna"))
    with pytest.raises(BadGlobalPermission, match="CREATESPACE"):
        grant_global(admin, permission="NONSENSE", grantee=Grantee.user("anna"))
    with pytest.raises(NoSuchUser):
        grant_global(admin, permission="CREATESPACE", grantee=Grantee.user("nobody"))
    with pytest.raises(NoSuchGroup):
        grant_global(admin, permission="CREATESPACE", grantee=Grantee.group("nowhere"))
    with pytest.raises(BadGlobalPermission, match="not logged in"):
        grant_global(admin, permission="CREATESPACE", grantee=Grantee.anonymous())


def test_only_system_administrators_make_system_administrators() -> None:
    anna = actor("anna")
    with pytest.raises(NotPermitted):
        grant_global(administrator(), permission=SYSTEM, grantee=Grantee.user("anna"))
    grant_global(system_administrator(), permission=SYSTEM, grantee=Grantee.user("anna"))
    assert has_global(fresh(anna), GlobalPermissionType.ADMINISTRATECONFLUENCE)
    with pytest.raises(NotPermitted):
        revoke_global(administrator("other"), permission=SYSTEM, grantee=Grantee.user("anna"))


def test_the_last_system_administrator_is_kept() -> None:
    root = super_actor()
    UserFactory(is_active=False, permissions=(SYSTEM,))
    system_administrator()
    with pytest.raises(LastAdministrator, match="SYSTEMADMINISTRATOR"):
        revoke_global(root, permission=SYSTEM, grantee=Grantee.user("sysadmin"))
    grant_global(root, permission=SYSTEM, grantee=Grantee.group("confluence-administrators"))
    revoke_global(root, permission=SYSTEM, grantee=Grantee.user("sysadmin"))
    with pytest.raises(LastAdministrator):
        revoke_all_globals(root, grantee=Grantee.group("confluence-administrators"))


def test_anonymous_access_opens_and_closes_the_site() -> None:
    admin, stranger = administrator(), actor("stranger")
    set_anonymous_access(admin, enabled=True)
    assert Actor.anonymous().may_use
    assert fresh(stranger).may_use
    assert GlobalGrant(GlobalPermissionType.USECONFLUENCE, Grantee.anonymous()) in grants_of_global()
    assert {user.username for user in people_who_may_use()} == {"admin", "stranger"}
    set_anonymous_access(admin, enabled=False)
    assert not Actor.anonymous().may_use
    with pytest.raises(NotPermitted):
        set_anonymous_access(stranger, enabled=True)


def test_exact_grants() -> None:
    anna = actor("anna", permissions=(CREATE, GlobalPermissionType.PERSONALSPACE))
    set_global_grants(SYSTEM_SETUP, grantee=Grantee.user("anna"), permissions=("PERSONALSPACE", "USEREMOTEAPI"))
    assert fresh(anna).global_permissions == {
        GlobalPermissionType.PERSONALSPACE,
        GlobalPermissionType.USEREMOTEAPI,
    }
    revoke_all_globals(SYSTEM_SETUP, grantee=Grantee.user("anna"))
    assert fresh(anna).global_permissions == set()
    with pytest.raises(NotPermitted):
        revoke_all_globals(anna, grantee=Grantee.user("anna"))


def test_a_name_is_a_persons_before_it_is_a_groups() -> None:
    UserFactory(username="both")
    GroupFactory(name="both")
    GroupFactory(name="writers")
    assert grantee_named("both") == Grantee.user("both")
    assert grantee_named("Writers").kind == "group"
    with pytest.raises(NoSuchUser):
        grantee_named("nobody")
    assert str(Grantee.anonymous()) == "anonymous"


def test_people_who_may_use() -> None:
    UserFactory(username="direct", permissions=("USECONFLUENCE",))
    UserFactory(username="grouped", groups=("users",))
    UserFactory(username="stranger")
    UserFactory(username="gone", is_active=False, permissions=("USECONFLUENCE",))
    super_actor()
    grant_global(SYSTEM_SETUP, permission="USECONFLUENCE", grantee=Grantee.group("users"))
    assert [user.username for user in people_who_may_use()] == ["direct", "grouped", "root"]
