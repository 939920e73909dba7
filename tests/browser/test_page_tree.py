"""The tree at the side: moving pages in it, and levels of very many pages."""

import pytest
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.factories.wiki import make_page
from wiki.models import Space
from wiki.queries import tree
from wiki.queries.pages import children_of

desk = pytest.mark.parametrize("page", [(1280, 800)], indirect=True, ids=["desk"])
phone = pytest.mark.parametrize("page", [(360, 740)], indirect=True, ids=["phone"])


@desk
def test_pages_are_dragged_moved_by_keys_and_brought_back(page: Page, space: Space, owner: Actor):
    home = space.home_page
    assert home is not None
    one, *_ = (make_page(owner, title, space="DOCS", below=home) for title in ("One", "Two", "Three"))
    make_page(owner, "Inner", space="DOCS", below=one)

    def order() -> list[str]:
        return [child.title for child in children_of(owner, home)]

    log_in(page)
    page.goto("/display/DOCS/Two")
    nav = page.locator(".page-tree")

    def title(text: str):
        return nav.locator(f"a:text-is('{text}')")

    title("Two").drag_to(title("One"), target_position={"x": 20, "y": 2})
    expect(page.locator(".toast")).to_contain_text("“Two” was moved.")
    assert order() == ["Two", "One", "Three"]
    page.click(".toast button")
    expect(nav.locator(".is-home > .tree-level > .tree-node > .tree-row > a")).to_have_text(["One", "Three", "Two"])
    expect(title("Two")).to_be_focused()
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect(nav.locator(".is-home > .tree-level > .tree-node > .tree-row > a")).to_have_text(["One", "Two", "Three"])
    expect(title("Two")).to_have_attribute("aria-current", "page")
    page.keyboard.press("Shift+F10")
    page.click("[role=menuitem]:has-text('Move below')")
    expect(title("Inner")).to_be_visible()
    assert order() == ["One", "Three"]
    # What is open stays so on the next page.
    page.goto("/display/DOCS/Three")
    expect(title("Inner")).to_be_visible()
    expect(title("One")).to_have_attribute("aria-expanded", "true")
    # Keys lead to other screens, and the browser knows where it has been.
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(page.locator("dialog.shortcut-sheet")).to_contain_text("Keyboard shortcuts")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.locator("[data-viewed] a")).to_have_text(["Three", "Two"])


@desk
def test_of_a_long_level_the_pages_around_the_current_one_show_and_scrolling_reads_on(
    page: Page, space: Space, owner: Actor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tree, "LEVEL_LIMIT", 60)
    for number in range(140):
        make_page(owner, f"Page {number:03}", space="DOCS", below=space.home_page)
    log_in(page)
    page.goto("/display/DOCS/Page+080", wait_until="networkidle")
    nav = page.locator(".page-tree")
    current = nav.locator("a[aria-current]")
    expect(current).to_be_in_viewport()
    level = nav.locator(".is-home > .tree-level > .tree-node > .tree-row > a")
    assert level.all_text_contents() == [f"Page {number:03}" for number in range(51, 111)]
    # What is read above pushes nothing away.
    top = current.evaluate("each => each.getBoundingClientRect().top")
    page.eval_on_selector(".tree-cut[data-before]", "each => each.click()")
    expect(level.first).to_have_text("Page 000")
    assert abs(current.evaluate("each => each.getBoundingClientRect().top") - top) < 2
    page.locator(".sidebar").evaluate("each => each.scrollTo(0, each.scrollHeight)")
    expect(level.last).to_have_text("Page 139")
    assert level.all_text_contents() == [f"Page {number:03}" for number in range(140)]
    # A page that was moved shows where it came to, however far that is from where the tree began.
    level.last.focus()
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect(page.locator(".toast")).to_contain_text("“Page 139” was moved.")
    expect(nav.locator("a:focus")).to_have_text("Page 139")
    assert level.all_text_contents()[-2:] == ["Page 139", "Page 138"]
    # Not all of the level was read again; what scrolls into view may have been by now.
    assert level.count() < 140


@phone
def test_a_long_press_opens_the_menu_of_a_page(page: Page, space: Space, owner: Actor):
    for name in ("One", "Two"):
        make_page(owner, name, space="DOCS", below=space.home_page)
    log_in(page)
    page.goto("/display/DOCS/Two")
    page.click(".sidebar-label")
    page.locator(".page-tree a:text-is('Two')").dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    page.click("[role=menuitem]:has-text('Move up')")
    expect(page.locator(".toast")).to_contain_text("“Two” was moved.")
