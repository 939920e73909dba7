"""A page is closed, the wiki says who loses it, and an administrator looks at it as somebody else does."""

from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.browser.test_a_day_in_the_wiki import overflow
from tests.factories.accounts import super_actor
from tests.factories.wiki import make_page, member
from wiki.models import Space


def test_closing_a_page_and_seeing_who_lost_it(page: Page, owner: Actor, space: Space) -> None:
    super_actor("chief")
    member("bob")
    plan = make_page(owner, "Plan", space="DOCS")
    log_in(page, "chief")
    page.goto("/display/DOCS/Plan")
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog", name="Who may see and edit “Plan”")
    dialog.get_by_label("Only these people").first.fill("an")
    dialog.get_by_role("option", name="ann").click()
    expect(dialog.locator(".name-chip")).to_have_text(["ann×"])
    dialog.get_by_text("Save the restrictions").click()
    expect(dialog.get_by_text("would lose access")).to_contain_text("Bob")
    dialog.get_by_text("Save it all the same").click()
    expect(page.get_by_text("The restrictions were changed.")).to_be_visible()
    expect(dialog).to_have_count(0)
    page.locator("#page-metadata").get_by_text("Restricted").click()
    expect(dialog.locator(".name-chip").first).to_have_text("ann×")
    dialog.get_by_text("Who can see this page").click()
    page.fill("#audience-person", "bob")
    page.click("text=Why?")
    expect(page.get_by_text("does not see the page")).to_be_visible()
    expect(page.locator(".audience-steps .stopped")).to_contain_text("Restriction of the page itself")
    assert overflow(page) <= 0
    page.click("text=Read it as this person does")
    page.click("text=Read as this person")
    expect(page.get_by_text("You read the wiki as Bob")).to_be_visible()
    assert page.goto(f"/pages/viewpage.action?pageId={plan.pk}").status == 404  # type: ignore[union-attr]
    page.click("text=Read as yourself again")
    expect(page.get_by_text("You read as yourself again.")).to_be_visible()
    page.goto("/admin/invitations")
    assert overflow(page) <= 0
