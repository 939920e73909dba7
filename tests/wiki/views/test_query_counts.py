"""What a page view asks the database does not grow with the wiki."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content
from wiki.queries import tree
from wiki.services.comments.store import add_comment

_numbers = count()
PAGE_VIEW = 28
SPACE_LISTS = 20


def queries(browser: Browser, actor: Actor, address: str) -> int:
    """Count the queries of an address, sessions and all."""
    client = browser(actor)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def grow(ann: Actor, scene: Scene, pages: int) -> None:
    """Add pages beside and below the page, and comments on it."""
    for number in range(pages):
        below = scene.page if number % 3 else scene.space.home_page
        make_page(ann, f"Another {next(_numbers)}", space=scene.space.key, below=below)
    for _ in range(5):
        add_comment(ann, container_id=scene.page.pk, storage="<p>words</p>")


def test_a_page_view_takes_as_many_queries_with_90_pages_as_with_20(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tree, "LEVEL_LIMIT", 4)
    address = f"/display/{scene.space.key}/First+page"
    add_comment(bob, container_id=scene.page.pk, storage="<p>mine</p>")
    grow(ann, scene, 20)
    few = {actor.username: queries(browser, actor, address) for actor in (ann, bob)}
    grow(ann, scene, 70)
    many = {actor.username: queries(browser, actor, address) for actor in (ann, bob)}
    assert few == many
    assert max(many.values()) <= PAGE_VIEW


def test_a_deep_page_takes_as_many_queries_as_one_at_the_top(scene: Scene, browser: Browser, ann: Actor):
    page: Content = scene.child
    for number in range(12):
        page = make_page(ann, f"Deep {number}", space=scene.space.key, below=page)
    assert queries(browser, ann, f"/display/{scene.space.key}/Deep+11") <= PAGE_VIEW


def test_lists_do_not_ask_for_each_row(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    addresses = (
        "/",
        f"/pages/recentlyupdated.action?key={scene.space.key}",
        f"/pages/listpages.action?key={scene.space.key}",
        f"/pages/listorphanedpages.action?key={scene.space.key}",
        f"/pages/listundefinedpages.action?key={scene.space.key}",
        "/dosearchsite.action?queryString=another",
        "/label/blue",
        f"/blog/view.action?key={scene.space.key}",
        f"/pages/viewpreviousversions.action?pageId={scene.page.pk}",
    )
    grow(ann, scene, 5)
    few = [queries(browser, bob, address) for address in addresses]
    grow(ann, scene, 40)
    assert [queries(browser, bob, address) for address in addresses] == few
    assert max(few) <= SPACE_LISTS
