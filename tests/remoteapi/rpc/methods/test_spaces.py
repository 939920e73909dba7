"""Remote methods of spaces and space groups."""

import xmlrpc.client

import pytest

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.conftest import People
from wiki.models import Space


def test_add_get_and_list(people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
    added = member.addSpace({"key": "TEAM", "name": "The Team", "description": "Ours"})
    assert added["key"] == "TEAM"
    assert added["type"] == "global"
    assert added["url"] == "http://127.0.0.1:8090/display/TEAM"
    assert added["description"] == "Ours"
    home = member.getPage(added["homePage"])
    assert (home["title"], home["homePage"]) == ("The Team Home", "true")
    assert member.getSpace("team") == added
    assert [one["key"] for one in member.getSpaces()] == ["TEAM"]
    assert set(member.getSpaces()[0]) == {"key", "name", "type", "url"}


def test_default_permissions_let_others_in(people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
    admin.addSpace({"key": "CLOSED", "name": "Closed"})
    admin.addSpaceWithDefaultPermissions({"key": "OPEN", "name": "Open"})
    assert [one["key"] for one in member.getSpaces()] == ["OPEN"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"key": "DOC", "name": "Again"}, "AlreadyExistsException"),
        ({"key": "doc", "name": "Again"}, "AlreadyExistsException"),
        ({"key": "a b", "name": "Bad"}, "RemoteException"),
        ({"key": "", "name": "Bad"}, "RemoteException"),
        ({"key": "OK", "name": ""}, "RemoteException"),
        ({}, "RemoteException"),
        ({"key": "OK", "name": "N", "spaceGroup": "none"}, "RemoteException"),
    ],
)
def test_spaces_that_can_not_be(space: Space, admin: RemoteWiki, given: dict[str, str], expected: str) -> None:
    with pytest.raises(xmlrpc.client.Fault, match=f"rpc.{expected}: "):
        admin.addSpace(given)


def test_personal_spaces(people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
    mine = member.addPersonalSpace({"name": ""}, "alice")
    assert (mine["key"], mine["type"], mine["name"]) == ("~alice", "personal", "Alice")
    with pytest.raises(xmlrpc.client.Fault, match="AlreadyExistsException"):
        admin.addPersonalSpaceWithDefaultPermissions({}, "alice")
    with pytest.raises(xmlrpc.client.Fault, match="NotPermittedException"):
        member.addPersonalSpace({}, "mallory")
    admin.addSpace({"key": "MAL", "name": "Mallory's"})
    assert admin.convertToPersonalSpace("mallory", "MAL", "New name", True) is True
    assert admin.getSpace("~mallory")["name"] == "New name"


def test_store_and_status(space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
    page = admin.storePage({"space": "DOC", "title": "Front", "content": ""})
    stored = admin.storeSpace({"key": "DOC", "name": "Docs", "homePage": page["id"]})
    assert (stored["name"], stored["homePage"], stored["description"]) == ("Docs", page["id"], "")
    assert admin.getSpaceStatus("DOC") == "CURRENT"
    assert admin.setSpaceStatus("DOC", "ARCHIVED") is True
    assert admin.getSpaceStatus("DOC") == "ARCHIVED"
    with pytest.raises(xmlrpc.client.Fault, match="RemoteException"):
        admin.setSpaceStatus("DOC", "asleep")
    for refused in (
        lambda: member.storeSpace({"key": "DOC", "name": "Mine"}),
        lambda: member.setSpaceStatus("DOC", "CURRENT"),
        lambda: member.removeSpace("DOC"),
    ):
        with pytest.raises(xmlrpc.client.Fault, match="NotPermittedException"):
            refused()


def test_remove(space: Space, admin: RemoteWiki) -> None:
    assert admin.removeSpace("DOC") is True
    assert admin.getSpaces() == []
    assert not Space.objects.exists()


def test_groups(space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
    added = admin.addSpaceGroup({"key": "g", "name": "Group"})
    assert (added["key"], added["name"]) == ("g", "Group")
    assert member.getSpaceGroup("g") == added
    assert member.getSpaceGroups() == [added]
    admin.addSpace({"key": "IN", "name": "Inside", "spaceGroup": "g"})
    assert [one["key"] for one in admin.getSpacesInGroup("g")] == ["IN"]
    assert admin.getSpace("IN")["spaceGroup"] == "g"
    with pytest.raises(xmlrpc.client.Fault, match="AlreadyExistsException"):
        admin.addSpaceGroup({"key": "g", "name": "Group"})
    with pytest.raises(xmlrpc.client.Fault, match="NotPermittedException"):
        member.addSpaceGroup({"key": "h", "name": "H"})
    assert admin.removeSpaceGroup("g") is True
    with pytest.raises(xmlrpc.client.Fault, match="RemoteException"):
        member.getSpaceGroup("g")


def test_trash(space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
    ids = [admin.storePage({"space": "DOC", "title": f"P{n}", "content": ""})["id"] for n in range(4)]
    for page_id in ids:
        admin.removePage(page_id)
    found = admin.getTrashContents("DOC", 1, 2)
    assert (found["totalAvailable"], found["offset"]) == ("4", "1")
    assert [one["title"] for one in found["content"]] == ["P2", "P1"]
    assert found["content"][0]["status"] == "deleted"
    assert found["content"][0]["type"] == "page"
    with pytest.raises(xmlrpc.client.Fault, match="NotPermittedException"):
        member.getTrashContents("DOC", 0, 10)
    admin.storePage({"space": "DOC", "title": "P0", "content": ""})
    assert admin.restoreFromTrash("DOC", ids[0]) is True
    assert admin.getPage(ids[0])["title"] == "P0 (restored)"
    assert admin.purgeFromTrash("DOC", ids[1]) is True
    with pytest.raises(xmlrpc.client.Fault, match="RemoteException"):
        admin.purgeFromTrash("DOC", ids[1])
    assert admin.emptyTrash("DOC") is True
    assert admin.getTrashContents("DOC", 0, 10)["totalAvailable"] == "0"


def test_missing_and_hidden_look_the_same(people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
    hidden = admin.addSpace({"key": "HIDDEN", "name": "Hidden"})
    texts = []
    for key, page_id in (("HIDDEN", hidden["homePage"]), ("MISSNG", "999999")):
        for call in (
            lambda key=key: member.getSpace(key),
            lambda key=key: member.getPages(key),
            lambda key=key: member.removeSpace(key),
            lambda page_id=page_id: member.getPage(page_id),
            lambda page_id=page_id: member.removePage(page_id),
        ):
            with pytest.raises(xmlrpc.client.Fault) as caught:
                call()
            texts.append(caught.value.faultString.replace(key, "KEY").replace(page_id, "ID"))
    assert texts[:5] == texts[5:]
