"""A text that is sent after its writer's session has ended is not lost."""

import html
import re

import pytest
from django.test import Client

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content
from wiki.services.drafts.draft import save_draft

HERE = {"Origin": "http://testserver"}
TEXT = "<p>an hour's work &amp; more</p>"


def edit(scene: Scene) -> dict[str, str]:
    """Give what Ann's editor sends."""
    return {
        "pageId": f"{scene.page.pk}",
        "version": "2",
        "title": "Ann's title",
        "storage": TEXT,
        "versionComment": "why",
        "writer": "ann",
    }


@pytest.mark.parametrize(
    "address, more",
    [
        ("/pages/editpage.action", {}),
        ("/pages/createpage.action", {"spaceKey": "TST"}),
        ("/pages/createblogpost.action", {"spaceKey": "TST"}),
    ],
)
def test_it_is_shown_again_with_all_that_was_sent(scene: Scene, address: str, more: dict[str, str]):
    answer = Client().post(address, edit(scene) | more, headers=HERE)
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == 401
    assert TEXT in shown and 'value="Ann\'s title"' in shown and 'name="versionComment" value="why"' in shown
    assert "/login.action" in shown


def test_a_comment_is_kept_too(scene: Scene):
    sent = {"pageId": f"{scene.page.pk}", "content": "my *words*"}
    answer = Client().post("/pages/addcomment.action", sent, headers=HERE)
    assert answer.status_code == 401 and "my *words*" in answer.content.decode()


def test_after_logging_in_it_is_sent_once_more(scene: Scene, ann: Actor, browser: Browser):
    """The whole way of a browser without JavaScript, with tokens checked as they are in earnest."""
    client = Client(enforce_csrf_checks=True)
    client.get("/login.action")
    first = {"csrfmiddlewaretoken": client.cookies["oxbow_csrf"].value}
    kept = client.post("/pages/editpage.action", edit(scene) | first, headers=HERE)
    assert kept.status_code == 401
    ann.user.set_password("long enough 1")
    ann.user.save()
    login = {"os_username": "ann", "os_password": "long enough 1", **first}
    assert client.post("/login.action", login).status_code == 302
    stale = client.post("/pages/editpage.action", edit(scene) | first, headers=HERE)
    shown = stale.content.decode()
    assert stale.status_code == 403 and "You are logged in again" in shown and html.escape(TEXT) in shown
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown.partition('action="/pages/editpage')[2])[1]
    sent = edit(scene) | {"csrfmiddlewaretoken": token}
    assert client.post("/pages/editpage.action", sent, headers=HERE).status_code == 302
    assert Content.objects.get(pk=scene.page.pk).storage == TEXT


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}])
def test_a_form_of_another_site_is_not_shown_as_ones_own(scene: Scene, headers: dict[str, str]):
    answer = Client().post("/pages/editpage.action", edit(scene), headers=headers)
    assert answer.status_code == 302 and "/login.action" in answer["Location"]
    strict = Client(enforce_csrf_checks=True).post("/pages/editpage.action", edit(scene), headers=headers)
    assert strict.status_code == 403 and TEXT not in html.unescape(strict.content.decode())


def test_other_forms_are_not_kept(scene: Scene):
    answer = Client().post("/pages/removepage.action", {"pageId": "1", "storage": TEXT}, headers=HERE)
    assert answer.status_code == 302


def test_a_closed_tab_loses_no_more_than_the_last_seconds(scene: Scene, browser: Browser, ann: Actor):
    save_draft(ann, storage=TEXT, title="First page", content_id=scene.page.pk, base_version=2)
    shown = browser(ann).get(f"/pages/editpage.action?pageId={scene.page.pk}").content.decode()
    assert "You have an unsaved draft" in shown
