"""Remote methods of groups."""

import pytest

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.conftest import People
from tests.remoteapi.rpc.methods.test_pages import refused

BOTH = ["confluence-administrators", "confluence-users"]


def test_their_life(people: People, admin: RemoteWiki) -> None:
    assert admin.getGroups() == BOTH
    assert admin.addGroup("Writers") is True
    assert admin.hasGroup("WRITERS") is True
    assert admin.addUserToGroup("alice", "writers") is True
    assert admin.addUserToGroup("alice", "writers") is True
    assert admin.getGroupMembers("Writers") == ["alice"]
    assert admin.getUserGroups("alice") == ["confluence-users", "writers"]
    assert admin.removeUserFromGroup("alice", "writers") is True
    assert admin.getGroupMembers("writers") == []
    assert admin.removeGroup("writers", "") is True
    assert admin.hasGroup("writers") is False


def test_members_move_to_the_default_group(people: People, admin: RemoteWiki) -> None:
    admin.addGroup("writers")
    admin.addUserToGroup("mallory", "writers")
    assert refused(admin.removeGroup, "writers", "nothing").startswith("RemoteException: There is no group 'nothing'")
    assert admin.getGroupMembers("writers") == ["mallory"]
    admin.removeGroup("writers", "confluence-users")
    assert admin.getUserGroups("mallory") == ["confluence-users"]


def test_what_can_not_be(people: People, admin: RemoteWiki) -> None:
    assert "already exists" in refused(admin.addGroup, "Confluence-Users")
    assert refused(admin.addGroup, " ").startswith("RemoteException: A group name can't be empty")
    assert "There is no group" in refused(admin.removeGroup, "nothing", "")
    assert "There is no group" in refused(admin.getGroupMembers, "nothing")
    assert "There is no user" in refused(admin.addUserToGroup, "nobody", "confluence-users")
    assert "There is no group" in refused(admin.addUserToGroup, "alice", "nothing")
    assert "can't be removed" in refused(admin.removeGroup, "confluence-administrators", "")
    assert "at least one active member" in refused(admin.removeUserFromGroup, "admin", "confluence-administrators")
    assert admin.getUserGroups("admin") == BOTH


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("getGroups", ()),
        ("getGroupMembers", ("confluence-users",)),
        ("addGroup", ("new",)),
        ("removeGroup", ("confluence-users", "")),
        ("addUserToGroup", ("alice", "confluence-administrators")),
        ("removeUserFromGroup", ("alice", "confluence-users")),
        ("getUserGroups", ("admin",)),
        ("getUserGroups", ("nobody",)),
    ],
)
def test_only_administrators(people: People, member: RemoteWiki, name: str, arguments: tuple[str, ...]) -> None:
    assert refused(getattr(member, name), *arguments).startswith("NotPermittedException: ")


def test_everybody_sees_their_own(people: People, member: RemoteWiki) -> None:
    assert member.getUserGroups("Alice") == ["confluence-users"]
    assert member.hasGroup("confluence-users") is True
    assert member.hasGroup("nothing") is False
