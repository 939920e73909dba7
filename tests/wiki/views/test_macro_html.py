"""The frames of the macros html and html-include: what is in them, for whom, and what it may do."""

import re

import pytest
from django.test import Client

from accounts.actor import SYSTEM_FETCH, Actor
from tests.factories.wiki import make_comment, make_page
from tests.wiki.fetching.outside import Outside, answer
from tests.wiki.macros.media import attach, macro
from tests.wiki.services.fetched.conftest import outside as outside
from tests.wiki.views.conftest import Browser
from wiki.fetching import wanted
from wiki.models import Content, RestrictionType, Space
from wiki.services.fetched.page import refresh_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.site.settings import change_site_settings

pytestmark = pytest.mark.django_db

BODY = "<script>document.title = 'x & y'</script><b>bold</b>"
STORAGE = macro("html", f"<ac:plain-text-body><![CDATA[{BODY}]]></ac:plain-text-body>")


@pytest.fixture
def on(administrator: Actor) -> Actor:
    """Both macros are switched on, for one host."""
    values = {"html_macro": True, "html_include_macro": True, "html_include_hosts": ("docs.example.org",)}
    change_site_settings(administrator, values=values)
    return administrator


def frame_of(client: Client, page: Content) -> str:
    """Give the address of the frame in a page."""
    html = client.get(f"/pages/viewpage.action?pageId={page.pk}", follow=True).content.decode()
    found = re.search(r'<iframe class="html-frame" src="([^"]*)"', html)
    assert found is not None
    return found.group(1).replace("&amp;", "&")


def test_the_frame_holds_the_html_and_no_right_to_anything(
    on: Actor, ann: Actor, bob: Actor, space: Space, browser: Browser
) -> None:
    page = make_page(ann, storage=STORAGE)
    client = browser(bob)
    response = client.get(frame_of(client, page))
    assert response.status_code == 200 and BODY in response.content.decode()
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert policy["default-src"] == policy["connect-src"] == policy["form-action"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == "'unsafe-inline'" and policy["frame-ancestors"] == "'self'"
    assert "private" in response["Cache-Control"]


def test_listed_hosts_may_be_used(on: Actor, ann: Actor, space: Space, browser: Browser) -> None:
    change_site_settings(on, values={"frame_hosts": ("cdn.example.org",)})
    page = make_page(ann, storage=STORAGE)
    client = browser(ann)
    policy = client.get(frame_of(client, page))["Content-Security-Policy"]
    assert "script-src 'unsafe-inline' https://cdn.example.org;" in policy
    assert "connect-src https://cdn.example.org;" in policy


def test_who_may_not_see_the_page_does_not_get_its_html(
    on: Actor, ann: Actor, bob: Actor, space: Space, browser: Browser
) -> None:
    page = make_page(ann, storage=STORAGE)
    address = frame_of(browser(ann), page)
    assert browser(bob).get(address).status_code == 200
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    hidden = browser(bob).get(address)
    missing = browser(bob).get(re.sub(r"contentId=\d+", "contentId=99", address))
    assert hidden.status_code == missing.status_code == 404 and BODY not in hidden.content.decode()
    assert Client().get(address).status_code == 302


def test_only_what_stands_in_the_page_is_in_the_frame(on: Actor, ann: Actor, space: Space, browser: Browser) -> None:
    page = make_page(ann, storage=STORAGE)
    client = browser(ann)
    address = frame_of(client, page)
    for other in (re.sub("html=.*", "html=0", address), re.sub("html=.*", "html=<script>", address)):
        response = client.get(other)
        assert response.status_code == 404 and "<b>" not in response.content.decode()
        assert response["Content-Security-Policy"].startswith("sandbox ")
    edit_page(ann, page_id=page.pk, version=1, storage="<p>gone</p>")
    assert client.get(address).status_code == 404
    old = Content.objects.get(current=page)
    assert client.get(address.replace(str(page.pk), str(old.pk))).status_code == 200


def test_html_in_comments_shows(on: Actor, ann: Actor, space: Space, browser: Browser) -> None:
    page = make_page(ann)
    make_comment(ann, page, STORAGE)
    client = browser(ann)
    assert BODY in client.get(frame_of(client, page)).content.decode()


def test_nothing_shows_once_it_is_switched_off(on: Actor, ann: Actor, space: Space, browser: Browser) -> None:
    page = make_page(ann, storage=STORAGE)
    file = attach(ann, page, "x.html", b"<p>hi</p>", media="text/html")
    client = browser(ann)
    address = frame_of(client, page)
    change_site_settings(on, values={"html_macro": False, "html_include_macro": False})
    assert client.get(address).status_code == 403
    assert client.get(f"/plugins/html/frame.action?file={file.pk}").status_code == 403
    assert client.get(address.replace("html=", "page=")).status_code == 403


def test_a_page_of_another_site(
    on: Actor, ann: Actor, space: Space, browser: Browser, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://docs.example.org/x"
    asked_for: list[tuple[str, str]] = []
    monkeypatch.setattr(wanted, "_handlers", [lambda what, address: asked_for.append((str(what), address))])
    page = make_page(ann, storage=macro("html-include", url=f'<ri:url ri:value="{url}" />'))
    client = browser(ann)
    address = frame_of(client, page)
    first = client.get(address)
    assert "will show shortly" in first.content.decode() and first["Refresh"] == "5"
    assert asked_for == [("page", url)] and not outside.dialled
    outside.replies["/x"] = answer(b"<h1>There</h1>", Content_Type="text/html")
    refresh_page(SYSTEM_FETCH, url=url)
    second = client.get(address)
    assert "<h1>There</h1>" in second.content.decode() and not second.has_header("Refresh")
    assert second["Content-Security-Policy"].startswith("sandbox ") and len(asked_for) == 1


def test_a_kept_page_goes_with_its_host_from_the_list(
    on: Actor, ann: Actor, space: Space, browser: Browser, outside: Outside
) -> None:
    url = "http://docs.example.org/x"
    page = make_page(ann, storage=macro("html-include", url=url))
    outside.replies["/x"] = answer(b"<h1>There</h1>", Content_Type="text/html")
    refresh_page(SYSTEM_FETCH, url=url)
    client = browser(ann)
    address = frame_of(client, page)
    change_site_settings(on, values={"html_include_hosts": ("other.example.org",)})
    response = client.get(address)
    assert response.status_code == 403 and "There" not in response.content.decode()


def test_a_page_that_failed_says_why(on: Actor, ann: Actor, space: Space, browser: Browser, outside: Outside) -> None:
    url = "http://docs.example.org/x"
    page = make_page(ann, storage=macro("html-include", url=url))
    refresh_page(SYSTEM_FETCH, url=url)
    client = browser(ann)
    assert (
        "could not be fetched: the other site answered with 404" in client.get(frame_of(client, page)).content.decode()
    )


def test_an_attached_file(on: Actor, ann: Actor, bob: Actor, space: Space, browser: Browser) -> None:
    page = make_page(ann)
    file = attach(ann, page, "x.html", "<p>grün</p>".encode(), media="text/html; charset=utf-8")
    text = attach(ann, page, "x.txt", b"<p>hi</p>")
    large = attach(ann, page, "large.html", b" " * 1_000_001, media="text/html")
    client = browser(bob)
    assert "<p>grün</p>" in client.get(f"/plugins/html/frame.action?file={file.pk}").content.decode()
    assert client.get(f"/plugins/html/frame.action?file={text.pk}").status_code == 404
    assert "too large" in client.get(f"/plugins/html/frame.action?file={large.pk}").content.decode()
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert client.get(f"/plugins/html/frame.action?file={file.pk}").status_code == 404


@pytest.mark.parametrize("query", ["", "contentId=x", "contentId=1", "file=x", "contentId=99999999999999999999&html=1"])
def test_addresses_that_lead_nowhere(on: Actor, ann: Actor, space: Space, browser: Browser, query: str) -> None:
    assert browser(ann).get(f"/plugins/html/frame.action?{query}").status_code == 404
