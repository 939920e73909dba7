"""What macros do by script: diagrams drawn in a frame that can reach nothing, code copied, the reference filtered."""

import json

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow
from tests.factories.wiki import make_page
from wiki.macros.registry import MACROS
from wiki.models import Space

FLOWCHART = "flowchart LR\n  accTitle: How an edit gets in\n  Draft --> Review{Good?}\n  Review -->|yes| Published"
HOSTILE = 'flowchart LR\n  a["<img src=x onerror=parent.postMessage(1)>"] --> b\n  click a "javascript:alert(1)"'


def _macro(source: str) -> str:
    return (
        '<ac:structured-macro ac:name="mermaid"><ac:plain-text-body>'
        f"<![CDATA[{source}]]></ac:plain-text-body></ac:structured-macro>"
    )


def _open(page: Page, owner: Actor, *sources: str) -> None:
    log_in(page)
    made = make_page(owner, "Diagrams", space="DOCS", storage="".join(map(_macro, sources)))
    page.goto(f"/pages/viewpage.action?pageId={made.pk}")


def test_a_diagram_is_drawn_as_an_image_with_its_text_beside_it(page: Page, owner: Actor, space: Space) -> None:
    _open(page, owner, FLOWCHART, "sequenceDiagram\n  Ann->>Ben: Hello")
    first = page.locator(".mermaid-macro").first
    picture = first.locator("img.diagram-picture")
    picture.wait_for()
    assert picture.get_attribute("alt") == "How an edit gets in"
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    assert overflow(page) <= 0
    first.locator("summary").click()
    assert first.locator("pre").inner_text() == FLOWCHART
    page.locator("img.diagram-picture").nth(1).wait_for()
    assert page.locator("iframe").count() == 1


def test_a_drawing_wider_than_the_screen_is_scrolled_in_its_own_box(page: Page, owner: Actor, space: Space) -> None:
    people = [f"Person number {number}" for number in range(9)]
    talk = "".join(f"\n  {one}->>{two}: Hello" for one, two in zip(people, people[1:], strict=False))
    _open(page, owner, "sequenceDiagram\n  accTitle: Everybody says hello" + talk, "flowchart LR\n  a")
    box = page.locator(".diagram-view").first
    expect(box).to_have_attribute("tabindex", "0")
    expect(page.get_by_role("group", name="Everybody says hello")).to_have_count(1)
    assert overflow(page) <= 0
    box.focus()
    page.keyboard.press("ArrowRight")
    box.evaluate(
        "(box) => new Promise((told) => {"
        " const look = () => (box.scrollLeft > 0 ? told() : requestAnimationFrame(look)); look(); })"
    )
    # One that fits is no stop for the keyboard.
    page.locator("img.diagram-picture").nth(1).wait_for()
    expect(page.locator(".diagram-view").nth(1)).not_to_have_attribute("tabindex", "0")


def test_the_drawing_follows_the_switch_to_dark(page: Page, owner: Actor, space: Space) -> None:
    _open(page, owner, FLOWCHART)
    page.locator("img.diagram-picture").wait_for()
    before = page.locator("img.diagram-picture").get_attribute("src")
    page.locator("[data-theme-toggle]").click()
    expect(page.locator("img.diagram-picture")).not_to_have_attribute("src", before or "")


def test_a_text_that_is_no_diagram_says_so_and_stays_to_be_read(page: Page, owner: Actor, space: Space) -> None:
    _open(page, owner, "flowchart LR\n  a --> --> b")
    page.locator(".diagram-error").wait_for()
    assert "can't be drawn" in page.locator(".diagram-error").inner_text()
    assert page.locator(".diagram-source").is_visible()


def test_the_frame_can_reach_nothing_of_the_wiki(
    chromium: Browser, live_server: LiveServer, owner: Actor, space: Space
) -> None:
    # A tab of its own: the refusals that the browser tells of are what is tested.
    page = chromium.new_page(base_url=live_server.url)
    _open(page, owner, HOSTILE)
    page.locator("img.diagram-picture, .diagram-error").first.wait_for()
    frame = next(each for each in page.frames if "mermaid-frame" in each.url)
    reached = json.loads(
        frame.evaluate(
            """async () => {
              const tried = {origin: self.origin};
              for (const [name, attempt] of Object.entries({
                cookie: () => document.cookie,
                page: () => parent.document.title,
                storage: () => localStorage.length,
                fetch: () => fetch("/dashboard.action").then(() => "fetched"),
              })) {
                try { tried[name] = await attempt(); } catch (error) { tried[name] = "refused"; }
              }
              return JSON.stringify(tried);
            }"""
        )
    )
    page.close()
    assert reached == {
        "origin": "null",
        "cookie": "refused",
        "page": "refused",
        "storage": "refused",
        "fetch": "refused",
    }


def test_code_can_be_copied_without_its_line_numbers(
    chromium: Browser, live_server: LiveServer, owner: Actor, space: Space
) -> None:
    page = chromium.new_page(base_url=live_server.url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    log_in(page)
    storage = (
        '<ac:structured-macro ac:name="code"><ac:parameter ac:name="linenumbers">true</ac:parameter>'
        "<ac:plain-text-body><![CDATA[one\n  two]]></ac:plain-text-body></ac:structured-macro>"
    )
    made = make_page(owner, "Code", space="DOCS", storage=storage)
    page.goto(f"/pages/viewpage.action?pageId={made.pk}")
    page.locator("pre.syntaxhighlighter-pre").hover()
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "one\n  two"
    page.close()


def test_typing_finds_a_macro(page: Page, owner: Actor, space: Space) -> None:
    log_in(page)
    page.goto("/macros/")
    expect(page.locator("[data-macro-entry]:visible")).to_have_count(len(MACROS.all()))
    page.get_by_label("Find a macro").fill("table contents")
    expect(page.get_by_role("link", name="Table of contents", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Gallery", exact=True)).to_be_hidden()
    page.get_by_label("Find a macro").fill("nothing of the sort")
    expect(page.get_by_text("No macro has all these words.")).to_be_visible()
    assert overflow(page) <= 0
