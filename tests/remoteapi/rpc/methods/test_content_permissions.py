"""Remote methods of restrictions on pages and blog posts."""

from typing import Any

import pytest

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.conftest import People
from tests.remoteapi.rpc.methods.test_pages import refused
from wiki.models import Space

USER = {"type": "View", "userName": "admin", "groupName": ""}
GROUP = {"type": "View", "groupName": "Confluence-Administrators"}


@pytest.fixture
def page_id(space: Space, member: RemoteWiki) -> str:
    stored: str = member.storePage({"space": "DOC", "title": "One", "content": ""})["id"]
    return stored


def test_set_and_read(page_id: str, admin: RemoteWiki, member: RemoteWiki) -> None:
    assert admin.getContentPermissionSets(page_id) == []
    assert admin.getContentPermissionSet(page_id, "View") == {"type": "View", "contentPermissions": []}
    assert admin.setContentPermissions(page_id, "View", [USER, GROUP]) is True
    named = [
        {"type": "View", "userName": "admin", "groupName": ""},
        {"type": "View", "userName": "", "groupName": "confluence-administrators"},
    ]
    assert admin.getContentPermissionSet(page_id, "view") == {"type": "View", "contentPermissions": named}
    assert admin.getContentPermissionSets(page_id) == [{"type": "View", "contentPermissions": named}]
    assert admin.setContentPermissions(page_id, "Edit", [USER]) is True
    edit = {"type": "Edit", "userName": "admin", "groupName": ""}
    assert admin.getContentPermissions(page_id) == [*named, edit]
    assert admin.getPagePermissions(page_id) == [
        {"lockType": "View", "lockedBy": "admin"},
        {"lockType": "View", "lockedBy": "confluence-administrators"},
        {"lockType": "Edit", "lockedBy": "admin"},
    ]
    assert refused(member.getPage, page_id).startswith("RemoteException: ")
    for name in ("getPagePermissions", "getContentPermissionSets", "getContentPermissions"):
        assert refused(getattr(member, name), page_id).startswith("RemoteException: You're not allowed to view")


def test_it_is_replaced_and_lifted(page_id: str, admin: RemoteWiki, member: RemoteWiki) -> None:
    admin.setContentPermissions(page_id, "View", [USER])
    admin.setContentPermissions(page_id, "View", [{"userName": "alice"}, {"userName": "admin"}])
    assert member.getPage(page_id)["permissions"] == "1"
    admin.setContentPermissions(page_id, "View", [USER])
    assert admin.setContentPermissions(page_id, "View", []) is True
    assert member.getPage(page_id)["permissions"] == "0"


def test_it_holds_for_the_pages_below(page_id: str, admin: RemoteWiki, member: RemoteWiki) -> None:
    below = admin.storePage({"space": "DOC", "title": "Two", "content": "", "parentId": page_id})["id"]
    admin.setContentPermissions(page_id, "View", [USER])
    assert refused(member.getPage, below).startswith("RemoteException: ")
    assert admin.getContentPermissions(below) == []


def test_the_caller_keeps_access(page_id: str, admin: RemoteWiki, member: RemoteWiki) -> None:
    admin.addPermissionToSpace("SETPAGEPERMISSIONS", "alice", "DOC")
    assert member.setContentPermissions(page_id, "View", [USER]) is True
    assert {one["userName"] for one in member.getContentPermissions(page_id)} == {"admin", "alice"}
    assert member.setContentPermissions(page_id, "Edit", [USER]) is True
    assert member.getPage(page_id)["permissions"] == "2"
    assert member.storePage(member.getPage(page_id) | {"content": "<p>still</p>"})["version"] == "2"


def test_it_needs_setpagepermissions(page_id: str, admin: RemoteWiki, member: RemoteWiki) -> None:
    admin.removePermissionFromSpace("SETPAGEPERMISSIONS", "confluence-users", "DOC")
    for given in ([], [USER], [{"userName": "nobody"}], [{}]):
        assert refused(member.setContentPermissions, page_id, "Nothing", given).startswith("NotPermittedException: ")
    assert admin.getContentPermissions(page_id) == []


@pytest.mark.parametrize(
    ("type_", "given", "reason"),
    [
        ("Read", [USER], "'Read' is no type of restriction; use View or Edit."),
        ("View", [USER, {}], "The permission 2 must name a user or a group"),
        ("View", [USER | {"groupName": "confluence-users"}], "The permission 1 must name"),
        ("View", [{"userName": "nobody"}], "There is no user 'nobody'."),
        ("View", [{"groupName": "nobody"}], "There is no group 'nobody'."),
    ],
)
def test_what_can_not_be_set(page_id: str, admin: RemoteWiki, type_: str, given: Any, reason: str) -> None:
    admin.setContentPermissions(page_id, "View", [GROUP])
    assert refused(admin.setContentPermissions, page_id, type_, given).startswith(f"RemoteException: {reason}")
    assert [one["groupName"] for one in admin.getContentPermissions(page_id)] == ["confluence-administrators"]


def test_of_blog_posts_but_not_of_comments(people: People, page_id: str, admin: RemoteWiki) -> None:
    post = admin.storeBlogEntry({"space": "DOC", "title": "News", "content": ""})["id"]
    assert admin.setContentPermissions(post, "View", [USER]) is True
    assert len(admin.getPagePermissions(post)) == 1
    comment = admin.addComment({"pageId": page_id, "content": "x"})["id"]
    assert refused(admin.setContentPermissions, comment, "View", [USER]).startswith("RemoteException: ")
    assert refused(admin.getContentPermissionSet, "999999", "View").startswith("RemoteException: ")
    assert refused(admin.getContentPermissionSet, page_id, "Nothing").startswith("RemoteException: 'Nothing' is no")
