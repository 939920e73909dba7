"""Remote methods of blog posts, comments, attachments and labels."""

import datetime
import xmlrpc.client
from typing import Any

import pytest

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.rpc.methods.test_pages import refused, titles
from wiki.models import Space

TODAY = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def page_id(space: Space, member: RemoteWiki) -> str:
    stored: str = member.storePage({"space": "DOC", "title": "One", "content": ""})["id"]
    return stored


class TestBlogPosts:
    def test_their_life(self, space: Space, admin: RemoteWiki) -> None:
        stored = admin.storeBlogEntry({"space": "DOC", "title": "News", "content": "<p>1</p>"})
        assert (stored["author"], stored["version"], stored["content"]) == ("admin", "1", "<p>1</p>")
        assert f"/display/DOC/{TODAY:%Y/%m/%d}/News" in stored["url"]
        assert admin.getBlogEntry(stored["id"]) == stored
        assert admin.getBlogEntryByDayAndTitle("DOC", TODAY.day, "news") == stored
        assert admin.getBlogEntryByDateAndTitle("DOC", TODAY.year, TODAY.month, TODAY.day, "News") == stored
        edited = admin.storeBlogEntry({"id": stored["id"], "version": "1", "content": "<p>2</p>"})
        assert (edited["version"], edited["title"]) == ("2", "News")
        assert refused(admin.storeBlogEntry, stored | {"content": "x"}).startswith("VersionMismatchException: ")
        assert admin.removeBlogEntry(stored["id"]) is True
        assert admin.getBlogEntries("DOC") == []

    def test_publish_date_and_order(self, space: Space, admin: RemoteWiki) -> None:
        for year in (2001, 2003, 2002):
            day = datetime.datetime(year, 2, 3, 4, 5, 6)
            admin.storeBlogEntry({"space": "DOC", "title": f"Of {year}", "content": "", "publishDate": day})
        entries = admin.getBlogEntries("DOC")
        assert titles(entries) == ["Of 2003", "Of 2002", "Of 2001"]
        assert entries[0]["publishDate"].value == "20030203T04:05:06"
        assert set(entries[0]) == {"id", "permissions", "space", "title", "url", "author", "publishDate"}
        assert titles(admin.getRecentBlogEntries("DOC", 2)) == ["Of 2003", "Of 2002"]
        assert refused(admin.getBlogEntryByDateAndTitle, "DOC", 2001, 2, 30, "x").startswith("RemoteException: ")
        assert refused(admin.getBlogEntryByDateAndTitle, "DOC", 2001, 2, 4, "x").startswith("RemoteException: ")

    def test_a_page_is_no_blog_post(self, page_id: str, admin: RemoteWiki) -> None:
        assert refused(admin.getBlogEntry, page_id).startswith("RemoteException: ")
        assert refused(admin.removeBlogEntry, page_id).startswith("RemoteException: ")


class TestComments:
    def test_their_life(self, page_id: str, member: RemoteWiki, admin: RemoteWiki) -> None:
        first = member.addComment({"pageId": page_id, "content": "<p>1</p>"})
        assert (first["creator"], first["title"], first["parentId"]) == ("alice", "Re: One", "0")
        assert f"focusedCommentId={first['id']}" in first["url"]
        reply = admin.addComment({"pageId": page_id, "content": "<p>2</p>", "parentId": first["id"]})
        assert reply["parentId"] == first["id"]
        assert [one["id"] for one in member.getComments(page_id)] == [first["id"], reply["id"]]
        assert member.getComment(first["id"]) == first
        edited = member.editComment(first | {"content": "<p>3</p>"})
        assert edited["content"] == "<p>3</p>"
        assert member.editComment({"id": first["id"]})["content"] == "<p>3</p>"
        assert refused(member.editComment, reply | {"content": "x"}).startswith("NotPermittedException: ")
        assert refused(member.addComment, {"pageId": page_id, "content": "<p>"}).startswith("RemoteException: ")
        assert refused(member.addComment, {"content": "x"}).startswith("RemoteException: ")
        assert admin.removeComment(first["id"]) is True
        (left,) = admin.getComments(page_id)
        assert (left["id"], left["parentId"]) == (reply["id"], "0")

    def test_version_1_takes_wiki_markup(self, page_id: str, member: RemoteWiki, member_v1: RemoteWiki) -> None:
        added = member_v1.addComment({"pageId": page_id, "content": "*x*"})
        assert added["content"] == ""
        assert member.getComment(added["id"])["content"] == "<p><strong>x</strong></p>"
        member_v1.editComment({"id": added["id"], "content": "_y_"})
        assert member.getComment(added["id"])["content"] == "<p><em>y</em></p>"


class TestAttachments:
    DATA = bytes(range(256)) * 4

    def add(self, wiki: RemoteWiki, page_id: str, data: bytes = DATA, **fields: str) -> dict[str, Any]:
        given = {"fileName": "ä b.png", "contentType": "image/png", "comment": "first", **fields}
        added: dict[str, Any] = wiki.addAttachment(page_id, given, xmlrpc.client.Binary(data))
        return added

    def test_add_and_get(self, page_id: str, member: RemoteWiki) -> None:
        added = self.add(member, page_id)
        assert added["fileSize"] == "1024"
        assert (added["pageId"], added["version"], added["creator"]) == (page_id, "1", "alice")
        assert (added["title"], added["comment"], added["contentType"]) == ("ä b.png", "first", "image/png")
        assert added["url"].startswith(
            f"http://127.0.0.1:8090/download/attachments/{page_id}/%C3%A4%20b.png?version=1&"
        )
        assert member.getAttachments(page_id) == [added]
        assert member.getAttachment(page_id, "ä B.png", "0") == added
        assert member.getAttachment(page_id, "ä b.png", 1) == added
        assert member.getAttachmentData(page_id, "ä b.png", "0").data == self.DATA

    def test_versions(self, page_id: str, member: RemoteWiki) -> None:
        self.add(member, page_id)
        second = member.addAttachment({"fileName": "ä b.png", "pageId": page_id}, xmlrpc.client.Binary(b"2"))
        assert second["version"] == "2"
        assert [one["version"] for one in member.getAttachmentVersions(page_id, "ä b.png")] == ["2", "1"]
        assert member.getAttachmentData(page_id, "ä b.png", "1").data == self.DATA
        assert member.getAttachmentData(page_id, "ä b.png", "-1").data == b"2"
        assert refused(member.getAttachment, page_id, "ä b.png", "3").startswith("RemoteException: ")

    def test_change_move_remove(self, page_id: str, admin: RemoteWiki) -> None:
        added = self.add(admin, page_id)
        changed = admin.updateAttachment({"id": added["id"], "comment": "new", "contentType": "image/x-new"})
        assert (changed["comment"], changed["contentType"], changed["version"]) == ("new", "image/x-new", "1")
        renamed = admin.updateAttachment({"pageId": page_id, "fileName": "ä b.png", "title": "c.png"})
        assert (renamed["fileName"], renamed["comment"]) == ("c.png", "new")
        other = admin.storePage({"space": "DOC", "title": "Two", "content": ""})["id"]
        assert admin.moveAttachment(page_id, "c.png", other, "d.png") is True
        assert admin.getAttachments(page_id) == []
        assert admin.getAttachment(other, "d.png", "0")["id"] == added["id"]
        assert admin.removeAttachment(other, "d.png") is True
        assert admin.getAttachments(other) == []

    def test_on_comments_and_blog_posts(self, page_id: str, member: RemoteWiki) -> None:
        comment = member.addComment({"pageId": page_id, "content": ""})["id"]
        post = member.storeBlogEntry({"space": "DOC", "title": "N", "content": ""})["id"]
        for container in (comment, post):
            assert self.add(member, container)["pageId"] == container

    @pytest.mark.parametrize("fields", [{"fileName": ""}, {"fileName": "a/b"}, {"contentType": "nonsense"}])
    def test_files_that_can_not_be(self, page_id: str, member: RemoteWiki, fields: dict[str, str]) -> None:
        with pytest.raises(xmlrpc.client.Fault, match=r"rpc\.RemoteException: "):
            self.add(member, page_id, **fields)
        assert member.getAttachments(page_id) == []


class TestLabels:
    def test_on_content(self, page_id: str, member: RemoteWiki, admin: RemoteWiki) -> None:
        assert member.addLabelByName("Red, blue my:own", page_id) is True
        labels = member.getLabelsById(page_id)
        assert [(one["name"], one["namespace"], one["owner"]) for one in labels] == [
            ("blue", "global", ""),
            ("own", "my", "alice"),
            ("red", "global", ""),
        ]
        assert [one["name"] for one in admin.getLabelsById(page_id)] == ["blue", "red"]
        own = labels[1]
        assert refused(admin.getLabelContentById, own["id"]).startswith("RemoteException: ")
        assert member.removeLabelById(own["id"], page_id) is True
        assert member.removeLabelByName("red blue", page_id) is True
        assert member.addLabelByObject(labels[0], page_id) is True
        assert member.addLabelById(labels[2]["id"], page_id) is True
        assert member.removeLabelByObject({"name": "red"}, page_id) is True
        assert [one["name"] for one in member.getLabelsById(page_id)] == ["blue"]

    def test_finding(self, page_id: str, member: RemoteWiki) -> None:
        other = member.storePage({"space": "DOC", "title": "Two", "content": ""})["id"]
        member.addLabelByName("a b", page_id)
        member.addLabelByName("a", other)
        assert [one["name"] for one in member.getMostPopularLabels(0)] == ["a", "b"]
        assert [one["name"] for one in member.getMostPopularLabelsInSpace("DOC", 1)] == ["a"]
        assert {one["name"] for one in member.getRecentlyUsedLabels(5)} == {"a", "b"}
        assert len(member.getRecentlyUsedLabelsInSpace("DOC", 1)) == 1
        assert [one["name"] for one in member.getRelatedLabels("b", 5)] == ["a"]
        assert [one["name"] for one in member.getRelatedLabelsInSpace("a", "DOC", 5)] == ["b"]
        assert {one["title"] for one in member.getLabelContentByName("a")} == {"One", "Two"}
        (label,) = member.getLabelsByDetail("b", "", "DOC", "")
        assert titles(member.getLabelContentById(label["id"])) == ["One"]
        assert titles(member.getLabelContentByObject(label)) == ["One"]
        assert [one["key"] for one in member.getSpacesContainingContentWithLabel("a")] == ["DOC"]
        assert refused(member.getRelatedLabels, "nothing", 5).startswith("RemoteException: ")

    def test_on_spaces(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        assert admin.addLabelByNameToSpace("team:docs", "DOC") is True
        assert [one["key"] for one in member.getSpacesWithLabel("team:docs")] == ["DOC"]
        assert refused(member.addLabelByNameToSpace, "team:mine", "DOC").startswith("NotPermittedException: ")
        assert admin.removeLabelByNameFromSpace("team:docs", "DOC") is True
        assert member.getSpacesWithLabel("team:docs") == []

    @pytest.mark.parametrize("name", ["", " , ", "a;b", "a:b", "a?", "x" * 256])
    def test_labels_that_can_not_be(self, page_id: str, member: RemoteWiki, name: str) -> None:
        assert refused(member.addLabelByName, name, page_id).startswith("RemoteException: ")
        assert refused(member.removeLabelByName, name, page_id).startswith("RemoteException: ")
        assert member.getLabelsById(page_id) == []
