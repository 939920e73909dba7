"""All ways around filters on pages that a real browser reads: nothing runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.factories.accounts import super_actor
from tests.factories.wiki import make_page
from tests.wiki.rendering.evasions import everywhere
from wiki.models import Space
from wiki.services.site.settings import change_site_settings
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.parser import parse

PAGES = 6


@pytest.fixture
def tab(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A tab that takes note of dialogs, of what ran, and of other hosts that were asked."""
    browser = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script("window.ran = []; window.pwned = (...given) => window.ran.push(String(given) || 'ran');")
    yield page
    browser.close()


@pytest.mark.parametrize("choice", ["click", "listed"])
def test_nothing_runs(tab: Page, space: Space, owner: Actor, live_server: LiveServer, choice: str):
    values = {"external_images": choice, "embedded_frames": choice, "external_image_hosts": "images.example"}
    change_site_settings(super_actor("chief"), values=values)
    readable = [document for document in everywhere().values() if _parses(document)]
    for number in range(PAGES):
        make_page(owner, f"Vectors {number}", space="DOCS", storage="".join(readable[number::PAGES]))
    dialogs: list[str] = []
    hosts: set[str] = set()

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:image/", "blob:")):
            hosts.add(request.url)

    tab.on("dialog", dismiss)
    log_in(tab)
    tab.on("request", note)
    for number in range(PAGES):
        tab.goto(f"/display/DOCS/Vectors+{number}", wait_until="domcontentloaded")
        assert tab.locator("#main-content *").count() > 300
        _poke_everything(tab)
        assert tab.evaluate("window.ran") == []
        assert tab.url.endswith(f"/display/DOCS/Vectors+{number}")
    assert dialogs == []
    assert hosts == set()


def _poke_everything(tab: Page) -> None:
    """Do to each element what could set off a handler, and look at where each address leads."""
    tab.evaluate(
        """() => {
          for (const element of document.querySelectorAll("#main-content *")) {
            for (const name of element.getAttributeNames()) {
              if (name.startsWith("on")) window.ran.push(element.outerHTML);
            }
            for (const kind of ["mouseover", "pointerenter", "focus", "load", "error", "toggle", "animationstart"]) {
              element.dispatchEvent(new Event(kind, { bubbles: false }));
            }
            const address = element.href?.baseVal ?? element.href ?? element.src ?? "";
            if (/^(javascript|vbscript|data:text|blob):/i.test(address)) window.ran.push(address);
          }
        }"""
    )
    # Links that a browser would run when followed are followed, those to other places are not.
    tab.evaluate(
        """() => {
          for (const link of document.querySelectorAll("#main-content a[href]")) {
            if (!["http:", "https:", "mailto:", "ftp:", "tel:"].includes(link.protocol)) link.click();
          }
        }"""
    )


def _parses(document: str) -> bool:
    try:
        parse(document)
    except MalformedStorage:
        return False
    return True
