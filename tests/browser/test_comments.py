"""Comments are written richly, answered and changed in place, kept when the page goes, and closed as threads."""

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow
from tests.factories.wiki import make_comment, make_page, member
from wiki.models import Content, RestrictionType, Space
from wiki.services.restrictions.set import set_restriction

SHOTS = os.environ.get("OXBOW_SHOTS", "")


def shot(page: Page, name: str) -> None:
    """Keep a picture of the screen, where somebody wants to look."""
    if SHOTS:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            width = page.viewport_size["width"] if page.viewport_size else 0
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png")


def writing(form: Locator) -> Locator:
    """The rich text of a form."""
    return form.locator(".comment-editor [contenteditable=true]")


def test_a_talk_below_a_page(page: Page, space: Space, owner: Actor):
    bea = member("bea")
    member("beno")
    content = make_page(owner, "Talk", space="DOCS", storage="<p>Text</p>")
    set_restriction(owner, content_id=content.pk, type=RestrictionType.VIEW, users=[owner.user, bea.user])
    log_in(page)
    page.goto("/display/DOCS/Talk")
    comments = page.locator("#comments")
    new = comments.locator("> form")
    new.locator("textarea").focus()
    text = writing(new)
    expect(text).to_be_focused()
    page.keyboard.type("This is **bold**, @be")
    options = page.locator(".suggestions [role=option]")
    expect(options).to_have_count(1)  # beno may not see the page
    shot(page, "comment-people")
    page.keyboard.press("Enter")
    page.keyboard.type("knows:")
    page.keyboard.press("Enter")
    page.keyboard.type("- one")
    expect(text.locator("li")).to_have_text("one")
    shot(page, "comment-writing")
    expect(new.locator("textarea")).to_have_value(re.compile("<li>one"))  # kept here by then

    page.on("dialog", lambda asked: asked.accept())
    page.reload()
    expect(text.locator("li")).to_have_text("one")
    expect(text.locator(".user-mention")).not_to_contain_text(bea.user.key)
    shot(page, "comment-kept")
    new.get_by_role("button", name="Comment").click()
    first = comments.locator("li.comment").first
    expect(first.locator(".comment-body strong")).to_have_text("bold")
    expect(first.locator(".comment-body .user-mention")).to_have_count(1)
    expect(text).to_have_text("")
    stored = Content.objects.get(kind="comment")
    assert stored.storage == (
        f'<p>This is <strong>bold</strong>, <ac:link><ri:user ri:userkey="{bea.user.key}" /></ac:link> knows:</p>'
        "<ul><li>one</li></ul>"
    )

    first.get_by_role("link", name="Reply").click()
    expect(writing(first)).to_be_focused()
    page.keyboard.type("An answer")
    shot(page, "comment-reply")
    page.keyboard.press("Control+Enter")
    expect(first.locator(".replies .comment-body")).to_have_text("An answer")
    expect(first.locator("summary", has_text="1 reply")).to_be_visible()
    first.get_by_role("link", name="Edit").first.click()
    expect(writing(first)).to_be_focused()
    page.keyboard.type(" two")
    shot(page, "comment-edit")
    first.get_by_role("button", name="Save").click()
    expect(first.locator(".comment-body li")).to_have_text("one two")
    stored.refresh_from_db()
    assert stored.storage.endswith("<ul><li>one two</li></ul>")

    page.goto(f"/pages/editcomment.action?commentId={stored.pk}")
    alone = page.locator("form.comment-form")
    expect(writing(alone)).to_be_focused()
    page.keyboard.type(" three")
    alone.get_by_role("button", name="Save").click()
    expect(first.locator(".comment-body li")).to_have_text("one two three")
    assert not page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('oxbow-comments:'))")

    first.locator("summary", has_text="1 reply").click()
    expect(first.locator(".replies .comment-body")).to_be_hidden()
    page.reload()
    expect(first.locator(".replies .comment-body")).to_be_hidden()
    assert overflow(page) == 0


def test_a_comment_outlives_its_session_and_deep_threads_fit(page: Page, space: Space, owner: Actor):
    content = make_page(owner, "Talk", space="DOCS", storage="<p>Text</p>")
    above = None
    for number in range(9):
        above = make_comment(owner, content, f"<p>Level {number}</p>", reply_to=above)
    log_in(page)
    page.goto("/display/DOCS/Talk")
    shot(page, "comment-deep")
    last = page.locator(f"#comment-{above.pk if above else 0}")
    assert overflow(page) == 0
    assert last.evaluate("each => each.getBoundingClientRect().width") > 240
    last.get_by_role("link", name="Reply").click()
    expect(writing(last)).to_be_focused()
    page.keyboard.type("Not lost")
    page.context.clear_cookies(name="JSESSIONID")
    last.get_by_role("button", name="Reply").click()
    expect(last.get_by_role("alert")).to_contain_text("not logged in any more")
    expect(last.get_by_role("link", name="Log in, in another tab")).to_be_visible()
    shot(page, "comment-lost-session")
    other = page.context.new_page()
    log_in(other)
    last.get_by_role("button", name="Reply").click()
    expect(last.locator(".replies .comment-body")).to_have_text("Not lost")
    assert Content.objects.filter(kind="comment").latest("pk").creator == owner.user
