"""What pages say about colours stays legible on dark screens."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.factories.wiki import make_page
from wiki.models import Space

_BOX = '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>b</p></ac:rich-text-body></ac:structured-macro>'
_INSIDE = f'<p>a <a href="https://example.org/">link</a> <time datetime="2026-01-01" /></p>{_BOX}'
_STORAGE = (
    '<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">Title</ac:parameter>'
    f'<ac:parameter ac:name="bgColor">#fffae6</ac:parameter><ac:rich-text-body>{_INSIDE}</ac:rich-text-body>'
    "</ac:structured-macro>"
    '<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">Title</ac:parameter>'
    f'<ac:parameter ac:name="titleBGColor">#eeeeee</ac:parameter><ac:rich-text-body>{_INSIDE}</ac:rich-text-body>'
    "</ac:structured-macro>"
    f'<table><tbody><tr><td style="background-color: #e3fcef;">{_INSIDE}</td></tr></tbody></table>'
    '<p><span style="background-color: rgb(255,255,0);">yellow</span> <span style="color: rgb(0,0,0);">black</span>'
    '<span style="background-color: transparent;">clear</span>'
    ' <span style="font-size: 12px; color: #000;">ink</span></p>'
)
_CHOSEN = (
    "white red yellow lime blue green purple navy maroon olive teal #97a0af #0747a6 #4c9aff #b3d4ff #008da6 #00b8d9 "
    "#79e2f2 #006644 #36b37e #57d9a3 #abf5d1 #ff991f #ffc400 #fff0b3 #bf2600 #ff5630 #ffbdad #403294 #6554c0 #998dd9 "
    "#eae6ff rgb(153,51,0) rgb(255,102,0) rgb(128,128,128)"
)
_WORDS = "".join(f'<span style="color: {colour};">{colour}</span> ' for colour in _CHOSEN.split())
_PALETTE = (
    f'<p>{_WORDS}</p><table><tbody><tr><th>{_WORDS}</th><td data-highlight-colour="red">{_WORDS}</td></tr>'
    "</tbody></table>"
    '<p><span style="color: navy;">a <a href="https://example.org/">link</a></span></p>'
)
_AS_CHOSEN = '<p style="background-color: #0747a6;"><span style="color: #ffffff;">as chosen</span></p>'
_CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    if (colour.startsWith("color(xyz-d65 ")) return Number(colour.split(" ")[2]);
    const even = (part) => part <= .04 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
    const [r, g, b] = numbers(colour).map((part) => even(part / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const parts = numbers(getComputedStyle(node).backgroundColor);
      if (parts.length < 4 || parts[3] > 0) return getComputedStyle(node).backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("#main-content"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim()) continue;
    const around = text.parentElement;
    const [one, two] = [light(getComputedStyle(around).webkitTextFillColor), light(behind(around))];
    found.push([text.data, (Math.max(one, two) + .05) / (Math.min(one, two) + .05)]);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_the_colours_of_pages_can_be_read(
    chromium: Browser, live_server: LiveServer, space: Space, owner: Actor, scheme: Literal["light", "dark"]
) -> None:
    page: Page = chromium.new_context(base_url=live_server.url, color_scheme=scheme).new_page()
    make_page(owner, "Colours", space="DOCS", storage=_STORAGE + _PALETTE + _AS_CHOSEN)
    log_in(page)
    page.goto("/display/DOCS/Colours")
    contrasts = page.evaluate(_CONTRASTS)
    white = page.get_by_text("as chosen").evaluate("e => getComputedStyle(e).webkitTextFillColor")
    page.context.close()
    assert white == "rgb(255, 255, 255)"
    assert len(contrasts) > 110
    assert [(text, round(contrast, 1)) for text, contrast in contrasts if contrast < 4.5] == []


def test_the_signs_of_a_table_of_contents_stand_inside_its_box(
    chromium: Browser, live_server: LiveServer, space: Space, owner: Actor
) -> None:
    page = chromium.new_context(base_url=live_server.url).new_page()
    toc = '<ac:structured-macro ac:name="toc"><ac:parameter ac:name="style">{}</ac:parameter></ac:structured-macro>'
    make_page(owner, "Long", space="DOCS", storage=f"{toc.format('none')}{toc.format('decimal')}<h1>One</h1>")
    log_in(page)
    page.goto("/display/DOCS/Long")
    paddings = page.locator(".toc-macro > ul").evaluate_all(
        "e => e.map(x => parseFloat(getComputedStyle(x).paddingLeft))"
    )
    page.context.close()
    assert paddings[0] == 0
    assert paddings[1] > 10
