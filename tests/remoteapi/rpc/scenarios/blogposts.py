"""Scenarios of blog posts."""

from datetime import UTC, datetime

from tests.factories.wiki import again
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Content, ContentStatus


@scenario("getBlogEntries-2")
def get_blog_entries(stage: Stage) -> None:
    (only,) = stage.call("DOC")
    assert (only["id"], only["title"], only["author"]) == (stage.world.blogpost.pk, "News", "alice")
    assert abs((only["publishDate"] - stage.world.blogpost.created).total_seconds()) < 1


@scenario("getBlogEntry-2")
def get_blog_entry(stage: Stage) -> None:
    post = stage.call(stage.world.blogpost.pk)
    assert (post["title"], post["content"], post["version"]) == ("News", "<p>news</p>", 1)


@scenario("getBlogEntryByDayAndTitle-4")
def get_blog_entry_by_day_and_title(stage: Stage) -> None:
    day = stage.world.blogpost.posting_day
    assert stage.call("DOC", day.day, "news")["id"] == stage.world.blogpost.pk


@scenario("getBlogEntryByDateAndTitle-6")
def get_blog_entry_by_date_and_title(stage: Stage) -> None:
    day = stage.world.blogpost.posting_day
    assert stage.call("DOC", day.year, day.month, day.day, "News")["id"] == stage.world.blogpost.pk


@scenario("storeBlogEntry-2")
def store_blog_entry(stage: Stage) -> None:
    published = datetime(2018, 7, 16, 14, 40, 15, tzinfo=UTC)
    post = {"space": "DOC", "title": "More news", "content": stage.body("text"), "publishDate": published}
    stored = stage.call(post)
    row = Content.objects.get(pk=stored["id"])
    assert (row.storage, str(row.posting_day), stored["publishDate"]) == (
        stage.storage("text"),
        "2018-07-16",
        published,
    )
    edited = stage.call({**post, "id": row.pk, "version": 1, "title": "Other news"})
    assert (edited["version"], again(row).title) == (2, "Other news")


@scenario("removeBlogEntry-2")
def remove_blog_entry(stage: Stage) -> None:
    assert stage.call(stage.world.blogpost.pk) is True
    assert again(stage.world.blogpost).status == ContentStatus.TRASHED


@scenario("getRecentBlogEntries-3")
def get_recent_blog_entries(stage: Stage) -> None:
    assert [one["id"] for one in stage.call("DOC", 5)] == [stage.world.blogpost.pk]
    assert stage.call("DOC", 0) == []
