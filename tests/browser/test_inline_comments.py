"""Words of a page are chosen, commented on, answered and resolved."""

from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.factories.wiki import make_page
from wiki.models import Content, InlineComment, Space

STORAGE = "<p>The boat is red. The other boat is <strong>dark</strong> blue.</p>" + "<p>More text.</p>" * 5

CHOOSE = """() => {
  const paragraph = document.querySelector("#main-content p");
  const range = document.createRange();
  range.setStart(paragraph.firstChild, paragraph.firstChild.data.lastIndexOf("boat"));
  range.setEnd(paragraph.querySelector("strong").firstChild, 4);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_a_talk_about_some_words(page: Page, space: Space, owner: Actor):
    content = make_page(owner, "Boats", space="DOCS", storage=STORAGE)
    log_in(page)
    page.goto("/display/DOCS/Boats")
    page.evaluate(CHOOSE)
    page.get_by_role("button", name="Comment", exact=True).and_(page.locator(".inline-offer")).click()
    panel = page.get_by_role("dialog", name="Comments on the text")
    expect(panel.locator(".inline-words")).to_have_text("boat is dark")
    expect(panel.locator(".comment-editor [contenteditable]")).to_be_focused()
    page.keyboard.type("Which one?")
    panel.get_by_role("button", name="Comment", exact=True).click()
    expect(panel.locator(".comment-body")).to_have_text("Which one?")
    inline = InlineComment.objects.get()
    assert inline.original == "boat is dark"
    marker = f'<ac:inline-comment-marker ac:ref="{inline.ref}">'
    assert Content.objects.get(pk=content.pk).storage.startswith(f"<p>The boat is red. The other {marker}boat is ")

    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    page.locator(".inline-comment-marker").first.focus()
    page.keyboard.press("Enter")
    panel.get_by_placeholder("Reply…").focus()
    expect(panel.locator(".comment-editor [contenteditable]")).to_be_focused()
    page.keyboard.type("The second.")
    panel.get_by_role("button", name="Reply", exact=True).click()
    expect(panel.locator(".comment-body")).to_have_text(["Which one?", "The second."])
    panel.get_by_role("button", name="Resolve").click()
    expect(page.locator(".inline-comment-marker.is-quiet").first).to_be_visible()
    page.get_by_text("1 resolved comment").click()
    page.get_by_role("button", name="Reopen").click()
    expect(panel.locator(".comment-body").first).to_have_text("Which one?")
