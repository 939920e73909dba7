"""The tools of the rich editor, as a person works with them: signs, dialogs, menus, pasting, finding, files."""

from pathlib import Path

from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow, settle
from tests.factories.wiki import make_page
from wiki.models import Content, ContentKind, Space

_DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhg"
    "GAWjR9awAAAABJRU5ErkJggg=="
)
_PASTE = """([given]) => {
  const clipboardData = new DataTransfer();
  for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(".ProseMirror").dispatchEvent(event);
}"""

# The policy of the page forbids Playwright's own way of waiting for a condition.
_CURSOR_IN_LAST = """() => new Promise((told) => {
  const last = document.querySelector(".ProseMirror").lastElementChild;
  const look = () => requestAnimationFrame(last.contains(getSelection().anchorNode) ? told : look);
  look();
})"""


def _open(page: Page, address: str) -> None:
    log_in(page)
    page.goto(address)
    expect(page.get_by_role("toolbar", name="Formatting")).to_be_visible()
    page.locator(".ProseMirror > :last-child").click()


def _end(page: Page) -> None:
    page.locator(".ProseMirror > :last-child").click()
    page.evaluate(_CURSOR_IN_LAST)
    page.keyboard.press("End")
    settle(page)


def _paste(page: Page, **given: str) -> None:
    page.evaluate(_PASTE, [{kind.replace("_", "/"): text for kind, text in given.items()}])


def _take(page: Page, typed: str, label: str) -> None:
    """Type a sign and some letters, and take what is suggested first."""
    page.keyboard.type(typed)
    expect(page.locator(".suggestions [role=option][aria-selected=true]")).to_contain_text(label)
    page.keyboard.press("Enter")


def _publish(page: Page) -> None:
    page.locator(".editor-foot button.primary").click()
    expect(page.locator("#main-content")).to_be_visible()


def test_a_page_is_written_with_signs_and_dialogs(page: Page, space: Space, owner: Actor) -> None:
    target = make_page(owner, "Travel rules", space="DOCS", storage="<p>x</p>")
    plan = make_page(owner, "Plan", space="DOCS", storage="<p>before</p>")
    _open(page, f"/pages/editpage.action?pageId={plan.pk}")
    _end(page)
    page.keyboard.press("Enter")
    page.keyboard.type("For ")
    _take(page, "@an", "Ann")
    page.keyboard.type("see ")
    _take(page, "[trav", "Travel rules")
    page.keyboard.type(", ")
    _take(page, "//2026-3-1", "2026-03-01")
    _take(page, "/stat", "Status")
    page.keyboard.type("Agreed")
    page.locator(".editor-picker label", has_text="Green").click()
    page.locator(".editor-picker button[type=submit]").click()
    page.keyboard.press("Enter")
    _take(page, "{expa", "Expand")
    page.keyboard.type("inside")
    page.keyboard.press("Alt+F9")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("Title").fill("More")
    expect(page.locator(".macro-preview")).to_contain_text("More")
    assert overflow(page) <= 0
    page.keyboard.press("Enter")
    _end(page)
    _take(page, "/table", "Table")
    page.keyboard.type("Name")
    for _ in range(9):
        page.keyboard.press("Tab")
    page.keyboard.type("tenth")
    _end(page)
    _paste(page, text_plain=f"{page.url.split('/pages')[0]}/pages/viewpage.action?pageId={target.pk}")
    expect(page.locator(".ProseMirror > p:last-child a.link-page")).to_have_text("Travel rules")
    page.keyboard.press("Enter")
    page.keyboard.type("/not a sign ")
    page.keyboard.press("Escape")
    _publish(page)
    storage = Content.objects.get(pk=plan.pk).storage
    assert storage.startswith("<p>before</p><p>For <ac:link><ri:user ri:userkey=")
    for piece in (
        '<ri:page ri:content-title="Travel rules" />',
        '<time datetime="2026-03-01" />',
        '<ac:parameter ac:name="colour">Green</ac:parameter>',
        '<ac:parameter ac:name="title">More</ac:parameter><ac:rich-text-body><p>inside</p></ac:rich-text-body>',
        "<th>Name</th>",
        "<td>tenth</td>",
        "/not a sign",
    ):
        assert piece in storage, storage
    assert storage.count("<tr>") == 4
    assert storage.count("Travel rules") >= 2 and "viewpage.action" not in storage


def test_what_other_programs_give_is_pasted_clean(page: Page, space: Space, owner: Actor) -> None:
    plan = make_page(owner, "Plan", space="DOCS", storage="<p>One two one</p>")
    _open(page, f"/pages/editpage.action?pageId={plan.pk}")
    _end(page)
    page.keyboard.press("Enter")
    html = f"<p class=MsoNormal style='color:red'><b>Report</b> <script>x()</script><img src='{_DOT}' alt='A dot'></p>"
    _paste(page, text_html=html, text_plain="Report")
    expect(page.locator(".ProseMirror img[alt='A dot']")).to_be_visible()
    _end(page)
    page.keyboard.press("Enter")
    _paste(page, text_plain="# Head\n\n- a\n- **b**\n")
    expect(page.locator(".ProseMirror h1")).to_have_text("Head")
    page.keyboard.press("Control+z")
    expect(page.locator(".ProseMirror")).to_contain_text("# Head")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".ProseMirror h1")).to_have_text("Head")
    page.keyboard.press("Control+f")
    page.keyboard.type("one")
    expect(page.locator(".find-count")).to_have_text("1 of 2")
    page.get_by_label("Replace with").fill("1")
    page.get_by_role("button", name="Replace all").click()
    expect(page.locator(".find-count")).to_have_text("2 places replaced")
    page.keyboard.press("Escape")
    assert overflow(page) <= 0
    _publish(page)
    storage = Content.objects.get(pk=plan.pk).storage
    name = Content.objects.get(kind=ContentKind.ATTACHMENT, container=plan).title
    assert storage == (
        f'<p>1 two 1</p><p><strong>Report</strong> <ac:image ac:alt="A dot"><ri:attachment ri:filename="{name}" />'
        "</ac:image></p><h1>Head</h1><ul><li>a</li><li><strong>b</strong></li></ul>"
    )


def test_a_file_of_a_new_page_is_kept_until_it_is_published(
    page: Page, space: Space, owner: Actor, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("hello")
    _open(page, "/pages/createpage.action?spaceKey=DOCS")
    page.fill("#content-title", "With a file")
    page.get_by_role("button", name="Image or file").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files…").click()
    chooser.value.set_files(notes)
    expect(page.locator(".ProseMirror a.link-attachment")).to_have_text("notes.txt")
    _publish(page)
    page.click("#main-content a:text-is('notes.txt')", trial=True)
    stored = Content.objects.get(kind=ContentKind.ATTACHMENT, title="notes.txt")
    assert stored.container is not None and stored.container.title == "With a file"
