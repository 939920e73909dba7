"""The rich editor and the source beside it, as a person uses them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow, settle
from tests.factories.wiki import make_page
from wiki.models import Content, Draft, Space
from wiki.storage_format.parser import parse

DESK = pytest.mark.parametrize("page", [(1280, 800)], ids=["desk"], indirect=True)

CASES = Path(__file__).parent.parent / "cases" / "storage_format"
_KINDS = [
    "paragraphs",
    "headings",
    "lists",
    "tables",
    "tasks",
    "links",
    "images",
    "admonitions",
    "code",
    "cloud",
    "status",
]
EVERYTHING = "\n".join((CASES / f"{kind}.xml").read_text().strip() for kind in _KINDS)


def open_editor(page: Page, owner: Actor, storage: str, title: str = "Plan") -> Content:
    content = make_page(owner, title, space="DOCS", storage=storage)
    log_in(page)
    page.goto(f"/pages/editpage.action?pageId={content.pk}")
    return content


def test_saving_without_a_change_stores_nothing_and_one_word_changes_one_paragraph(
    page: Page, space: Space, owner: Actor
):
    first = '<p class="lead"  id="a">One &rsquo;word&rsquo;.</p>\n\n'
    storage = first + EVERYTHING
    content = open_editor(page, owner, storage)
    text = page.locator(".rich-text")
    expect(text.locator("p").first).to_have_text("One ’word’.")
    assert overflow(page) <= 0
    page.click("button:text-is('Save')")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    assert (content.version, content.storage) == (1, storage)

    page.goto(f"/pages/editpage.action?pageId={content.pk}")
    text.locator("p").first.click()
    page.keyboard.press("Home")
    page.keyboard.type("Number ")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    assert content.version == 2
    assert content.storage == '<p class="lead"  id="a">Number One ’word’.</p>\n\n' + EVERYTHING


def test_writing_with_keys_alone(page: Page, space: Space, owner: Actor):
    content = open_editor(page, owner, "")
    page.click(".rich-text")
    keyboard = page.keyboard
    keyboard.type("## Head\n")
    keyboard.type("Some **bold**, _leaning_ and `coded` words.\n- one\ntwo\n")
    keyboard.press("Tab")
    keyboard.type("deeper\n\n\n")
    keyboard.type("[] to do\n\n")
    keyboard.type("> said\n\n")
    keyboard.type("```py x = 1 < 2")
    page.click(".editor-views >> text=Source")
    source = page.locator(".cm-content")
    expect(source).to_be_visible()
    page.click("button:text-is('Save')")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    parse(content.storage)
    assert content.storage.startswith(
        "<h2>Head</h2><p>Some <strong>bold</strong>, <em>leaning</em> and <code>coded</code> words.</p>"
        "<ul><li>one</li><li>two<ul><li>deeper</li></ul></li></ul>"
        "<ac:task-list>\n<ac:task>\n<ac:task-id>1</ac:task-id>\n<ac:task-status>incomplete</ac:task-status>\n"
        "<ac:task-body>to do</ac:task-body>\n</ac:task>\n</ac:task-list><blockquote><p>said</p></blockquote>"
        '<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="'
    )
    assert "<![CDATA[x = 1 < 2]]>" in content.storage


def test_the_source_goes_both_ways_and_a_mistake_is_shown_where_it_is(page: Page, space: Space, owner: Actor):
    content = open_editor(page, owner, "<p>one</p>\n<p>two</p>")
    rich, source = page.locator(".rich-text"), page.locator(".cm-content")
    page.click(".editor-views >> text=Source")
    source.fill("<p>one</p>\n<p>t<b>wo</p>")
    page.click(".editor-views >> text=Rich text")
    expect(page.locator("[data-editor-problem]")).to_contain_text("line 2, column 10: </p> closes <b>")
    expect(source).to_be_focused()
    expect(page.locator(".cm-lint-marker-error")).to_be_visible()
    assert overflow(page) <= 0
    source.fill("<p>one</p>\n<p>t<b>wo</b></p>")
    page.click(".editor-views >> text=Rich text")
    expect(rich.locator("strong")).to_have_text("wo")
    page.click(".editor-views >> text=Source")
    page.reload()
    expect(source).to_be_visible()
    page.click(".editor-views >> text=Rich text")
    expect(rich).to_contain_text("two")
    assert Content.objects.get(pk=content.pk).version == 1


def test_what_was_written_is_offered_again_after_the_tab_was_closed(page: Page, space: Space, owner: Actor):
    content = open_editor(page, owner, EVERYTHING + "<p>end</p>")
    page.locator(".rich-text p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" of it")
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    assert Draft.objects.get(content=content).storage == EVERYTHING + "<p>end of it</p>"
    page.route("**/savedraft.action", lambda route: route.fulfill(status=403))
    page.keyboard.type(", at last")
    page.keyboard.press("Control+s")
    expect(page.locator("#draft-state")).to_contain_text("this browser keeps it")
    address = page.url
    other = page.context.new_page()
    page.close()
    other.goto(address)
    expect(other.locator(".draft-offer")).to_be_visible()
    other.click("text=Take back the text")
    expect(other.locator(".rich-text p").last).to_have_text("end of it, at last")
    other.click("button:text-is('Save')")
    other.wait_for_url("**/display/**")
    content.refresh_from_db()
    assert content.storage == EVERYTHING + "<p>end of it, at last</p>"


@DESK
def test_neither_a_lost_connection_nor_an_ended_session_loses_what_is_written(page: Page, space: Space, owner: Actor):
    content = open_editor(page, owner, "<p>begun</p>")
    state = page.locator("#draft-state")
    page.locator(".rich-text p").click()
    page.keyboard.press("End")
    page.context.set_offline(True)
    page.keyboard.type(", alone")
    page.keyboard.press("Control+s")
    expect(state).to_contain_text("The server can't be reached")
    assert "begun, alone" in page.evaluate("Object.values(localStorage).join()")
    page.context.set_offline(False)
    expect(state).to_contain_text("Draft kept")
    assert Draft.objects.get(content=content).storage == "<p>begun, alone</p>"

    page.context.clear_cookies()
    page.keyboard.type(", logged out")
    page.keyboard.press("Control+s")
    expect(state).to_contain_text("this browser keeps it")
    with page.context.expect_page() as opened:
        state.get_by_role("link", name="Log in, in another tab").click()
    log_in(opened.value)
    opened.value.close()
    page.keyboard.press("Control+s")
    expect(state).to_contain_text("Draft kept")
    page.click("button:text-is('Save')")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    assert (content.version, content.storage) == (2, "<p>begun, alone, logged out</p>")
    assert not Draft.objects.filter(content=content).exists()


def test_a_task_is_ticked_and_copies_keep_what_the_editor_does_not_know(page: Page, space: Space, owner: Actor):
    unknown = "<dl><dt>a</dt><dd>&rsquo;b</dd></dl>"
    task = (
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>{}</ac:task-status>"
        "<ac:task-body>t</ac:task-body></ac:task></ac:task-list>"
    )
    content = open_editor(page, owner, task.format("incomplete") + unknown + "<p>end</p>")
    page.check(".rich-text input[type=checkbox]")
    page.click(".rich-text > p")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("ArrowRight")
    settle(page)
    page.keyboard.press("Control+v")
    page.click("button:text-is('Save')")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    assert content.storage.count(unknown) == 2
    assert content.storage.startswith(task.format("complete") + unknown + "<p>end")
    assert "<ac:task-id>2</ac:task-id>" in content.storage
    parse(content.storage)
