"""Tables in the rich editor, with the mouse: cells, heads, widths, colours, captions, and what spreadsheets give."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from accounts.actor import Actor
from tests.browser.conftest import settle
from tests.browser.test_editor import DESK, open_editor
from wiki.models import Space

CLIPBOARDS = Path(__file__).parents[2] / "frontend" / "tests" / "editor" / "clipboard"
_ROWS = "".join(f"<tr>{''.join(f'<td>{row}{column}</td>' for column in 'abc')}</tr>\n" for row in (1, 2, 3))
_TABLE = f'<table class="wrapped">\n<caption id="c">Costs</caption>\n<tbody>\n{_ROWS}</tbody></table>'
_TERMS = '<dl class="x"><dt>Wiki</dt><dd>Pages &amp; posts</dd></dl>'
_PASTE = """([kind, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData(kind, text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


def _cell(page: Page, words: str) -> Locator:
    return page.locator(".rich-text :is(td, th)", has_text=words).first


def _choose(page: Page, menu: str, item: str) -> None:
    page.locator(".place-bar").get_by_role("button", name=menu).click()
    page.locator(".editor-menu").get_by_role("menuitem", name=item).or_(
        page.locator(".editor-menu").get_by_role("menuitemradio", name=item)
    ).click()
    settle(page)


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()
    settle(page)


def _middle(cell: Locator) -> tuple[float, float]:
    box = cell.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@DESK
def test_a_table_is_shaped_with_the_mouse_and_the_rest_stays_as_it_was(page: Page, space: Space, owner: Actor):
    content = open_editor(page, owner, f"{_TABLE}\n{_TERMS}\n<p>end</p>")
    text = page.locator(".rich-text")
    _drag(page, _middle(_cell(page, "2a")), _middle(_cell(page, "2b")))
    _choose(page, "Cell", "Merge the cells")
    expect(text.locator("td[colspan='2']")).to_contain_text("2b")
    _choose(page, "Cell", "Yellow")
    _choose(page, "Cell", "Split the cell")
    expect(text.locator("td[colspan='2']")).to_have_count(0)
    page.keyboard.press("Control+z")
    _cell(page, "3c").click()
    _choose(page, "Row", "First row heads the columns")
    _choose(page, "Row", "Number the rows")
    expect(text.locator("tr").nth(1).locator("th")).to_have_text("1")
    box = _cell(page, "1c").bounding_box()
    assert box is not None
    edge = (box["x"], box["y"] + box["height"] / 2)
    _drag(page, edge, (edge[0] + 60, edge[1]))
    text.locator(".table-caption").click()
    page.keyboard.press("End")
    page.keyboard.type(" of March")
    page.keyboard.press("Enter")
    page.keyboard.type("No.")
    text.locator("dd").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Blog")
    page.keyboard.press("Enter")
    page.keyboard.type("News")
    page.click("button:text-is('Save')")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    stored = content.storage
    assert stored.startswith('<table class="wrapped">\n<caption id="c">Costs of March</caption><colgroup><col')
    assert "<th>No.</th><th>1a</th><th>1b</th><th>1c</th>" in stored
    assert '<td colspan="2" class="highlight-yellow" data-highlight-colour="yellow">' in stored
    assert "<th>2</th><td>3a</td><td>3b</td><td>3c</td>" in stored
    assert stored.endswith(
        '<dl class="x"><dt>Wiki</dt><dd>Pages &amp; posts</dd><dt>Blog</dt><dd>News</dd></dl>\n<p>end</p>'
    )
    shown = page.locator("#main-content")
    expect(shown.locator("caption")).to_have_text("Costs of March")
    expect(shown.locator("dt").last).to_have_text("Blog")


@DESK
def test_what_a_spreadsheet_gives_is_a_table_also_within_one(page: Page, space: Space, owner: Actor):
    content = open_editor(page, owner, "<p>x</p>")
    page.locator(".rich-text p").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.evaluate(_PASTE, ["text/html", (CLIPBOARDS / "excel.html").read_text()])
    expect(page.locator(".rich-text table")).to_have_count(1)
    _cell(page, "01/03/2026").click()
    page.evaluate(_PASTE, ["text/plain", "2 March\t9\n3 March\t10\n"])
    expect(page.locator(".rich-text table")).to_have_count(1)
    expect(page.locator(".rich-text")).to_contain_text("3 March")
    page.get_by_role("button", name="Caption").click()
    page.keyboard.type("Orders")
    page.click("button:text-is('Save')")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    assert "<caption>Orders</caption>" in content.storage
    assert "<td>2 March</td><td>9</td>" in content.storage
    assert '<td class="highlight-#ffc000" data-highlight-colour="#ffc000"><strong>Item</strong></td>' in content.storage
