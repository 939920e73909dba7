"""Scenarios of pages, their tree and their history."""

from datetime import UTC, datetime

from tests.factories.wiki import again
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Content, ContentStatus


def version_of(page: Content, number: int) -> Content:
    """The historical row of a version."""
    return Content.objects.get(current=page, version=number)


@scenario("getPages-2")
def get_pages(stage: Stage) -> None:
    pages = stage.call("doc")
    assert {one["title"] for one in pages} == {"Documentation Home", "Guide", "Chapter"}
    guide = next(one for one in pages if one["title"] == "Guide")
    assert (guide["id"], guide["parentId"], guide["version"]) == (stage.world.page.pk, stage.world.home.pk, 2)


@scenario("getPage-3")
def get_page_by_title(stage: Stage) -> None:
    page = stage.call("DOC", "GUIDE")
    assert (page["id"], page["content"]) == (stage.world.page.pk, "<p>second</p>")


@scenario("getPage-2")
def get_page(stage: Stage) -> None:
    page = stage.call(stage.world.page.pk)
    assert (page["title"], page["space"], page["content"]) == ("Guide", "DOC", "<p>second</p>")
    assert (page["creator"], page["modifier"], page["version"]) == ("alice", "alice", 2)
    assert (page["current"], page["homePage"], page["contentStatus"]) == (True, False, "current")
    assert abs((page["modified"] - stage.world.page.modified).total_seconds()) < 1


@scenario("getPageSummary-2")
def get_page_summary(stage: Stage) -> None:
    page = version_of(stage.world.page, 1)
    summary = stage.call(page.pk)
    assert (summary["id"], summary["title"], summary["version"]) == (page.pk, "Guide", 1)


@scenario("getPageSummary-3")
def get_page_summary_by_title(stage: Stage) -> None:
    assert stage.call("DOC", "chapter")["id"] == stage.world.child.pk


@scenario("storePage-2")
def store_page(stage: Stage) -> None:
    world = stage.world
    title = "A & B \U0001f43b"
    page = {"space": "DOC", "title": title, "content": stage.body("text"), "parentId": world.page.pk}
    stored = stage.call(page)
    row = Content.objects.get(pk=stored["id"])
    assert (row.title, row.storage, row.parent_id) == (title, stage.storage("text"), world.page.pk)
    assert (stored["title"], stored["content"], stored["creator"]) == (title, stage.returned("text"), "alice")
    edited = stage.call({**page, "id": row.pk, "title": "Renamed", "version": 1, "content": stage.body("more")})
    assert (edited["version"], again(row).title) == (2, "Renamed")
    assert again(row).storage == stage.storage("more")


@scenario("updatePage-3")
def update_page(stage: Stage) -> None:
    page = stage.world.page
    changed = {"id": page.pk, "space": "DOC", "title": "Guide", "version": 2, "content": stage.body("third")}
    changed["parentId"] = stage.world.home.pk
    updated = stage.call(changed, {"versionComment": "better", "minorEdit": True})
    row = again(page)
    assert (updated["version"], row.storage, row.version_comment) == (3, stage.storage("third"), "better")
    assert row.minor_edit


@scenario("storePageAs-4", by="admin")
def store_page_as(stage: Stage) -> None:
    page = {"space": "DOC", "title": "Old", "content": stage.body("old")}
    stored = stage.call(
        page, {"versionComment": "brought along"}, {"creator": "bob", "created": "2018-07-16T14:40:15Z"}
    )
    row = Content.objects.get(pk=stored["id"])
    assert (row.creator.username, row.created) == ("bob", datetime(2018, 7, 16, 14, 40, 15, tzinfo=UTC))
    assert (stored["creator"], stored["created"]) == ("bob", row.created)


@scenario("removePage-2")
def remove_page(stage: Stage) -> None:
    assert stage.call(stage.world.child.pk) is True
    assert again(stage.world.child).status == ContentStatus.TRASHED


@scenario("getRecentlyUpdated-3")
def get_recently_updated(stage: Stage) -> None:
    found = stage.call("DOC", 2)
    assert len(found) == 2
    assert {one["type"] for one in stage.call("DOC", 100)} >= {"page", "blogpost", "comment", "attachment"}


@scenario("getTopLevelPages-2")
def get_top_level_pages(stage: Stage) -> None:
    assert [one["title"] for one in stage.call("DOC")] == ["Documentation Home"]


@scenario("getAncestors-2")
def get_ancestors(stage: Stage) -> None:
    assert [one["title"] for one in stage.call(stage.world.child.pk)] == ["Documentation Home", "Guide"]


@scenario("getChildren-2")
def get_children(stage: Stage) -> None:
    assert [one["id"] for one in stage.call(stage.world.page.pk)] == [stage.world.child.pk]


@scenario("getDescendents-2")
def get_descendents(stage: Stage) -> None:
    assert {one["title"] for one in stage.call(stage.world.home.pk)} == {"Guide", "Chapter"}


@scenario("movePage-4")
def move_page(stage: Stage) -> None:
    assert stage.call(stage.world.child.pk, stage.world.home.pk, "append") is True
    assert again(stage.world.child).parent_id == stage.world.home.pk


@scenario("movePageToTopLevel-3")
def move_page_to_top_level(stage: Stage) -> None:
    assert stage.call(stage.world.child.pk, "DOC") is True
    assert again(stage.world.child).parent_id is None


@scenario("copyPage-5")
def copy_page(stage: Stage) -> None:
    world = stage.world
    copied = stage.call(world.page.pk, world.home.pk, "Guide again", {"children": "false", "labels": "true"})
    row = Content.objects.get(pk=copied["id"])
    assert (row.title, row.storage, row.parent_id) == ("Guide again", "<p>second</p>", world.home.pk)
    assert row.labellings.count() == 2


@scenario("getPageHistory-2")
def get_page_history(stage: Stage) -> None:
    (only,) = stage.call(stage.world.page.pk)
    assert (only["id"], only["version"], only["modifier"]) == (version_of(stage.world.page, 1).pk, 1, "alice")
    assert ("versionComment" in only) == stage.wire.has_struct_fields


@scenario("removePageVersionById-2")
def remove_page_version_by_id(stage: Stage) -> None:
    assert stage.call(version_of(stage.world.page, 1).pk) is True
    assert not Content.objects.filter(current=stage.world.page).exists()


@scenario("removePageVersionByVersion-3")
def remove_page_version_by_number(stage: Stage) -> None:
    assert stage.call(stage.world.page.pk, 1) is True
    assert not Content.objects.filter(current=stage.world.page).exists()


@scenario("renderContent-4")
def render_content(stage: Stage) -> None:
    html = stage.call("DOC", stage.world.page.pk, stage.body("shown"))
    assert html.startswith("<!DOCTYPE html>")
    assert "<p>shown</p>" in html


@scenario("renderContent-5")
def render_content_with(stage: Stage) -> None:
    html = stage.call("DOC", stage.world.page.pk, stage.body("shown"), {"style": "clean"})
    assert html.strip() == "<p>shown</p>"


@scenario("restorePageVersion-4")
def restore_page_version(stage: Stage) -> None:
    restored = stage.call(stage.world.page.pk, 1, "back")
    row = again(stage.world.page)
    assert (restored["version"], row.storage, row.version_comment) == (3, "<p>first</p>", "back")


@scenario("convertWikiToStorageFormat-2", anybody="it reads nothing of the wiki")
def convert_wiki_to_storage_format(stage: Stage) -> None:
    assert stage.call("*bold*") == "<p><strong>bold</strong></p>"
