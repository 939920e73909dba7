"""How many queries things take: as many in a large space with a deep tree as in a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.models import User
from tests.factories.wiki import make_attachment, make_comment, make_page, make_space, member, open_site
from wiki.models import Body, Content, RestrictionType, allot_ids
from wiki.permissions.access import page_for
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.queries.attachments import attachments_of
from wiki.queries.comments import comments_on
from wiki.queries.labels import popular_labels
from wiki.queries.pages import (
    ancestors_of,
    children_of,
    descendants_of,
    page_by_title,
    pages_of,
    top_level_pages,
)
from wiki.queries.recent import recently_updated
from wiki.services.labels.label import add_labels
from wiki.services.pages.move import move_page
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import create_page, edit_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db

DEPTH = 30


def fill(space, author, count):
    """Fill a space with pages: one deep branch, and wide ones below its last page."""
    ids = allot_ids(count)
    pages: list[Content] = []
    for number, page_id in enumerate(ids):
        depth = min(count // 2, DEPTH)
        parent = pages[number - 1] if 0 < number < depth else (pages[depth - 1] if number else None)
        page = Content(
            id=page_id,
            kind="page",
            space=space,
            host_id=page_id,
            parent=parent,
            path=parent.subtree_path if parent else "/",
            creator=author,
            modifier=author,
        )
        page.retitle(f"Page {number}")
        pages.append(page)
    Content.objects.bulk_create(pages)
    Body.objects.bulk_create(Body(content_id=page.pk, storage="<p/>") for page in pages)
    return pages


def counts(size):
    """Give the number of queries of each thing done in a space of so many pages, by somebody new each time."""
    ann = member(f"ann{size}", "writers")
    key = f"S{size}"
    space = make_space(ann, key, for_all_users=True)
    pages = fill(space, ann.user, size)
    deep = pages[min(size // 2, DEPTH) - 1]
    leaf = pages[-1]
    set_restriction(ann, content_id=deep.pk, type=RestrictionType.VIEW, users=[ann.user])
    for page in pages[-3:]:
        add_labels(ann, content_id=page.pk, labels="a b")
        make_comment(ann, page)
        make_attachment(ann, page)
    reader = member(f"reader{size}")
    taken = {}

    def measure(name, call, username=""):
        actor = Actor.for_user(User.objects.get(username=username or f"ann{size}"))
        with CaptureQueriesContext(connection) as captured:
            call(actor)
        taken[name] = len(captured)

    measure("open", lambda by: page_for(by, leaf.pk))
    measure("open by title", lambda by: page_by_title(by, space, leaf.title))
    measure("children", lambda by: list(children_of(by, deep)))
    measure("top level", lambda by: list(top_level_pages(by, space)))
    measure("descendants", lambda by: list(descendants_of(by, pages[0])))
    measure("ancestors", lambda by: ancestors_of(by, leaf))
    measure("all pages", lambda by: [page.space.key for page in pages_of(by, space)])
    measure("recent", lambda by: [page.space.key for page in recently_updated(by, space)])
    measure("comments", lambda by: [comment.storage for comment in comments_on(by, leaf)])
    measure("attachments", lambda by: [file.creator for file in attachments_of(by, leaf)])
    measure("labels", popular_labels)
    measure("spaces", lambda by: list(visible_spaces(by)))
    measure("another's view", lambda by: list(visible_contents(by, Content.objects.all())), reader.username)
    measure("edit", lambda by: edit_page(by, page_id=leaf.pk, version=1, storage="<p>2</p>"))
    measure("rename", lambda by: edit_page(by, page_id=leaf.pk, version=2, title="Renamed"))
    measure("create", lambda by: create_page(by, space_key=key, title="New", storage="<p/>", parent_id=deep.pk))
    measure("move", lambda by: move_page(by, page_id=deep.pk, target_id=space.home_page_id, position="append"))
    measure("trash", lambda by: trash_page(by, page_id=leaf.pk))
    seen = visible_contents(
        Actor.for_user(reader.user), Content.objects.filter(space=space, kind="page", status="current")
    )
    assert seen.count() == min(size // 2, DEPTH)
    return taken


def test_size_and_depth_do_not_count(db):
    open_site()
    counts(10)
    small, large = counts(20), counts(400)
    assert small == large
    reads = (
        "open",
        "open by title",
        "children",
        "top level",
        "descendants",
        "ancestors",
        "all pages",
        "recent",
        "comments",
    )
    assert {name: large[name] for name in reads} == dict.fromkeys(reads, 3) | {"ancestors": 3}
    assert large["create"] <= 21
    assert large["edit"] <= 25
    assert large["move"] <= 25


def test_a_page_below_nothing_has_no_ancestors_to_ask_for(ann, space, django_assert_num_queries):
    page = make_page(ann)
    with django_assert_num_queries(0):
        assert ancestors_of(ann, page) == []
