"""Pages and scripts in another language than English, and a page that runs from right to left."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from accounts.services.languages import choose_language
from tests.browser.conftest import overflow
from tests.factories.accounts import PASSWORD
from tests.factories.wiki import make_page
from wiki.models import Space

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CODE = (
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[x = 1]]></ac:plain-text-body>'
    "</ac:structured-macro>"
)


@pytest.fixture
def german(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A tab of a browser that asks for German."""
    context = chromium.new_context(base_url=live_server.url, locale="de-DE")
    yield context.new_page()
    context.close()


def test_a_german_browser_and_a_page_from_right_to_left(german: Page, owner: Actor, space: Space):
    written = make_page(owner, "Handbuch", space="DOCS", storage=f"<p>Text</p>{CODE}")
    german.goto("/login.action")
    german.fill("#os_username", "ann")
    german.fill("#os_password", PASSWORD)
    german.click("#loginButton")
    german.wait_for_selector(".user-menu")
    address = f"/pages/viewpage.action?pageId={written.pk}&noRedirect=true"
    german.goto(address)
    expect(german.locator("html")).to_have_attribute("lang", "de")
    expect(german.locator("#editPageLink")).to_have_text("Bearbeiten")
    # A word of a script, whose catalogue was there before it.
    expect(german.locator(".copy-code")).to_have_text("Kopieren")
    german.goto(f"/pages/editpage.action?pageId={written.pk}")
    expect(german.locator(".editor-views >> text=Quelltext")).to_be_visible()
    expect(german.locator(".ProseMirror")).to_have_attribute("dir", "auto")

    choose_language(owner, username="ann", language="fr")
    german.goto(address)
    expect(german.locator("#editPageLink")).to_have_text("Modifier")

    german.evaluate("document.documentElement.dir = 'rtl'")
    sidebar, main = german.locator(".sidebar").bounding_box(), german.locator("#main-content").bounding_box()
    assert sidebar and main and sidebar["x"] > main["x"]
    # What is written in letters from left to right begins at the left all the same.
    paragraph = german.locator("#main-content p").first
    assert paragraph.evaluate("(each) => getComputedStyle(each).direction") == "ltr"
    assert overflow(german) == 0
