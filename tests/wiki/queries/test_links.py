"""The targets of a document's references, however many and whichever it names."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.wiki import make_attachment, make_page
from wiki.models import Content, ContentKind
from wiki.queries import links
from wiki.queries.links import VisibleTargets
from wiki.storage_format.targets import AttachmentKey, BlogPostKey, PageKey

pytestmark = pytest.mark.django_db

MANY = 1200
"""More spaces or pages than a condition of SQLite may name one by one."""


def test_pages_of_very_many_spaces(ann, bob, space):
    page = make_page(ann, "Title")
    wanted = {PageKey(f"S{number}", "Title") for number in range(MANY)} | {PageKey("TST", "title")}
    assert {key: target.content_id for key, target in VisibleTargets(bob).pages(wanted).items()} == {
        PageKey("TST", "title"): page.pk
    }


def test_many_spaces_take_the_queries_that_two_take(ann, bob, space):
    page = make_page(ann, "Title")
    make_attachment(ann, page, "a.txt")

    def queries(count: int) -> int:
        resolver = VisibleTargets(Actor.for_user(bob.user))
        with CaptureQueriesContext(connection) as captured:
            resolver.pages({PageKey(f"S{number}", f"Title {number}") for number in range(count)})
            resolver.blogposts({BlogPostKey(f"S{number}", "News", "") for number in range(count)})
            resolver.attachments({AttachmentKey(number, "a.txt") for number in range(count)})
        return len(captured)

    assert queries(MANY) == queries(2)


def test_titles_that_several_of_many_spaces_have_are_told_apart(ann, bob, space, other_space):
    pages = {PageKey(key, title): make_page(ann, title, space=key).pk for key in ("TST", "OTH") for title in ("A", "B")}
    others = {PageKey(f"S{number}", "C") for number in range(MANY)}
    wanted = others | {PageKey("TST", "A"), PageKey("OTH", "B")}
    found = {key: target.content_id for key, target in VisibleTargets(bob).pages(wanted).items()}
    assert found == {key: pages[key] for key in wanted - others}


def test_more_titles_than_one_query_may_name(ann, bob, space, monkeypatch):
    monkeypatch.setattr(links, "_AT_ONCE", 3)
    pages = {PageKey("TST", f"Title {number}"): make_page(ann, f"Title {number}").pk for number in range(8)}
    found = VisibleTargets(bob).pages(set(pages))
    assert {key: target.content_id for key, target in found.items()} == pages


def test_files_of_very_many_contents(ann, bob, space):
    page = make_page(ann, "Title")
    file = make_attachment(ann, page, "a.txt")
    wanted = {AttachmentKey(number, "a.txt") for number in range(10**9, 10**9 + MANY)} | {
        AttachmentKey(page.pk, "a.txt")
    }
    found = VisibleTargets(bob).attachments(wanted)
    assert {key: target.content_id for key, target in found.items()} == {AttachmentKey(page.pk, "a.txt"): file.pk}


def test_posts_of_very_many_spaces_and_days(ann, bob, space, monkeypatch):
    for day in (1, 2):
        post = make_page(ann, f"News {day}")
        Content.objects.filter(pk=post.pk).update(
            kind=ContentKind.BLOGPOST, posting_day=date(2026, 3, day), title="News", title_folded="news"
        )
    folded = []
    monkeypatch.setattr(links, "fold_title", lambda text, fold=links.fold_title: folded.append(text) or fold(text))
    wanted = {BlogPostKey(f"S{number}", "News", "2026/03/01") for number in range(MANY)}
    named = {BlogPostKey("TST", "news", day) for day in ("", "2026/03/01", "2026/03/03")}
    found = VisibleTargets(bob).blogposts(wanted | named)
    latest = Content.objects.get(posting_day=date(2026, 3, 2)).pk
    assert {key.posting_day: target.content_id == latest for key, target in found.items()} == {
        "": True,
        "2026/03/01": False,
    }
    # Once for every reference and every way to look at it, not for every post as well.
    assert len(folded) < 6 * len(wanted | named)
