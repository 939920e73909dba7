"""The page tree at the side: its levels in parts, and moving pages in it."""

import re

import pytest
from django.test import Client

from accounts.actor import Actor
from tests.factories.wiki import make_page, make_space
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, RestrictionType
from wiki.queries import tree
from wiki.queries.pages import children_of
from wiki.services.restrictions.set import set_restriction

CHILDREN = "/plugins/pagetree/naturalchildren.action"


def titles(client: Client, query: str) -> list[str]:
    """Give the titles that an answer lists."""
    answer = client.get(f"{CHILDREN}?{query}")
    assert answer.status_code == 200
    return re.findall(r'<a href="/display[^>]*>([^<]*)</a>', answer.content.decode())


def place(client: Client, page: Content, target: Content | None, position: str) -> dict[str, object]:
    """Move a page as the script of the tree does."""
    fields = {"pageId": page.pk, "targetId": target.pk if target else "", "position": position}
    answer = client.post("/wiki/tree/place", fields, headers={"X-Requested-With": "oxbow"})
    return {"status": answer.status_code, **answer.json()}


def links(answer: str) -> list[str]:
    """Give the titles that a screen's tree lists, and what its lines that stand for more ask for."""
    tree = answer.partition('class="page-tree"')[2].partition("</nav>")[0] or answer
    return re.findall(r'data-(?:after|before)="\d+|(?<=>)[^<>]+(?=</a></span>)', tree)


def test_a_long_level_comes_in_parts(scene: Scene, browser: Browser, ann: Actor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tree, "LEVEL_LIMIT", 4)
    parts = [make_page(ann, f"Part {number}", space=scene.space.key, below=scene.page) for number in range(9)]
    client = browser(ann)
    place(client, parts[8], parts[0], "above")
    for page in Content.objects.filter(pk__in=[parts[3].pk, parts[4].pk, parts[5].pk, scene.child.pk]):
        # As an import may leave them: some pages with a place, all others by title behind them.
        Content.objects.filter(pk=page.pk).update(position=None)
    order = [page.title for page in children_of(ann, scene.page)]
    assert order[0] == "Part 8" and order[-1] == "Second page" and order[-4:-1] == ["Part 3", "Part 4", "Part 5"]
    ids = dict(children_of(ann, scene.page).values_list("title", "pk"))

    def asked(query: str) -> list[str]:
        return links(client.get(f"{CHILDREN}?pageId={scene.page.pk}{query}").content.decode())

    assert asked("") == [*order[:4], f'data-after="{ids[order[3]]}']
    for title in order:
        place_of = order.index(title)
        after, before = asked(f"&after={ids[title]}"), asked(f"&before={ids[title]}")
        listed = [line for line in after if "data-" not in line]
        assert listed == order[place_of + 1 : place_of + 5]
        assert [line for line in after if "data-" in line] == (
            [f'data-after="{ids[listed[-1]]}'] if place_of < 5 else []
        )
        listed = [line for line in before if "data-" not in line]
        assert listed == order[max(place_of - 4, 0) : place_of]
        assert [line for line in before if "data-" in line] == (
            [f'data-before="{ids[listed[0]]}'] if place_of > 4 else []
        )
        # A page's own screen shows it among those around it, wherever it stands.
        own = links(client.get(f"/pages/viewpage.action?noRedirect=true&pageId={ids[title]}").content.decode())
        near = [line for line in own if line in order]
        assert title in near and 2 <= len(near) <= 4 and near == order[order.index(near[0]) :][: len(near)]
        assert (f'data-before="{ids[near[0]]}' in own) == (near[0] != order[0])
        assert (f'data-after="{ids[near[-1]]}' in own) == (near[-1] != order[-1])
    hidden = make_page(ann, "Elsewhere", space=make_space(ann, "ELSE").key)
    assert asked(f"&after={hidden.pk}") == []


def test_the_whole_tree_comes_with_what_is_open(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    assert "Second page" not in titles(client, f"key={scene.space.key}")
    assert "Second page" in titles(client, f"key={scene.space.key}&open=,x,{scene.page.pk},99999999999999999999")


def test_a_page_is_placed_and_brought_back(scene: Scene, browser: Browser, ann: Actor):
    a, b, c = (make_page(ann, title, space=scene.space.key, below=scene.page) for title in ("A", "B", "C"))
    client = browser(ann)

    def order() -> list[str]:
        return [page.title for page in children_of(ann, scene.page)]

    answer = place(client, c, a, "above")
    assert answer["message"] == "“C” was moved." and order() == ["C", "A", "B", "Second page"]
    undo = answer["undo"]
    assert undo == {"targetId": b.pk, "position": "below"}
    place(client, c, b, "below")
    assert order() == ["A", "B", "C", "Second page"]
    assert place(client, c, b, "append")["undo"] == {"targetId": b.pk, "position": "below"}
    assert [page.title for page in children_of(ann, b)] == ["C"]
    assert place(client, c, None, "")["undo"] == {"targetId": b.pk, "position": "append"}
    c.refresh_from_db()
    assert c.parent_id is None


def test_a_refused_move_says_why(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    client = browser(bob)
    assert place(client, scene.page, scene.child, "append")["status"] == 400
    assert place(client, scene.page, scene.child, "sideways")["status"] == 400
    set_restriction(ann, content_id=scene.child.pk, type=RestrictionType.EDIT, users=[ann.user])
    refused = place(client, scene.child, scene.space.home_page, "append")
    assert refused["status"] == 403 and refused["message"]
    hidden = make_page(ann, "Hidden", space=make_space(ann, "SHUT").key)
    assert place(client, scene.page, hidden, "append")["status"] == 404
    scene.child.refresh_from_db()
    assert scene.child.parent_id == scene.page.pk
