"""The results page and the suggestions, as a browser asks for them."""

import re

import pytest

from accounts.actor import Actor
from search.drain import catch_up_with_all as catch_up
from search.folder import index_folder
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import RestrictionType
from wiki.services.pages.archive import archive_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db(transaction=True)


def page(browser: Browser, actor: Actor, query: str, **more: str) -> str:
    """The results page of a query."""
    response = browser(actor).get("/dosearchsite.action", {"queryString": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_hits_are_marked_and_counted(scene: Scene, browser: Browser, ann: Actor):
    make_page(ann, "Rivers", storage="<p>about <em>crocodiles</em> &lt;script&gt;</p>", space=scene.space.key)
    catch_up()
    html = page(browser, ann, "crocodile")
    assert "1–1 of 1 result" in html
    assert "<mark>crocodiles</mark> &lt;script" in html


def test_filters(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    make_page(ann, "Rivers", storage="<p>crocodiles</p>", space=scene.space.key)
    catch_up()
    for more, found in (
        ({"type": "page"}, True),
        ({"type": "comment"}, False),
        ({"where": scene.space.key}, True),
        ({"where": "conf_favorites"}, False),
        ({"contributor": "ann"}, True),
        ({"contributor": "bob"}, False),
        ({"lastModified": "TODAY"}, True),
        ({"label": "nothing"}, False),
        ({"sort": "title"}, True),
        ({"ancestorId": str(scene.page.pk)}, False),
    ):
        assert ("1–1 of 1 result" in page(browser, ann, "crocodile", **more)) == found, more
    assert "There is no type" in page(browser, ann, "crocodile", type="nonsense")


def test_cql_and_mistakes(scene: Scene, browser: Browser, ann: Actor):
    catch_up()
    html = page(browser, ann, "", cql='type = page and title = "First page"')
    assert "First page" in html and "1–1 of 1 result" in html
    html = page(browser, ann, "(first")
    assert "at character 1: this bracket is never closed" in html
    assert "First page" in html


def test_cql_has_a_field_of_its_own(scene: Scene, browser: Browser, ann: Actor):
    make_page(ann, "Rivers", storage="<p>crocodiles</p>", space=scene.space.key)
    catch_up()
    html = page(browser, ann, "", cql='type = page and text ~ "crocodiles"')
    assert re.search(r'<input id="search-cql" [^>]*value="type = page and text ~ &quot;crocodiles&quot;"', html)
    assert "1–1 of 1 result" in page(browser, ann, "rivers", cql="type = page")
    assert "Nothing that you may see fits" in page(browser, ann, "nowhere", cql="type = page")


def test_broken_cql_falls_back_on_what_it_compares_with(scene: Scene, browser: Browser, ann: Actor):
    make_page(ann, "Rivers", storage="<p>crocodiles</p>", space=scene.space.key)
    catch_up()
    for broken in ("text ~ crocodiles AND (", 'text ~ "crocodiles', "nofield = 'crocodiles'"):
        html = page(browser, ann, "", cql=broken)
        assert "at character" in html and "1–1 of 1 result" in html, broken


def test_pages_of_results(scene: Scene, browser: Browser, ann: Actor):
    for number in range(25):
        make_page(ann, f"Zebra {number}", space=scene.space.key)
    catch_up()
    assert "1–20 of 25 results" in page(browser, ann, "zebra")
    second = page(browser, ann, "zebra", page="2")
    assert "21–25 of 25 results" in second
    assert "21–25 of 25 results" in page(browser, ann, "zebra", startIndex="20")


def test_what_is_hidden_is_neither_shown_nor_suggested(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    secret = make_page(ann, "Zebra secret", space=scene.space.key)
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    catch_up()
    assert "Nothing that you may see fits" in page(browser, bob, "zebra")
    suggested = browser(bob).get("/search/suggestions", {"query": "zeb"}).content.decode()
    assert "secret" not in suggested
    assert "secret" in browser(ann).get("/search/suggestions", {"query": "zeb"}).content.decode()


def test_suggestions_finish_the_last_word(scene: Scene, browser: Browser, ann: Actor):
    catch_up()
    html = browser(ann).get("/search/suggestions", {"query": "first pa"}).content.decode()
    assert "First page" in html
    assert "First page" not in browser(ann).get("/search/suggestions", {"query": "fi pa"}).content.decode()


def test_without_an_index_titles_are_searched(scene: Scene, browser: Browser, ann: Actor):
    assert index_folder().current() is None
    html = page(browser, ann, "first")
    assert "The search index is being built" in html and "First page" in html
    assert "First page" in browser(ann).get("/search/suggestions", {"query": "first"}).content.decode()


def test_an_exact_title_is_opened_from_the_search_field(scene: Scene, browser: Browser, ann: Actor):
    response = browser(ann).get("/dosearchsite.action", {"queryString": "first page", "jump": "1"})
    assert response.status_code == 302
    assert response["Location"].endswith("/First+page")


@pytest.mark.parametrize("query", ["\x00", "(" * 300, "*" * 50, "a" * 900, '"', "x:y:z", "[a TO b]", "~^"])
def test_whatever_is_asked_is_answered(scene: Scene, browser: Browser, ann: Actor, query: str):
    catch_up()
    assert browser(ann).get("/dosearchsite.action", {"queryString": query}).status_code in (200, 400)
    assert browser(ann).get("/search/suggestions", {"query": query}).status_code in (200, 400)


def test_archived_pages_are_found_when_they_are_asked_for(scene: Scene, browser: Browser, ann: Actor):
    archive_page(ann, page_id=scene.page.pk)
    catch_up()
    assert "Second page" not in page(browser, ann, "page")
    assert "Second page" not in page(browser, ann, "", cql="type = page")
    html = page(browser, ann, "page", includeArchivedPages="true")
    assert "Second page" in html and '<span class="lozenge">Archived</span>' in html
    assert 'name="includeArchivedPages" value="true" checked' in html
    assert "Second page" in page(browser, ann, "", cql="type = page", includeArchivedPages="true")
    suggested = browser(ann).get("/search/suggestions?query=page").content.decode()
    assert "First page" not in suggested
    opened = browser(ann).get("/dosearchsite.action", {"queryString": "First page", "jump": "1"})
    assert opened.status_code == 200
