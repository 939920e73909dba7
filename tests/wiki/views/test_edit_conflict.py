"""Two edits of one page: brought together where that can be, put side by side where it can't, and never lost."""

import html
import re

import pytest

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, Draft
from wiki.services.pages.store import edit_page
from wiki.services.pages.versions import remove_version

BASE = "<p>one</p><p>two</p><p>three</p>"
ADDRESS = "/pages/editpage.action"


@pytest.fixture
def both(scene: Scene, ann: Actor, bob: Actor) -> dict[str, str]:
    """Ann began with version 3; Bob has stored version 4 meanwhile. Gives the fields of Ann's editor."""
    edit_page(ann, page_id=scene.page.pk, version=2, storage=BASE)
    edit_page(bob, page_id=scene.page.pk, version=3, storage="<p>one of Bob</p><p>two</p><p>three</p><p>four</p>")
    return {"pageId": f"{scene.page.pk}", "version": "3", "title": "First page", "storage": BASE}


def stored(scene: Scene) -> Content:
    """Give the page as it is."""
    return Content.objects.get(pk=scene.page.pk)


def test_changes_of_different_blocks_are_stored_together(scene: Scene, browser: Browser, ann: Actor, both):
    client = browser(ann)
    response = client.post(ADDRESS, both | {"storage": "<p>one</p><p>two of Ann</p><p>three</p>"}, follow=True)
    page = stored(scene)
    assert page.storage == "<p>one of Bob</p><p>two of Ann</p><p>three</p><p>four</p>"
    assert (page.version, page.modifier_id) == (5, ann.user_id)
    shown = response.content.decode()
    assert "Somebody else had saved version 4 meanwhile" in shown
    links = re.findall(r'href="(/pages/diffpagesbyversion[^"]+)"', shown)
    assert [client.get(html.unescape(link)).status_code for link in links] == [200, 200]


def conflicting(both: dict[str, str]) -> dict[str, str]:
    """Give an edit that changes the paragraph which Bob changed, and another."""
    return both | {"storage": "<p>one of Ann</p><p>two of Ann</p><p>three</p>", "versionComment": "why"}


def test_the_same_block_is_shown_side_by_side_and_nothing_is_stored(scene: Scene, browser: Browser, ann: Actor, both):
    response = browser(ann).post(ADDRESS, conflicting(both))
    shown = response.content.decode()
    assert response.status_code == 409
    assert "<p>one of Ann</p>" in shown and "<p>one of Bob</p>" in shown
    assert html.escape("<p>one of Ann</p><p>two of Ann</p><p>three</p>") in shown
    assert shown.count('<input form="conflicts" type="radio"') == 3
    assert stored(scene).version == 4
    assert Draft.objects.get(user_id=ann.user_id, content=scene.page).storage == conflicting(both)["storage"]


@pytest.mark.parametrize(
    "choice, first",
    [
        ("mine", "<p>one of Ann</p>"),
        ("theirs", "<p>one of Bob</p>"),
        ("both", "<p>one of Ann</p><p>one of Bob</p>"),
        ("", "<p>one of Ann</p><p>one of Bob</p>"),
    ],
)
def test_what_was_chosen_is_stored(scene: Scene, browser: Browser, ann: Actor, both, choice: str, first: str):
    sent = conflicting(both) | {"against": "4", "decide": "save", "choice-0": choice}
    assert browser(ann).post(ADDRESS, sent).status_code == 302
    page = stored(scene)
    assert page.storage == f"{first}<p>two of Ann</p><p>three</p><p>four</p>"
    assert (page.version, page.version_comment) == (5, "why")
    assert not Draft.objects.filter(user_id=ann.user_id, content=scene.page).exists()


def test_the_result_can_be_looked_at_in_the_editor_first(scene: Scene, browser: Browser, ann: Actor, both):
    sent = conflicting(both) | {"against": "4", "decide": "edit", "choice-0": "theirs"}
    shown = browser(ann).post(ADDRESS, sent).content.decode()
    assert html.escape("<p>one of Bob</p><p>two of Ann</p><p>three</p><p>four</p>") in shown
    assert 'name="version" value="4"' in shown and "Nothing is stored yet" in shown
    assert stored(scene).version == 4


def test_a_third_edit_while_somebody_decides_is_brought_together_too(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor, both
):
    third = "<p>one of Bob</p><p>two</p><p>three!</p><p>four</p>"
    edit_page(bob, page_id=scene.page.pk, version=4, storage=third)
    sent = conflicting(both) | {"against": "4", "decide": "save", "choice-0": "mine"}
    assert browser(ann).post(ADDRESS, sent).status_code == 302
    assert stored(scene).storage == "<p>one of Ann</p><p>two of Ann</p><p>three!</p><p>four</p>"


def test_a_title_that_both_changed_is_chosen(scene: Scene, browser: Browser, ann: Actor, bob: Actor, both):
    edit_page(bob, page_id=scene.page.pk, version=4, title="Bob's title")
    client = browser(ann)
    sent = both | {"title": "Ann's title"}
    shown = client.post(ADDRESS, sent).content.decode()
    assert "Bob&#x27;s title" in shown and "Ann&#x27;s title" in shown
    client.post(ADDRESS, sent | {"against": "5", "decide": "save", "choice-title": "theirs"})
    assert stored(scene).title == "Bob's title"
    client.post(ADDRESS, both | {"version": "5", "title": "Ann's title"})
    assert stored(scene).title == "Ann's title"


def test_where_the_first_version_is_gone_both_whole_texts_are_shown(
    scene: Scene, browser: Browser, ann: Actor, administrator: Actor, both
):
    remove_version(administrator, content_id=scene.page.pk, version=3)
    client = browser(ann)
    assert client.post(ADDRESS, conflicting(both)).status_code == 409
    client.post(ADDRESS, conflicting(both) | {"against": "4", "decide": "save", "choice-0": "both"})
    assert "<p>two of Ann</p>" in stored(scene).storage and "<p>one of Bob</p>" in stored(scene).storage


def test_stored_line_ends_of_another_kind_are_no_conflict(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    edit_page(ann, page_id=scene.page.pk, version=2, storage="<p>a</p>\r\n<p>b</p>\r\n")
    edit_page(bob, page_id=scene.page.pk, version=3, storage="<p>a</p>\r\n<p>b of Bob</p>\r\n")
    sent = {"pageId": f"{scene.page.pk}", "version": "3", "title": "First page"}
    assert browser(ann).post(ADDRESS, sent | {"storage": "<p>a of Ann</p>\r\n<p>b</p>\r\n"}).status_code == 302
    assert stored(scene).storage == "<p>a of Ann</p>\n<p>b of Bob</p>\n"


@pytest.mark.parametrize("against", ["99", "x", ""])
def test_a_version_that_is_not_there_is_refused(scene: Scene, browser: Browser, ann: Actor, both, against: str):
    response = browser(ann).post(ADDRESS, conflicting(both) | {"against": against, "decide": "save"})
    assert response.status_code == 400
    assert html.escape(conflicting(both)["storage"]) in response.content.decode()
    assert stored(scene).version == 4


def test_a_broken_text_is_shown_with_its_place_and_not_merged(scene: Scene, browser: Browser, ann: Actor, both):
    response = browser(ann).post(ADDRESS, both | {"storage": "<p>broken"})
    assert response.status_code == 400
    assert "is never closed" in response.content.decode()


def test_a_blog_post_is_brought_together_too(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    from wiki.services.blogposts.store import edit_blogpost

    edit_blogpost(bob, post_id=scene.post.pk, version=1, storage="<p>news</p><p>of Bob</p>")
    sent = {"pageId": f"{scene.post.pk}", "version": "1", "title": "News", "storage": "<p>news of Ann</p>"}
    assert browser(ann).post(ADDRESS, sent).status_code == 302
    assert Content.objects.get(pk=scene.post.pk).storage == "<p>news of Ann</p><p>of Bob</p>"
