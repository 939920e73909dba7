"""Remote methods of watches."""

from typing import Any

import pytest

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.conftest import People
from tests.remoteapi.rpc.methods.test_pages import refused
from wiki.models import Space
from wiki.services.watches.watch import watch_space


@pytest.fixture
def page_id(space: Space, admin: RemoteWiki) -> str:
    stored: str = admin.storePage({"space": "DOC", "title": "One", "content": ""})["id"]
    admin.removePageWatch(stored)
    return stored


def names(users: list[dict[str, str]]) -> list[str]:
    return [one["name"] for one in users]


def test_a_page(page_id: str, member: RemoteWiki, admin: RemoteWiki) -> None:
    assert member.isWatchingPage(page_id, "alice") is False
    assert [member.watchPage(page_id), member.watchPage(page_id)] == [True, False]
    assert member.isWatchingPage(page_id, "Alice") is True
    assert admin.isWatchingPage(page_id, "alice") is True
    assert admin.getWatchersForPage(page_id) == [admin.getUser("alice")]
    assert [member.removePageWatch(page_id), member.removePageWatch(page_id)] == [True, False]
    assert admin.getWatchersForPage(page_id) == []


def test_a_space(page_id: str, member: RemoteWiki, admin: RemoteWiki) -> None:
    assert [member.watchSpace("doc"), member.watchSpace("DOC")] == [True, False]
    assert member.isWatchingSpace("DOC", "alice") is True
    assert member.isWatchingSpaceForType("DOC", "blogpost", "alice") is True
    assert member.isWatchingPage(page_id, "alice") is False
    assert names(admin.getWatchersForSpace("DOC")) == ["alice"]
    assert [member.removeSpaceWatch("DOC"), member.removeSpaceWatch("DOC")] == [True, False]
    assert member.isWatchingSpace("DOC", "alice") is False


def test_one_type_of_content(space: Space, people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
    watch_space(people.member, space_key="DOC", content_kind="blogpost")
    assert member.isWatchingSpaceForType("DOC", "blogpost", "alice") is True
    assert member.isWatchingSpaceForType("DOC", "page", "alice") is False
    assert member.isWatchingSpace("DOC", "alice") is False
    assert admin.getWatchersForSpace("DOC") == []
    assert "'mail' is no type of content" in refused(member.isWatchingSpaceForType, "DOC", "mail", "alice")


def test_for_others(page_id: str, people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
    assert [admin.watchPageForUser(page_id, "Alice"), admin.watchPageForUser(page_id, "alice")] == [True, False]
    assert admin.watchSpaceForUser("DOC", "alice") is True
    assert member.isWatchingPage(page_id, "alice") is True
    assert member.isWatchingSpace("DOC", "alice") is True
    assert admin.removePageWatchForUser(page_id, "alice") is True
    assert admin.removePageWatchForUser(page_id, "alice") is False
    # Whoever may not view it can't be made to watch it.
    assert refused(admin.watchPageForUser, page_id, "mallory").startswith("RemoteException: ")
    assert refused(admin.watchSpaceForUser, "DOC", "mallory").startswith("RemoteException: ")
    assert names(admin.getWatchersForPage(page_id)) == []


def test_only_space_administrators_ask_for_others(page_id: str, member: RemoteWiki) -> None:
    for name in ("admin", "nobody"):
        for call, arguments in _asking(member, page_id, name):
            assert refused(call, *arguments).startswith("NotPermittedException: ")


def _asking(wiki: RemoteWiki, page_id: str, name: str) -> list[tuple[Any, tuple[str, ...]]]:
    return [
        (wiki.watchPageForUser, (page_id, name)),
        (wiki.removePageWatchForUser, (page_id, name)),
        (wiki.watchSpaceForUser, ("DOC", name)),
        (wiki.isWatchingPage, (page_id, name)),
        (wiki.isWatchingSpace, ("DOC", name)),
        (wiki.isWatchingSpaceForType, ("DOC", "nonsense", name)),
        (wiki.getWatchersForPage, (page_id,)),
        (wiki.getWatchersForSpace, ("DOC",)),
    ]


def test_what_is_hidden_is_not_there(page_id: str, member: RemoteWiki, admin: RemoteWiki) -> None:
    admin.setContentPermissions(page_id, "View", [{"userName": "admin"}])
    for call in (member.watchPage, member.removePageWatch, member.getWatchersForPage):
        assert refused(call, page_id).startswith("RemoteException: You're not allowed to view")
    for arguments in ((page_id, "alice"), (page_id, "nobody")):
        assert refused(member.isWatchingPage, *arguments).startswith("RemoteException: You're not allowed to view")
    admin.addSpace({"key": "SECRET", "name": "Secret"})
    for call in (member.watchSpace, member.removeSpaceWatch, member.getWatchersForSpace):
        assert refused(call, "SECRET").startswith("RemoteException: You're not allowed to view that space")


def test_addresses_are_for_those_who_may_view_profiles(page_id: str, member: RemoteWiki, admin: RemoteWiki) -> None:
    admin.addPermissionToSpace("SETSPACEPERMISSIONS", "alice", "DOC")
    admin.editUser({"name": "admin", "email": "admin@example.org"})
    admin.watchPage(page_id)
    assert member.getWatchersForPage(page_id)[0]["email"] == "admin@example.org"
    admin.removeGlobalPermission("VIEWUSERPROFILES", "confluence-users")
    assert member.getWatchersForPage(page_id)[0]["email"] == ""
    assert names(member.getWatchersForPage(page_id)) == ["admin"]


def test_the_anonymous_user_watches_nothing(page_id: str, admin: RemoteWiki, proxy: Any) -> None:
    admin.addAnonymousPermissionToSpace("VIEWSPACE", "DOC")
    admin.addAnonymousUsePermission()
    assert refused(proxy.confluence2.watchPage, "", page_id)
