"""Markup for the editor: the page that takes it, the way back, and the conversion for the dialog."""

import re
from html import unescape

import pytest
from django.test import Client

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content
from wiki.views import insert_markup

CONVERT = "/wiki/convert"
PAGE = "/pages/insertmarkup.action"


def edit(scene: Scene, **fields: str) -> dict[str, str]:
    """Give what the editor of the page sends."""
    return {
        "pageId": f"{scene.page.pk}",
        "version": "2",
        "title": 'A "new" <title>',
        "storage": "<p>mine &amp; yours</p>\r\n",
        "versionComment": "why",
        "minorEdit": "1",
    } | fields


def hidden(html: str) -> dict[str, str]:
    """Give the hidden fields of the page's form, as a browser would send them."""
    form = html.partition('<form class="editor"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize(
    ("markup_format", "markup", "storage"),
    [
        ("wiki", "h1. A\r\n*b* {toc}", '<h1>A</h1><p><strong>b</strong> <ac:structured-macro ac:name="toc" /></p>'),
        ("markdown", "# A\r\n*b*", "<h1>A</h1><p><em>b</em></p>"),
        ("wiki", "", ""),
    ],
)
def test_conversion(scene: Scene, browser: Browser, ann: Actor, markup_format: str, markup: str, storage: str):
    response = browser(ann).post(CONVERT, {"markup": markup, "markupFormat": markup_format})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.decode() == storage


def test_who_is_not_logged_in_converts_nothing(scene: Scene):
    response = Client().post(CONVERT, {"markup": "*a*", "markupFormat": "wiki"})
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_a_conversion_needs_the_token_of_the_form(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann, enforce_csrf_checks=True)
    assert client.post(CONVERT, {"markup": "*a*", "markupFormat": "wiki"}).status_code == 403
    assert browser(ann).get(CONVERT).status_code == 405


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"markup": "a", "markupFormat": "html"}, "Choose whether"),
        ({"markup": "a"}, "Choose whether"),
        ({"markup": "a" * (insert_markup.LONGEST + 1), "markupFormat": "wiki"}, "at most 1,000,000"),
    ],
)
def test_refusals_say_why(scene: Scene, browser: Browser, ann: Actor, fields: dict[str, str], reason: str):
    response = browser(ann).post(CONVERT, fields)
    assert response.status_code == 400
    assert reason in response.content.decode()
    page = browser(ann).post("/pages/editpage.action", edit(scene, insertMarkup="1", **fields))
    assert page.status_code == 400
    assert reason in page.content.decode()
    assert hidden(page.content.decode())["storage"] == edit(scene)["storage"]


def test_there_and_back_nothing_is_lost(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    html = client.post(PAGE, edit(scene)).content.decode()
    carried = hidden(html)
    assert carried == edit(scene)
    preview = client.post(PAGE, carried | {"markup": "*a*", "markupFormat": "wiki", "previewMarkup": "1"})
    assert "<p><strong>a</strong></p>" in preview.content.decode()
    assert hidden(preview.content.decode()) == edit(scene)
    assert "*a*</textarea>" in preview.content.decode()
    sent = carried | {"markup": "*a*", "markupFormat": "wiki", "insertMarkup": "1"}
    editor = client.post("/pages/editpage.action", sent).content.decode()
    assert (
        "&lt;p&gt;mine &amp;amp; yours&lt;/p&gt;\n&lt;p&gt;&lt;strong&gt;a&lt;/strong&gt;&lt;/p&gt;</textarea>"
        in editor
    )
    assert 'value="A &quot;new&quot; &lt;title&gt;"' in editor
    assert 'value="why"' in editor
    assert 'name="minorEdit" value="1" checked' in editor
    assert 'name="version" value="2"' in editor
    assert Content.objects.get(pk=scene.page.pk).version == 2


def test_back_without_inserting(scene: Scene, browser: Browser, ann: Actor):
    sent = edit(scene, markup="*a*", markupFormat="wiki", insertMarkup="nothing")
    editor = browser(ann).post("/pages/editpage.action", sent).content.decode()
    assert "mine &amp;amp; yours" in editor
    assert "strong&gt;a" not in editor


@pytest.mark.parametrize(("kind", "address"), [("page", "createpage"), ("blogpost", "createblogpost")])
def test_something_new(scene: Scene, browser: Browser, ann: Actor, kind: str, address: str):
    client = browser(ann)
    fields = {"spaceKey": "TST", "parentId": f"{scene.page.pk}", "kind": kind, "title": "Fresh", "storage": ""}
    html = client.post(PAGE, fields).content.decode()
    assert f'action="/pages/{address}.action"' in html
    sent = hidden(html) | {"markup": "# a", "markupFormat": "markdown", "insertMarkup": "1"}
    editor = client.post(f"/pages/{address}.action", sent)
    assert "&lt;h1&gt;a&lt;/h1&gt;</textarea>" in editor.content.decode()
    assert not Content.objects.filter(title="Fresh").exists()


def test_whoever_may_not_write_does_not_see_the_page(scene: Scene, browser: Browser, stranger: Actor):
    client = browser(stranger)
    for fields in (edit(scene), {"spaceKey": "TST", "title": "", "storage": "", "kind": "page"}):
        response = client.post(PAGE, fields)
        assert response.status_code in (302, 403, 404)
        assert b"First page" not in response.content
