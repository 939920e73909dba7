"""Scenarios of groups."""

from accounts.queries import group_by_name, group_exists, groups_of, members_of, user_by_name
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage


def groups(username: str) -> list[str]:
    """The names of somebody's groups."""
    return [group.name for group in groups_of(user_by_name(username))]


@scenario("getGroups-1", by="admin")
def get_groups(stage: Stage) -> None:
    assert stage.call() == ["confluence-administrators", "confluence-users", "writers"]


@scenario("getUserGroups-2")
def get_user_groups(stage: Stage) -> None:
    assert stage.call("alice") == ["confluence-users"]


@scenario("getGroupMembers-2", by="admin")
def get_group_members(stage: Stage) -> None:
    assert stage.call("Confluence-Users") == ["admin", "alice", "bob"]


@scenario("hasGroup-2", anybody="whoever may view profiles")
def has_group(stage: Stage) -> None:
    assert stage.call("WRITERS") is True
    assert stage.call("readers") is False


@scenario("addGroup-2", by="admin")
def add_group(stage: Stage) -> None:
    assert stage.call("Readers") is True
    assert group_exists("readers")


@scenario("removeGroup-3", by="admin")
def remove_group(stage: Stage) -> None:
    user_by_name("mallory").groups.add(group_by_name("writers"))
    assert stage.call("writers", "confluence-users") is True
    assert not group_exists("writers")
    assert groups("mallory") == ["confluence-users"]


@scenario("addUserToGroup-3", by="admin")
def add_user_to_group(stage: Stage) -> None:
    assert stage.call("bob", "writers") is True
    assert groups("bob") == ["confluence-users", "writers"]


@scenario("removeUserFromGroup-3", by="admin")
def remove_user_from_group(stage: Stage) -> None:
    assert stage.call("bob", "confluence-users") is True
    assert [user.username for user in members_of(group_by_name("confluence-users"))] == ["admin", "alice"]
