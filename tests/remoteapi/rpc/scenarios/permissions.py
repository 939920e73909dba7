"""Scenarios of permissions in spaces and on the whole site, and of restrictions."""

from django.conf import settings

from accounts.global_permissions import GlobalPermissionType
from accounts.services.global_grants import GlobalGrant, Grantee, grant_global, grants_of_global
from tests.factories.wiki import grant, group
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import RestrictionType, SpacePermissionType
from wiki.permissions.grants import SpaceGrant, space_grants
from wiki.queries.restrictions import restrictions_of
from wiki.queries.space_access import everybody
from wiki.services.restrictions.set import set_restriction

P = SpacePermissionType
G = GlobalPermissionType
ANONYMOUS = Grantee.anonymous()


def in_space(stage: Stage, permission: P) -> set[str]:
    """Who has a permission in the space; `*` is the anonymous user."""
    grants: list[SpaceGrant] = space_grants(stage.world.space, settings.ANONYMOUS_USER_NAME)
    return {one.user_name or one.group_name or "*" for one in grants if one.permission == permission}


def everywhere(permission: G, grantee: Grantee) -> bool:
    """Whether somebody has a permission on the whole site."""
    return GlobalGrant(permission, grantee) in grants_of_global()


@scenario("getSpaceLevelPermissions-1", anybody="the names are no secret")
def get_space_level_permissions(stage: Stage) -> None:
    assert stage.call() == P.values


@scenario("getPermissions-2")
def get_permissions(stage: Stage) -> None:
    assert stage.call("DOC") == ["view", "modify", "comment", "admin", *P.values]


@scenario("getPermissionsForUser-3")
def get_permissions_for_user(stage: Stage) -> None:
    assert stage.call("DOC", "bob") == []
    assert stage.call("DOC", "alice") == ["view", "modify", "comment", "admin", *P.values]


@scenario("getPermissionsForGroup-3")
def get_permissions_for_group(stage: Stage) -> None:
    grant(stage.world.space, group("writers"), "VIEWSPACE", "EDITBLOG")
    assert stage.call("DOC", "writers") == ["view", "VIEWSPACE", "EDITBLOG"]


@scenario("getSpacePermissionSet-3")
def get_space_permission_set(stage: Stage) -> None:
    grant(stage.world.space, group("writers"), "EDITBLOG")
    found = stage.call("DOC", "EDITBLOG")
    assert found["type"] == "EDITBLOG"
    named = {(one["userName"], one["groupName"]) for one in found["spacePermissions"]}
    assert named == {("alice", ""), ("admin", ""), ("", "writers")}


@scenario("getSpacePermissionSets-2")
def get_space_permission_sets(stage: Stage) -> None:
    grant(stage.world.space, everybody(), "VIEWSPACE")
    found = stage.call("DOC")
    assert [one["type"] for one in found] == P.values
    assert {(one["userName"], one["groupName"]) for one in found[0]["spacePermissions"]} == {
        ("alice", ""),
        ("admin", ""),
        ("", ""),
    }


@scenario("addPermissionToSpace-4")
def add_permission_to_space(stage: Stage) -> None:
    assert stage.call("VIEWSPACE", "bob", "DOC") is True
    assert "bob" in in_space(stage, P.VIEWSPACE)


@scenario("addPermissionsToSpace-4")
def add_permissions_to_space(stage: Stage) -> None:
    assert stage.call(["VIEWSPACE", "COMMENT"], "writers", "DOC") is True
    assert "writers" in in_space(stage, P.VIEWSPACE) & in_space(stage, P.COMMENT)


@scenario("removePermissionFromSpace-4")
def remove_permission_from_space(stage: Stage) -> None:
    assert stage.call("REMOVEPAGE", "admin", "DOC") is True
    assert in_space(stage, P.REMOVEPAGE) == {"alice"}


@scenario("addAnonymousPermissionToSpace-3")
def add_anonymous_permission_to_space(stage: Stage) -> None:
    assert stage.call("VIEWSPACE", "DOC") is True
    assert "*" in in_space(stage, P.VIEWSPACE)


@scenario("addAnonymousPermissionsToSpace-3")
def add_anonymous_permissions_to_space(stage: Stage) -> None:
    assert stage.call(["VIEWSPACE", "COMMENT"], "DOC") is True
    assert "*" in in_space(stage, P.VIEWSPACE) & in_space(stage, P.COMMENT)


@scenario("removeAnonymousPermissionFromSpace-3")
def remove_anonymous_permission_from_space(stage: Stage) -> None:
    grant(stage.world.space, everybody(), "COMMENT")
    assert stage.call("COMMENT", "DOC") is True
    assert "*" not in in_space(stage, P.COMMENT)


@scenario("removeAllPermissionsForGroup-2", by="admin")
def remove_all_permissions_for_group(stage: Stage) -> None:
    grant(stage.world.space, group("writers"), "VIEWSPACE")
    grant_global(stage.world.actor("admin"), permission=G.CREATESPACE, grantee=Grantee.group("writers"))
    assert stage.call("writers") is True
    assert "writers" not in in_space(stage, P.VIEWSPACE)
    assert not everywhere(G.CREATESPACE, Grantee.group("writers"))


@scenario("addGlobalPermission-3", by="admin")
def add_global_permission(stage: Stage) -> None:
    assert stage.call("CREATESPACE", "mallory") is True
    assert everywhere(G.CREATESPACE, Grantee.user("mallory"))


@scenario("addGlobalPermissions-3", by="admin")
def add_global_permissions(stage: Stage) -> None:
    assert stage.call(["CREATESPACE", "PERSONALSPACE"], "writers") is True
    assert everywhere(G.CREATESPACE, Grantee.group("writers"))
    assert everywhere(G.PERSONALSPACE, Grantee.group("writers"))


@scenario("removeGlobalPermission-3", by="admin")
def remove_global_permission(stage: Stage) -> None:
    assert stage.call("CREATESPACE", "confluence-users") is True
    assert not everywhere(G.CREATESPACE, Grantee.group("confluence-users"))


@scenario("addAnonymousUsePermission-1", by="admin")
def add_anonymous_use_permission(stage: Stage) -> None:
    assert stage.call() is True
    assert everywhere(G.USECONFLUENCE, ANONYMOUS)


@scenario("removeAnonymousUsePermission-1", by="admin")
def remove_anonymous_use_permission(stage: Stage) -> None:
    grant_global(stage.world.actor("admin"), permission=G.USECONFLUENCE, grantee=ANONYMOUS)
    assert stage.call() is True
    assert not everywhere(G.USECONFLUENCE, ANONYMOUS)


@scenario("addAnonymousViewUserProfilePermission-1", by="admin")
def add_anonymous_view_user_profile_permission(stage: Stage) -> None:
    assert stage.call() is True
    assert everywhere(G.VIEWUSERPROFILES, ANONYMOUS)


@scenario("removeAnonymousViewUserProfilePermission-1", by="admin")
def remove_anonymous_view_user_profile_permission(stage: Stage) -> None:
    grant_global(stage.world.actor("admin"), permission=G.VIEWUSERPROFILES, grantee=ANONYMOUS)
    assert stage.call() is True
    assert not everywhere(G.VIEWUSERPROFILES, ANONYMOUS)


def restrict(stage: Stage) -> int:
    """Close the page but for alice and the writers, and give its id."""
    world = stage.world
    alice = world.member.user
    assert alice is not None
    set_restriction(
        world.actor("member"),
        content_id=world.page.pk,
        type=RestrictionType.VIEW,
        users=[alice],
        groups=[group("writers")],
    )
    return int(world.page.pk)


USER = {"type": "View", "userName": "alice", "groupName": ""}
GROUP = {"type": "View", "userName": "", "groupName": "writers"}


@scenario("getPagePermissions-2")
def get_page_permissions(stage: Stage) -> None:
    assert stage.call(restrict(stage)) == [
        {"lockType": "View", "lockedBy": "alice"},
        {"lockType": "View", "lockedBy": "writers"},
    ]


@scenario("getContentPermissionSets-2")
def get_content_permission_sets(stage: Stage) -> None:
    assert stage.call(restrict(stage)) == [{"type": "View", "contentPermissions": [USER, GROUP]}]


@scenario("getContentPermissionSet-3")
def get_content_permission_set(stage: Stage) -> None:
    page_id = restrict(stage)
    assert stage.call(page_id, "View") == {"type": "View", "contentPermissions": [USER, GROUP]}
    assert stage.call(page_id, "Edit") == {"type": "Edit", "contentPermissions": []}


@scenario("getContentPermissions-2")
def get_content_permissions(stage: Stage) -> None:
    assert stage.call(restrict(stage)) == [USER, GROUP]


@scenario("setContentPermissions-4")
def set_content_permissions(stage: Stage) -> None:
    given = [{"type": "Edit", "userName": "alice"}, {"type": "Edit", "groupName": "writers"}]
    assert stage.call(stage.world.page.pk, "Edit", given) is True
    (found,) = restrictions_of(stage.world.actor("admin"), stage.world.page)
    assert found.type == RestrictionType.EDIT
    assert [user.username for user in found.users] == ["alice"]
    assert [one.name for one in found.groups] == ["writers"]
