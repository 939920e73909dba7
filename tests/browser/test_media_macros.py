"""Macros that show files and HTML, in a real browser: the lightbox, uploads from a page, and what HTML can't reach."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.factories.accounts import super_actor
from tests.factories.wiki import make_page
from tests.wiki.macros.media import attach, macro, picture_file
from wiki.models import Content, Space
from wiki.services.pages.store import edit_page
from wiki.services.site.settings import change_site_settings

NOSY = """<p id="told">begun</p><script>
const tries = {
  cookie: () => document.cookie,
  storage: () => localStorage.length,
  parent: () => { if (parent === self) throw 0; return parent.document.title; },
  top: () => { if (top === self) throw 0; top.location = "https://wiki.invalid/"; },
};
const got = [];
for (const [name, look] of Object.entries(tries)) { try { look(); got.push(name); } catch { /* as it should be */ } }
fetch("/display/DOCS", { credentials: "include" }).then(() => got.push("fetch"), () => {}).finally(() => {
  document.getElementById("told").textContent = got.length ? "got " + got : "got nothing";
});
</script><div style="height: 700px"></div>"""


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something in the page; a function that the page itself evaluates would need `eval`."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def shown(owner: Actor, space: Space) -> Content:
    """A page with pictures, a list of its files and a gallery."""
    page = make_page(owner, "Pictures", space="DOCS")
    for number, colour in enumerate(("teal", "maroon", "navy")):
        attach(owner, page, f"{number}.png", picture_file(colour, 400, 300), comment=f"The {colour} one")
    attach(owner, page, "notes.txt", b"some words")
    storage = macro("attachments", upload="true") + macro("gallery") + macro("view-file", unnamed="notes.txt")
    edit_page(owner, page_id=page.pk, version=1, storage=storage)
    return page


def test_pictures_open_over_the_page(page: Page, shown: Content) -> None:
    log_in(page)
    page.goto("/display/DOCS/Pictures")
    page.locator(".gallery-link").nth(1).focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Pictures")
    expect(box.locator(".lightbox-caption")).to_have_text("The maroon one")
    expect(box.locator("img")).to_have_attribute("alt", "1.png")
    page.keyboard.press("ArrowRight")
    expect(box.locator(".lightbox-count")).to_have_text("3 of 3")
    expect(box.get_by_role("button", name="The next picture")).to_be_disabled()
    page.keyboard.press("Home")
    expect(box.locator(".lightbox-caption")).to_have_text("The teal one")
    until(lambda: page.evaluate("document.querySelector('.lightbox img').naturalWidth") == 400)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert page.evaluate("document.activeElement === document.querySelectorAll('.gallery-link')[0]")


def test_files_are_attached_from_the_page(page: Page, shown: Content) -> None:
    log_in(page)
    page.goto("/display/DOCS/Pictures")
    expect(page.locator(".macro-upload-link")).to_be_hidden()
    page.set_input_files(
        ".macro-upload input[type=file]", {"name": "new.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    page.click(".macro-upload button")
    expect(page.locator(".messages")).to_contain_text("“new.txt” was attached")
    assert Content.objects.filter(title="new.txt", container=shown).exists()


def test_text_shows_in_its_frame(page: Page, shown: Content) -> None:
    log_in(page)
    page.goto("/display/DOCS/Pictures")
    page.locator("iframe.file-preview").scroll_into_view_if_needed()
    expect(page.frame_locator("iframe.file-preview").locator("body")).to_contain_text("some words")


@pytest.fixture
def tab(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A tab in which errors are no failure: the browser tells as one what it did not let a frame do."""
    context = chromium.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def test_html_of_a_page_reaches_nothing(tab: Page, owner: Actor, space: Space) -> None:
    change_site_settings(super_actor("chief"), values={"html_macro": True})
    storage = macro("html", f"<ac:plain-text-body><![CDATA[{NOSY}]]></ac:plain-text-body>")
    made = make_page(owner, "Nosy", space="DOCS", storage=storage)
    log_in(tab)
    tab.goto(f"/pages/viewpage.action?pageId={made.pk}")
    frame = tab.frame_locator("iframe.html-frame")
    expect(frame.locator("#told")).to_have_text("got nothing")
    until(lambda: tab.evaluate("document.querySelector('iframe.html-frame').offsetHeight") > 700)
    assert tab.url.endswith("/display/DOCS/Nosy")
    source = tab.locator("iframe.html-frame").get_attribute("src") or ""
    # Opened by itself it is a site of its own, too.
    tab.goto(source)
    expect(tab.locator("#told")).to_have_text("got nothing")
