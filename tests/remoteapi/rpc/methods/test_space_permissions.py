"""Remote methods of the permissions in spaces."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clients.xmlrpc_client import RemoteWiki
from tests.factories.accounts import GroupFactory, UserFactory, administrator
from tests.factories.wiki import grant, revoke_all
from tests.remoteapi.conftest import People, wiki_as
from tests.remoteapi.rpc.methods.test_pages import refused
from wiki.models import Space, SpacePermissionType

ALL = list(SpacePermissionType.values)
SHORT = ["view", "modify", "comment", "admin"]


def holders(wiki: RemoteWiki, permission: str, key: str = "DOC") -> set[tuple[str, str]]:
    found = wiki.getSpacePermissionSet(key, permission)
    assert found["type"] == permission
    return {(one["userName"], one["groupName"]) for one in found["spacePermissions"]}


class TestReading:
    def test_the_names(self, people: People, member: RemoteWiki) -> None:
        assert member.getSpaceLevelPermissions() == ALL
        assert len(ALL) == 15

    def test_ones_own(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        assert admin.getPermissions("doc") == SHORT + ALL
        mine = member.getPermissions("DOC")
        assert mine[:3] == SHORT[:3]
        assert "VIEWSPACE" in mine
        assert "SETSPACEPERMISSIONS" not in mine
        assert "admin" not in mine

    def test_of_others(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        assert admin.getPermissionsForUser("DOC", "Alice") == member.getPermissions("DOC")
        assert member.getPermissionsForUser("DOC", "alice") == member.getPermissions("DOC")
        assert admin.getPermissionsForUser("DOC", "mallory") == []
        assert refused(member.getPermissionsForUser, "DOC", "admin").startswith("NotPermittedException: ")
        assert refused(member.getPermissionsForUser, "DOC", "nobody").startswith("NotPermittedException: ")
        assert refused(admin.getPermissionsForUser, "DOC", "nobody").startswith("RemoteException: There is no user")

    def test_of_groups(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        assert admin.getPermissionsForGroup("DOC", "confluence-users") == member.getPermissions("DOC")
        assert admin.getPermissionsForGroup("DOC", "confluence-administrators") == SHORT + ALL
        admin.addGroup("new")
        assert admin.getPermissionsForGroup("DOC", "new") == []
        assert refused(member.getPermissionsForGroup, "DOC", "new").startswith("NotPermittedException: ")
        assert refused(admin.getPermissionsForGroup, "DOC", "none").startswith("RemoteException: There is no group")

    def test_sets(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        admin.addAnonymousPermissionToSpace("VIEWSPACE", "DOC")
        sets = admin.getSpacePermissionSets("DOC")
        assert [one["type"] for one in sets] == ALL
        assert holders(admin, "VIEWSPACE") == {("admin", ""), ("", "confluence-users"), ("", "")}
        assert holders(admin, "SETSPACEPERMISSIONS") == {("admin", "")}
        assert {one["type"] for one in sets[0]["spacePermissions"]} == {"VIEWSPACE"}
        assert refused(member.getSpacePermissionSets, "DOC").startswith("NotPermittedException: ")
        assert refused(member.getSpacePermissionSet, "DOC", "VIEWSPACE").startswith("NotPermittedException: ")
        assert "use one of VIEWSPACE, EDITSPACE" in refused(admin.getSpacePermissionSet, "DOC", "READ")

    def test_a_hidden_space_is_no_space(self, people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
        admin.addSpace({"key": "SECRET", "name": "Secret"})
        for method, arguments in (
            ("getPermissions", ()),
            ("getPermissionsForUser", ("alice",)),
            ("getPermissionsForGroup", ("confluence-users",)),
            ("getSpacePermissionSets", ()),
        ):
            hidden = refused(getattr(member, method), "SECRET", *arguments)
            assert hidden == refused(getattr(member, method), "NONE", *arguments).replace("NONE", "SECRET")

    def test_the_number_of_queries_does_not_grow(self, space: Space, admin: RemoteWiki) -> None:
        def counted() -> int:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                admin.getSpacePermissionSets("DOC")
            return len(captured)

        before = counted()
        for _ in range(5):
            grant(space, UserFactory(), "VIEWSPACE", "EDITSPACE")
            grant(space, GroupFactory(), "VIEWSPACE")
        assert counted() == before


class TestGiving:
    def test_to_a_user_and_a_group(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        admin.addGroup("writers")
        assert admin.addPermissionToSpace("viewspace", "Mallory", "doc") is True
        assert admin.addPermissionsToSpace(["VIEWSPACE", "EDITBLOG"], "writers", "DOC") is True
        assert ("mallory", "") in holders(admin, "VIEWSPACE")
        assert ("", "writers") in holders(admin, "EDITBLOG")
        assert admin.removePermissionFromSpace("EDITBLOG", "writers", "DOC") is True
        assert ("", "writers") not in holders(admin, "EDITBLOG")
        assert ("", "writers") in holders(admin, "VIEWSPACE")

    def test_a_user_before_a_group_of_the_same_name(self, space: Space, admin: RemoteWiki) -> None:
        admin.addGroup("alice")
        admin.addPermissionToSpace("REMOVEPAGE", "alice", "DOC")
        assert ("alice", "") in holders(admin, "REMOVEPAGE")
        assert ("", "alice") not in holders(admin, "REMOVEPAGE")

    def test_to_everybody(self, space: Space, admin: RemoteWiki) -> None:
        assert admin.addAnonymousPermissionsToSpace(["VIEWSPACE", "COMMENT"], "DOC") is True
        assert ("", "") in holders(admin, "COMMENT")
        assert admin.removeAnonymousPermissionFromSpace("COMMENT", "DOC") is True
        assert ("", "") not in holders(admin, "COMMENT")
        assert ("", "confluence-users") in holders(admin, "COMMENT")

    def test_several_are_given_together_or_not_at_all(self, space: Space, admin: RemoteWiki) -> None:
        before = admin.getSpacePermissionSets("DOC")
        assert "'NOTHING' is no space permission" in refused(
            admin.addPermissionsToSpace, ["REMOVEPAGE", "NOTHING"], "mallory", "DOC"
        )
        assert "'NOTHING' is no" in refused(admin.addAnonymousPermissionsToSpace, ["VIEWSPACE", "NOTHING"], "DOC")
        assert admin.getSpacePermissionSets("DOC") == before
        assert "There is no user or group 'nobody'" in refused(admin.addPermissionToSpace, "COMMENT", "nobody", "DOC")

    @pytest.mark.parametrize("entity", ["mallory", "nobody"])
    def test_who_does_not_administer_learns_nothing(self, space: Space, member: RemoteWiki, entity: str) -> None:
        answers = {
            refused(member.addPermissionToSpace, "VIEWSPACE", entity, "DOC"),
            refused(member.addPermissionsToSpace, ["NOTHING"], entity, "DOC"),
            refused(member.removePermissionFromSpace, "VIEWSPACE", entity, "DOC"),
            refused(member.addAnonymousPermissionToSpace, "VIEWSPACE", "DOC"),
            refused(member.addAnonymousPermissionsToSpace, ["NOTHING"], "DOC"),
            refused(member.removeAnonymousPermissionFromSpace, "NOTHING", "DOC"),
        }
        assert answers == {"NotPermittedException: You're not permitted to administer in the space DOC."}


class TestTaking:
    def test_the_last_administrator_of_a_space_stays(self, space: Space, admin: RemoteWiki) -> None:
        for permission in ("SETSPACEPERMISSIONS", "VIEWSPACE"):
            if permission == "VIEWSPACE":
                admin.removePermissionFromSpace(permission, "confluence-users", "DOC")
            assert "without an administrator" in refused(admin.removePermissionFromSpace, permission, "admin", "DOC")
        admin.addPermissionsToSpace(["VIEWSPACE", "SETSPACEPERMISSIONS"], "alice", "DOC")
        assert admin.removePermissionFromSpace("SETSPACEPERMISSIONS", "admin", "DOC") is True
        assert holders(admin, "SETSPACEPERMISSIONS") == {("alice", "")}

    def test_all_of_a_group(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        admin.addGlobalPermission("CREATESPACE", "confluence-users")
        assert admin.removeAllPermissionsForGroup("confluence-users") is True
        assert holders(admin, "VIEWSPACE") == {("admin", "")}
        assert refused(member.getSpaces).startswith("NotPermittedException: ")
        assert refused(admin.removeAllPermissionsForGroup, "nothing").startswith("RemoteException: There is no group")

    def test_a_group_that_administers_a_space_alone_keeps_everything(
        self, space: Space, people: People, admin: RemoteWiki
    ) -> None:
        lead = GroupFactory(name="lead")
        people.member.user.groups.add(lead)  # type: ignore[union-attr]
        others = [Space.objects.get(key=admin.addSpace({"key": f"S{n}", "name": "S"})["key"]) for n in range(3)]
        for one in others[:2]:
            revoke_all(one)
            grant(one, lead, "VIEWSPACE", "SETSPACEPERMISSIONS")
        grant(space, lead, "VIEWSPACE", "SETSPACEPERMISSIONS")
        admin.addGlobalPermission("CREATESPACE", "lead")
        answer = refused(admin.removeAllPermissionsForGroup, "lead")
        assert answer == "RemoteException: These spaces would be left without an administrator: S0, S1."
        assert ("", "lead") in holders(admin, "SETSPACEPERMISSIONS")
        assert ("", "lead") in holders(admin, "SETSPACEPERMISSIONS", "S1")

    def test_of_the_administrators(self, people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
        assert refused(member.removeAllPermissionsForGroup, "confluence-users").startswith("NotPermittedException: ")
        answer = refused(admin.removeAllPermissionsForGroup, "confluence-administrators")
        assert "SYSTEMADMINISTRATOR" in answer
        lesser: Any = administrator("lesser")
        lesser.user.groups.add(*people.member.user.groups.all())  # type: ignore[union-attr]
        assert refused(wiki_as(lesser).removeAllPermissionsForGroup, "confluence-administrators").startswith(
            "NotPermittedException: "
        )
