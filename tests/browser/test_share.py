"""A page is shared from a dialog, after those were named who may not view it."""

from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow
from tests.browser.test_comments import shot
from tests.factories.wiki import make_page, member
from wiki.models import RestrictionType, Share, Space
from wiki.services.restrictions.set import set_restriction


def test_a_page_is_shared(page: Page, space: Space, owner: Actor):
    bea = member("bea")
    member("beno")
    content = make_page(owner, "Plan", space="DOCS")
    set_restriction(owner, content_id=content.pk, type=RestrictionType.VIEW, users=[owner.user, bea.user])
    log_in(page)
    page.goto("/display/DOCS/Plan")
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog")
    people = dialog.get_by_role("combobox", name="People")
    for name in ("bea", "beno"):
        people.fill(name)
        people.press("Enter")
    dialog.get_by_label("Note").fill("Have a look")
    shot(page, "share")
    dialog.get_by_role("button", name="Share", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Beno may not view this page.")
    assert not Share.objects.exists()
    shot(page, "share-warned")
    assert overflow(page) == 0
    dialog.get_by_role("button", name="Share with the others").click()
    expect(page.get_by_text("1 person is told of it.")).to_be_visible()
    assert list(Share.objects.get().people.all()) == [bea.user]
