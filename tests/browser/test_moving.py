"""A page is moved to a place that somebody chooses in the tree."""

from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow
from tests.factories.wiki import make_page, make_space, member
from wiki.models import Content, RestrictionType, Space
from wiki.services.restrictions.set import set_restriction


def test_choosing_a_place_in_the_tree(page: Page, owner: Actor, space: Space) -> None:
    member("bob")
    make_space(owner, "OTHER", for_all_users=True)
    plans = make_page(owner, "Plans", space="DOCS")
    first = make_page(owner, "First", space="DOCS", below=plans)
    make_page(owner, "Second", space="DOCS", below=plans)
    closed = make_page(owner, "Closed", space="DOCS")
    set_restriction(owner, content_id=closed.pk, type=RestrictionType.VIEW, users=[owner.user])
    stray = make_page(owner, "Stray", space="DOCS")
    log_in(page)
    page.goto("/display/DOCS/Stray")
    page.keyboard.press("v")
    dialog = page.get_by_role("dialog", name="Move “Stray”")
    said = dialog.get_by_role("status")
    expect(said).to_have_text("It will stand at the end of the top level.")
    tree = dialog.get_by_role("tree")
    tree.get_by_role("treeitem", name="Plans").focus()
    page.keyboard.press("ArrowRight")
    tree.get_by_role("treeitem", name="First").click()
    dialog.get_by_label("Beside that page, after it").check()
    expect(said).to_have_text("It will stand after “First”.")
    expect(tree.locator(".tree-node:has(.tree-row :text-is('First')) + .tree-ghost")).to_have_text("Stray")
    assert overflow(page) <= 0
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("“Stray” was moved.")).to_be_visible()
    assert Content.objects.get(pk=stray.pk).parent_id == plans.pk
    assert list(plans.children.order_by("position").values_list("title", flat=True)) == ["First", "Stray", "Second"]
    page.keyboard.press("v")
    dialog.get_by_label("Page", exact=True).fill("Closed")
    dialog.get_by_label("Page", exact=True).press("Tab")
    expect(said).to_have_text("It will stand below “Closed”, as the last page there.")
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("would lose access")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert Content.objects.get(pk=stray.pk).parent_id == plans.pk
    page.keyboard.press("v")
    dialog.get_by_label("Space").select_option("OTHER")
    expect(said).to_have_text("It will stand at the end of the top level.")
    dialog.get_by_role("button", name="Move", exact=True).click()
    page.wait_for_url("**/display/OTHER/Stray")
    assert first.parent_id == plans.pk
