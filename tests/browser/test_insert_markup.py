"""Markup in the editor, as a person inserts it."""

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow
from tests.factories.wiki import make_page
from wiki.models import Content, Space


def open_editor(page: Page, space: Space, owner: Actor) -> None:
    plan = make_page(owner, "Plan", space="DOCS", storage="<p>before</p><p>after</p>")
    log_in(page)
    page.goto(f"/pages/editpage.action?pageId={plan.pk}")


def test_wiki_markup_is_inserted_at_the_cursor(page: Page, space: Space, owner: Actor):
    open_editor(page, space, owner)
    page.click(".editor-views >> text=Source")
    page.focus(".cm-content")
    page.keyboard.press("Control+Home")
    for _letter in "<p>before</p>":
        page.keyboard.press("ArrowRight")
    page.click("button:text-is('Markup…')")
    expect(page.locator("#markup")).to_be_focused()
    page.keyboard.type("h2. Head")
    page.click("#insert-markup >> button:text-is('Preview')")
    expect(page.locator("#insert-markup .preview h2:text-is('Head')")).to_be_visible()
    assert overflow(page) <= 0
    page.click("#insert-markup >> button:text-is('Insert')")
    expect(page.locator("#insert-markup")).to_be_hidden()
    expect(page.locator("#storage")).to_have_value("<p>before</p><h2>Head</h2><p>after</p>")
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.insert_text("<p>typed on</p>")
    expect(page.locator("#storage")).to_have_value("<p>before</p><h2>Head</h2><p>typed on</p><p>after</p>")
    page.click("button:text-is('Save')")
    expect(page.locator("#main-content h2")).to_have_text("Head")


def test_markdown_by_keyboard_alone(page: Page, space: Space, owner: Actor):
    open_editor(page, space, owner)
    page.focus("button:text-is('Markup…')")
    page.keyboard.press("Enter")
    expect(page.locator("#markup")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[value=markdown]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("a **b**")
    page.keyboard.press("Escape")
    expect(page.locator("#insert-markup")).to_be_hidden()
    expect(page.locator("#storage")).to_have_value("<p>before</p><p>after</p>")
    page.focus("button:text-is('Markup…')")
    page.keyboard.press("Enter")
    expect(page.locator("#markup")).to_have_value("a **b**")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#storage")).to_have_value("<p>before</p><p>after</p><p>a <strong>b</strong></p>")
    page.keyboard.press("Control+z")
    expect(page.locator("#storage")).to_have_value("<p>before</p><p>after</p>")


def test_a_refusal_keeps_the_text(page: Page, space: Space, owner: Actor):
    open_editor(page, space, owner)
    page.click("button:text-is('Markup…')")
    page.evaluate("document.querySelector('#markup').value = 'a'.repeat(1000001)")
    page.click("#insert-markup >> button:text-is('Insert')")
    expect(page.locator("#insert-markup [role=alert]")).to_contain_text("at most 1,000,000")
    assert len(page.input_value("#markup")) == 1_000_001
    page.context.clear_cookies()
    page.fill("#markup", "b")
    page.click("#insert-markup >> button:text-is('Insert')")
    expect(page.locator("#insert-markup [role=alert]")).to_contain_text("not logged in")
    expect(page.locator("#markup")).to_have_value("b")


def test_it_works_without_scripts(chromium: Browser, live_server: LiveServer, space: Space, owner: Actor):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.goto("/pages/createpage.action?spaceKey=DOCS")
    page.fill("#content-title", "By hand")
    page.fill("#storage", "<p>a &amp; b</p>\n<p>c</p>")
    page.fill("#version-comment", "why")
    page.click("text=Insert wiki markup or Markdown…")
    page.check("input[value=markdown]")
    page.fill("#markup", "d *e*\n\n- f")
    page.click("button:text-is('Preview')")
    expect(page.locator(".preview em")).to_have_text("e")
    page.click("button:text-is('Insert')")
    expect(page.locator("#storage")).to_have_value("<p>a &amp; b</p>\n<p>c</p>\n<p>d <em>e</em></p><ul><li>f</li></ul>")
    expect(page.locator("#content-title")).to_have_value("By hand")
    page.click("button:text-is('Publish')")
    expect(page.locator("#main-content li")).to_have_text("f")
    assert Content.objects.get(title="By hand").version_comment == "why"
    context.close()
