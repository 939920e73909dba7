"""Files of a page: dropped, looked at, labelled."""

import base64

import pytest
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import PNG
from wiki.models import Content, Space

DROP = """([name, data]) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name, { type: "image/png" }));
    carried.items.add(new File(["one,two\\n1,2"], "table.csv", { type: "text/csv" }));
    const main = document.querySelector("main");
    main.dispatchEvent(new DragEvent("dragover", { dataTransfer: carried, bubbles: true, cancelable: true }));
    main.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize("page", [(1280, 800)], indirect=True, ids=["desk"])
def test_files_are_dropped_looked_at_and_labelled(page: Page, space: Space, owner: Actor):
    plan = make_page(owner, "Plan", space="DOCS", below=space.home_page)
    log_in(page)
    page.goto(f"/pages/viewpageattachments.action?pageId={plan.pk}")
    page.evaluate(DROP, ["dot.png", base64.b64encode(PNG).decode()])
    expect(page.locator(".messages")).to_contain_text("“table.csv” was attached.")
    assert Content.objects.filter(container=plan, kind="attachment").count() == 2
    page.click(".filename-column a:text-is('dot.png')")
    expect(page.locator(".file-preview img")).to_be_visible()
    page.click(".preview-zoom")
    expect(page.locator(".preview-zoom")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".file-preview pre")).to_have_text("one,two\n1,2")
    page.keyboard.press("Escape")
    expect(page.locator(".filename-column a:text-is('table.csv')")).to_be_focused()
    page.click("[aria-label='Change table.csv']")
    page.fill("#new-label", "numbers")
    page.click(".label-form button")
    expect(page.locator(".label-chip")).to_have_text("numbers")
    page.goto(f"/pages/viewpageattachments.action?pageId={plan.pk}")
    expect(page.locator(".filename-column .label-chip")).to_have_text("numbers")
