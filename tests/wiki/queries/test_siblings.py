"""Reading a level of the tree in parts."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.wiki import make_page
from wiki.models import Content, Space
from wiki.queries import tree
from wiki.queries.tree import level_below, place_in_tree, rest_of_level, tree_along


def plans(do: Callable[[], object]) -> list[str]:
    """Give how the database goes about each query of pages that something asks."""
    with CaptureQueriesContext(connection) as captured:
        do()
    asked = [query["sql"] for query in captured if query["sql"].startswith("SELECT") and "position" in query["sql"]]
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for sql in asked:
            cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {sql}")
            found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return found


@pytest.fixture
def level(ann: Actor, space: Space) -> list[Content]:
    """The children of the home page: some with a place, and behind them others by title."""
    pages = [make_page(ann, f"Page {number:02}", below=space.home_page) for number in range(9)]
    for place, page in enumerate((pages[4], pages[2], pages[7])):
        Content.objects.filter(pk=page.pk).update(position=place * 10 - 5)
    return [pages[number] for number in (4, 2, 7, 0, 1, 3, 5, 6, 8)]


def test_a_part_of_a_level_is_read_from_the_index(
    ann: Actor, space: Space, level: list[Content], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tree, "LEVEL_LIMIT", 2)
    home = space.home_page
    assert home is not None
    middle = Content.objects.get(pk=level[4].pk)
    for do in (
        lambda: level_below(ann, home),
        lambda: rest_of_level(ann, space, home, after=middle.pk),
        lambda: rest_of_level(ann, space, home, before=middle.pk),
        lambda: tree_along(ann, space, [home.pk], around=middle),
        lambda: place_in_tree(ann, middle),
    ):
        for plan in plans(do):
            # A page asked for by its id is found by that.
            by_id = "id=?" in plan.splitlines()[0] or "id = " in plan
            assert "wiki_page_in_tree" in plan or by_id, plan
            assert by_id or ("TEMP B-TREE" not in plan and "Sort Key" not in plan), plan


def test_a_page_shows_where_it_stands_with_a_page_above_it_on_another_level(
    ann: Actor, space: Space, level: list[Content], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tree, "LEVEL_LIMIT", 4)
    home = space.home_page
    assert home is not None
    for index, page in enumerate(level):
        page.refresh_from_db()
        shown = [node.page.pk for node in tree_along(ann, space, [home.pk], around=page).nodes[0].level.nodes]
        assert page.pk in shown
        at = shown.index(page.pk)
        assert shown == [one.pk for one in level[index - at : index - at + len(shown)]]
        below = make_page(ann, f"Below {index}", below=page)
        nodes = tree_along(ann, space, [home.pk, page.pk], around=below).nodes[0].level.nodes
        assert [node.page.pk for node in nodes] == shown
        assert [one.page.title for node in nodes if node.level for one in node.level.nodes] == [below.title]


def test_a_top_of_very_many_pages_begins_with_the_home_page(ann: Actor, space: Space, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tree, "LEVEL_LIMIT", 3)
    tops = [make_page(ann, f"A top {number}") for number in range(8)]
    found = tree_along(ann, space, [], around=tops[5])
    assert found.nodes[0].page.pk == space.home_page_id
    assert [node.page.title for node in found.nodes[1:]] == ["A top 5", "A top 6"]
    assert found.is_cut and found.nodes[1].follows_cut and not found.nodes[0].follows_cut
    before = rest_of_level(ann, space, None, before=tops[5].pk)
    assert [node.page.title for node in before.nodes] == ["A top 2", "A top 3", "A top 4"]
    assert before.nodes[0].follows_cut and not before.is_cut
