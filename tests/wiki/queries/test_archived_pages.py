"""Lists and trees leave archived pages out; readers of an archived page find on from there."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from tests.factories.wiki import make_attachment, make_chain, make_comment, make_page
from tests.wiki.macros.using import shown, titles, use_of
from wiki.models import Content, RestrictionType, Space, ViewCount
from wiki.permissions.access import page_for
from wiki.queries import page_branches, tree
from wiki.queries.archived_pages import archived_pages_of, going_along
from wiki.queries.dashboard import popular_contents, visible_in_order
from wiki.queries.feed import FeedWish, feed_of
from wiki.queries.link_lists import orphaned_pages
from wiki.queries.page_branches import branch_below
from wiki.queries.recent import recently_updated
from wiki.queries.title_search import contents_titled
from wiki.queries.tree import level_below, rest_of_level, tree_along
from wiki.queries.view_counts import most_viewed
from wiki.services.labels.label import add_labels
from wiki.services.pages.archive import archive_page, bring_back_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(ann: Actor, space: Space) -> list[Content]:
    """Top, below it Old with Older below it, and New; Old is archived."""
    top, old, older = make_chain(ann, "Top", "Old", "Older")
    new = make_page(ann, "New", below=top)
    archive_page(ann, page_id=old.pk)
    return [top, old, older, new]


def in_tree(level: tree.Level) -> list[str]:
    """Give the titles of what shows of a tree."""
    return sorted(page.title for page in level.pages())


def test_the_tree_leaves_them_out(ann: Actor, space: Space, pages: list[Content]):
    top, old, older, new = pages
    assert in_tree(tree_along(ann, space, [top.pk, old.pk])) == ["New", "Space TST Home", "Top"]
    assert in_tree(level_below(ann, page_for(ann, top.pk))) == ["New"]
    archive_page(ann, page_id=new.pk)
    (node,) = [node for node in tree_along(ann, space, []).nodes if node.page.pk == top.pk]
    assert not node.has_children
    bring_back_page(ann, page_id=old.pk)
    assert in_tree(tree_along(ann, space, [top.pk, old.pk])) == ["Old", "Older", "Space TST Home", "Top"]


def test_a_long_level_is_read_in_parts_without_them(ann: Actor, space: Space, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tree, "LEVEL_LIMIT", 3)
    top = make_page(ann, "Top")
    below = [make_page(ann, f"P{number}", below=top) for number in range(8)]
    for number in (1, 2, 5):
        archive_page(ann, page_id=below[number].pk)
    first = level_below(ann, top)
    assert in_tree(first) == ["P0", "P3", "P4"] and first.is_cut
    rest = rest_of_level(ann, space, top, after=below[4].pk)
    assert in_tree(rest) == ["P6", "P7"] and not rest.is_cut
    # The tree beside an archived page shows what stands around its place.
    around = tree_along(ann, space, [top.pk], around=page_for(ann, below[5].pk))
    assert "P4" in in_tree(around) and "P5" not in in_tree(around)
    archive_page(ann, page_id=below[6].pk)
    archive_page(ann, page_id=below[7].pk)
    assert tree.level_sizes(space, [top.pk], 10)[top.pk].pages == 3


def test_archived_pages_take_no_more_queries(ann: Actor, space: Space, pages: list[Content]):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            tree_along(ann, space, [pages[0].pk], around=pages[3])
        return len(captured)

    before = queries()
    for number in range(5):
        archive_page(ann, page_id=make_page(ann, f"Gone {number}", below=pages[0]).pk)
    assert queries() == before


def test_recent_changes_feeds_and_popular_pages_leave_them_out(ann: Actor, space: Space, pages: list[Content]):
    _top, old, _older, new = pages
    comment, file = make_comment(ann, old), make_attachment(ann, old)
    gone = {old.pk, pages[2].pk, comment.pk, file.pk}
    for found in (
        recently_updated(ann),
        recently_updated(ann, space),
        feed_of(ann, FeedWish(most=50)),
        feed_of(ann, FeedWish(kinds=("comment", "attachment", "page"), space_keys=("TST",), most=50)),
        visible_in_order(ann, [old.pk, new.pk]),
        orphaned_pages(ann, space),
    ):
        ids = {one.pk for one in found}
        assert new.pk in ids and not gone & ids
    make_comment(ann, new)
    assert [one.pk for one in popular_contents(ann, 10)] == [new.pk]
    bring_back_page(ann, page_id=old.pk)
    assert gone <= {one.pk for one in recently_updated(ann)}


def test_most_viewed_pages_leave_them_out(ann: Actor, space: Space, pages: list[Content]):
    cache.clear()
    for page in pages:
        ViewCount.objects.create(content=page, day=timezone.localdate(), views=3)
    assert {one.title for one in most_viewed(ann, 10)} == {"Top", "New"}
    cache.clear()


def test_titles_are_found_without_them(ann: Actor, space: Space, pages: list[Content]):
    assert not contents_titled(ann, "Old").exists()
    assert contents_titled(ann, "New").exists()


def test_macros_leave_them_out(ann: Actor, space: Space, pages: list[Content]):
    top = page_for(ann, pages[0].pk)
    for page in pages:
        add_labels(ann, content_id=page.pk, labels="plan")
    every = {"allChildren": "true"}
    assert titles(shown(ann, use_of("children"), top)) == ["New"]
    assert titles(shown(ann, use_of("children", every), top)) == ["New"]
    assert "Old" not in titles(shown(ann, use_of("children", {"page": "/", **every}), top))
    labelled = titles(shown(ann, use_of("contentbylabel", {"label": "plan"}), top))
    assert {"New", "Top"} <= set(labelled) and not {"Old", "Older"} & set(labelled)
    assert "Old" not in shown(ann, use_of("contentbylabel", {"cql": "title = Old"}), top)
    index = titles(shown(ann, use_of("index"), top))
    assert "New" in index and "Old" not in index
    listed = shown(ann, use_of("pagetree", {"root": "Top", "expandCollapseAll": "true"}), top)
    assert "New" in listed and "Old" not in listed


def test_below_an_archived_page_its_own_are_listed(ann: Actor, space: Space, pages: list[Content]):
    old = page_for(ann, pages[1].pk)
    assert titles(shown(ann, use_of("children"), old)) == ["Older"]
    assert [one.title for one in branch_below(ann, space, old, 1).children[old.pk]] == ["Older"]


def test_a_large_branch_leaves_them_out(
    ann: Actor, space: Space, pages: list[Content], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(page_branches, "WHOLE_BRANCH", 1)
    archive_page(ann, page_id=make_page(ann, "Inner", below=pages[3]).pk)
    make_page(ann, "Newer", below=pages[0])
    branch = branch_below(ann, space, page_for(ann, pages[0].pk), 1)
    assert [one.title for one in branch.children[pages[0].pk]] == ["New", "Newer"]
    assert branch.with_children == set()


def test_the_list_of_a_space_holds_what_its_reader_may_see(ann: Actor, bob: Actor, space: Space, pages: list[Content]):
    secret = make_page(ann, "Secret")
    archive_page(ann, page_id=secret.pk)
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert [one.title for one in archived_pages_of(ann, space)] == ["Secret", "Old", "Older"]
    found = list(archived_pages_of(bob, space))
    assert [(one.title, one.is_below_archived) for one in found] == [("Old", False), ("Older", True)]


def test_who_archives_is_told_of_pages_that_they_see(ann: Actor, bob: Actor, space: Space, pages: list[Content]):
    secret = make_page(ann, "Secret", below=pages[3])
    make_page(ann, "Open", below=pages[3])
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert going_along(ann, pages[0]) == 3
    assert going_along(bob, pages[0]) == 2
