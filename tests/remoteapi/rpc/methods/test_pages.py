"""Remote methods of pages, their tree and their history."""

import xmlrpc.client
from typing import Any

import pytest

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.conftest import People
from wiki.models import Space


@pytest.fixture
def page(space: Space, member: RemoteWiki) -> dict[str, Any]:
    stored: dict[str, Any] = member.storePage({"space": "DOC", "title": "One", "content": "<p>1</p>"})
    return stored


def refused(function: Any, *arguments: Any) -> str:
    with pytest.raises(xmlrpc.client.Fault) as caught:
        function(*arguments)
    return caught.value.faultString.removeprefix("java.lang.Exception: com.atlassian.confluence.rpc.")


def titles(pages: list[dict[str, str]]) -> list[str]:
    return [one["title"] for one in pages]


class TestStore:
    def test_create_below_a_parent(self, page: dict[str, Any], member: RemoteWiki) -> None:
        child = member.storePage({"space": "doc", "title": "Two", "content": "", "parentId": page["id"], "id": ""})
        assert child["parentId"] == page["id"]
        assert child["space"] == "DOC"

    def test_get_change_and_send_back_whole(self, page: dict[str, Any], member: RemoteWiki) -> None:
        got = member.getPage(page["id"])
        got["content"] = "<p>2</p>"
        stored = member.storePage(got | {"unknown": [1, {"a": "b"}]})
        assert (stored["version"], stored["content"], stored["id"]) == ("2", "<p>2</p>", page["id"])

    def test_left_out_fields_stay(self, page: dict[str, Any], member: RemoteWiki) -> None:
        child = member.storePage({"space": "DOC", "title": "C", "content": "<p/>", "parentId": page["id"]})
        for fields in ({}, {"parentId": ""}, {"parentId": "0"}, {"parentId": 0}):
            same = member.storePage({"id": child["id"], "version": "1", **fields})
            assert (same["title"], same["content"], same["parentId"], same["version"]) == ("C", "<p/>", page["id"], "1")
        renamed = member.storePage({"id": child["id"], "version": 1, "title": "D"})
        assert (renamed["title"], renamed["content"], renamed["version"]) == ("D", "<p/>", "2")

    def test_an_empty_body_empties_in_version_2(self, page: dict[str, Any], member: RemoteWiki) -> None:
        assert member.storePage({"id": page["id"], "version": "1", "content": ""})["content"] == ""

    @pytest.mark.parametrize("version", ["0", "2", 7, "", None])
    def test_a_stale_version_changes_nothing(self, page: dict[str, Any], member: RemoteWiki, version: Any) -> None:
        given = {"id": page["id"], "content": "<p>x</p>", "title": "X"}
        if version is not None:
            given["version"] = version
        assert refused(member.storePage, given).startswith("VersionMismatchException: ")
        assert member.getPage(page["id"]) == page

    def test_a_title_in_use(self, page: dict[str, Any], member: RemoteWiki) -> None:
        other = member.storePage({"space": "DOC", "title": "Two", "content": ""})
        text = refused(member.storePage, {"id": other["id"], "version": "1", "title": "ONE"})
        assert text == "RemoteException: A page with the title 'ONE' already exists in the space DOC." or "ONE" in text
        assert text.startswith("RemoteException: ")

    def test_update_page(self, page: dict[str, Any], member: RemoteWiki) -> None:
        options = {"versionComment": "Why", "minorEdit": "true"}
        updated = member.updatePage(page | {"content": "<p>2</p>"}, options)
        updated = member.updatePage(updated | {"content": "<p>3</p>"}, {})
        assert updated["version"] == "3"
        history = member.getPageHistory(page["id"])
        assert [(one["version"], one["versionComment"]) for one in history] == [("2", "Why"), ("1", "")]
        assert "must be the id of the page" in refused(member.updatePage, {"space": "DOC", "title": "N"}, {})

    def test_store_page_as(self, page: dict[str, Any], admin: RemoteWiki, member: RemoteWiki) -> None:
        attribution = {"creator": "alice", "created": "2001-02-03T04:05:06Z", "modifier": "alice", "modified": ""}
        new = {"space": "DOC", "title": "Old", "content": ""}
        stored = admin.storePageAs(new, {}, attribution)
        assert (stored["creator"], stored["modifier"]) == ("alice", "alice")
        assert stored["created"].value == "20010203T04:05:06"
        assert refused(member.storePageAs, new, {}, {}).startswith("NotPermittedException: ")
        assert "has no key 'author'" in refused(admin.storePageAs, new, {}, {"author": "alice"})
        assert "ISO 8601" in refused(admin.storePageAs, new, {}, {"created": "long ago"})
        assert "mallory2" in refused(admin.storePageAs, new, {}, {"creator": "mallory2"})

    def test_version_1_takes_wiki_markup_and_nothing_as_unchanged(
        self, page: dict[str, Any], member: RemoteWiki, member_v1: RemoteWiki
    ) -> None:
        stored = member_v1.storePage({"space": "DOC", "title": "W", "content": "h1. Wiki\n[One]"})
        assert stored["content"] == ""
        assert member.getPage(stored["id"])["content"] == (
            '<h1>Wiki</h1><p><ac:link><ri:page ri:content-title="One" /></ac:link></p>'
        )
        renamed = member_v1.storePage({"id": page["id"], "version": "1", "title": "Renamed", "content": ""})
        assert renamed["content"] == ""
        assert renamed["title"] == "Renamed"
        assert member.getPage(page["id"])["content"] == "<p>1</p>"

    def test_a_body_of_ten_megabytes(self, space: Space, member: RemoteWiki) -> None:
        body = f"<p>{'x' * 10_000_000}</p>"
        try:
            stored = member.storePage({"space": "DOC", "title": "Large", "content": body})
        except xmlrpc.client.Fault as fault:
            assert "RemoteException" in fault.faultString
        else:
            assert member.getPage(stored["id"])["content"] == body


class TestRead:
    def test_by_title_whatever_its_case(self, page: dict[str, Any], member: RemoteWiki) -> None:
        assert member.getPage("doc", "oNE") == page
        summary = member.getPageSummary("DOC", "one")
        assert summary == member.getPageSummary(page["id"])
        assert set(summary) == {"id", "permissions", "space", "title", "url", "parentId", "version"}

    def test_a_historical_version_by_its_id(self, page: dict[str, Any], member: RemoteWiki) -> None:
        member.storePage(page | {"content": "<p>2</p>"})
        (old,) = member.getPageHistory(page["id"])
        got = member.getPage(old["id"])
        assert (got["content"], got["version"], got["current"], got["contentStatus"]) == (
            "<p>1</p>",
            "1",
            "false",
            "current",
        )
        assert got["url"].endswith(f"pageId={old['id']}")
        assert refused(member.storePage, got | {"content": "x"}).startswith("RemoteException")

    @pytest.mark.parametrize("page_id", ["0", "", "-1", "9223372036854775807", "12345"])
    def test_no_such_page(self, space: Space, member: RemoteWiki, page_id: str) -> None:
        for method in (member.getPage, member.getChildren, member.removePage, member.getPageHistory):
            assert refused(method, page_id).startswith("RemoteException: ")

    def test_recently_updated(self, page: dict[str, Any], member: RemoteWiki) -> None:
        found = member.getRecentlyUpdated("DOC", 1)
        assert [(one["title"], one["type"], one["space"]) for one in found] == [("One", "page", "DOC")]
        assert titles(member.getRecentlyUpdated("", 10))[0] == "One"
        assert member.getRecentlyUpdated("", -1) == []

    def test_render(self, page: dict[str, Any], member: RemoteWiki, member_v1: RemoteWiki) -> None:
        html = member.renderContent("DOC", page["id"], "")
        assert html.startswith("<!DOCTYPE html>")
        assert "<p>1</p>" in html
        assert member.renderContent("DOC", "", "<p>x</p>", {"style": "clean"}) == "<p>x</p>"
        assert "<script" not in member.renderContent("DOC", "0", "<script>alert(1)</script>", {"style": "clean"})
        assert "<p>1</p>" in member_v1.renderContent("", page["id"], "")
        clean = {"style": "clean"}
        assert member_v1.renderContent("DOC", "0", "*bold*", clean) == "<p><strong>bold</strong></p>"


class TestTree:
    @pytest.fixture
    def tree(self, page: dict[str, Any], member: RemoteWiki) -> dict[str, str]:
        """One > (A > (A1), B, C)."""
        ids = {"One": page["id"]}
        for title, parent in (("B", "One"), ("A", "One"), ("C", "One"), ("A1", "A")):
            stored = member.storePage({"space": "DOC", "title": title, "content": "", "parentId": ids[parent]})
            ids[title] = stored["id"]
        return ids

    def test_reading(self, tree: dict[str, str], member: RemoteWiki) -> None:
        assert titles(member.getChildren(tree["One"])) == ["A", "B", "C"]
        assert titles(member.getAncestors(tree["A1"])) == ["One", "A"]
        assert sorted(titles(member.getDescendents(tree["One"]))) == ["A", "A1", "B", "C"]
        assert "One" in titles(member.getTopLevelPages("DOC"))
        assert len(member.getPages("DOC")) == 6

    def test_moving(self, tree: dict[str, str], member: RemoteWiki) -> None:
        assert member.movePage(tree["C"], tree["A"], "above") is True
        assert titles(member.getChildren(tree["One"])) == ["C", "A", "B"]
        member.movePage(tree["C"], tree["A"], "below")
        assert titles(member.getChildren(tree["One"])) == ["A", "C", "B"]
        member.movePage(tree["B"], tree["A"], "append")
        assert sorted(titles(member.getChildren(tree["A"]))) == ["A1", "B"]
        assert member.movePageToTopLevel(tree["A"], "DOC") is True
        assert "A" in titles(member.getTopLevelPages("DOC"))
        assert refused(member.movePage, tree["A"], tree["A1"], "append").startswith("RemoteException: ")
        assert refused(member.movePage, tree["A"], tree["One"], "inside").startswith("RemoteException: ")

    def test_removing(self, tree: dict[str, str], admin: RemoteWiki) -> None:
        assert admin.removePage(tree["A"]) is True
        assert "A1" in titles(admin.getChildren(tree["One"]))

    def test_copying(self, tree: dict[str, str], member: RemoteWiki) -> None:
        member.addLabelByName("x", tree["A"])
        copied = member.copyPage(tree["A"], tree["B"], "Copy of A", {"children": "true", "labels": "false"})
        assert copied["parentId"] == tree["B"]
        assert len(member.getChildren(copied["id"])) == 1
        assert member.getLabelsById(copied["id"]) == []
        assert "options" in refused(member.copyPage, tree["A"], tree["B"], "Z", {"kittens": "true"})

    def test_versions(self, page: dict[str, Any], admin: RemoteWiki) -> None:
        for number in (2, 3, 4):
            page = admin.storePage(page | {"content": f"<p>{number}</p>"})
        assert admin.removePageVersionByVersion(page["id"], 2) is True
        history = admin.getPageHistory(page["id"])
        assert [one["version"] for one in history] == ["3", "1"]
        assert admin.removePageVersionById(history[0]["id"]) is True
        restored = admin.restorePageVersion(page["id"], 1, "Back")
        assert (restored["version"], restored["content"]) == ("5", "<p>1</p>")
        assert refused(admin.removePageVersionByVersion, page["id"], 5).startswith("RemoteException: ")


class TestAccess:
    def test_a_reader_may_not_write(self, people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
        admin.addSpace({"key": "MINE", "name": "Mine"})
        assert refused(member.storePage, {"space": "MINE", "title": "T", "content": ""}).startswith("RemoteException: ")

    def test_who_may_view_but_not_edit(self, page: dict[str, Any], people: People, member: RemoteWiki) -> None:
        from wiki.models import SpaceGroupPermission

        SpaceGroupPermission.objects.exclude(permission__codename="viewspace").delete()
        assert member.getPage(page["id"]) == page
        assert refused(member.storePage, page | {"title": "X"}).startswith("NotPermittedException: ")
        assert refused(member.removePage, page["id"]).startswith("NotPermittedException: ")
