"""From logging in to restoring a version, as a person does it."""

from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow, write_source
from tests.factories.wiki import make_page, member
from wiki.models import Draft, Space
from wiki.services.pages.store import edit_page


def test_write_talk_attach_compare_restore(page: Page, space: Space, owner: Actor, tmp_path):
    log_in(page)
    page.goto("/display/DOCS")
    page.click(".create-button")
    page.fill("#content-title", "Field notes")
    write_source(page, "<p>The water is <strong>low</strong>.</p>")
    page.click("button:text-is('Preview')")
    expect(page.locator("#preview strong")).to_have_text("low")
    page.click("button:text-is('Publish')")
    expect(page.locator("#title-text")).to_have_text("Field notes")
    expect(page.locator("#main-content strong")).to_have_text("low")
    assert overflow(page) <= 0

    page.click("#editPageLink")
    write_source(page, "<p>The water is <strong>high</strong>.</p>")
    page.fill("#version-comment", "It rained")
    page.click("button:text-is('Save')")
    expect(page.locator("#main-content strong")).to_have_text("high")

    page.fill("#new-comment", "Do you need <help>?")
    page.click("button:text-is('Comment'):visible")
    expect(page.locator(".comment-body")).to_have_text("Do you need <help>?")
    page.click("text=Reply")
    expect(page.get_by_role("textbox", name="Your reply")).to_be_focused()
    page.keyboard.type("Not yet.")
    page.click("button:text-is('Reply'):visible")
    expect(page.locator(".replies .comment-body")).to_have_text("Not yet.")

    page.fill("#new-label", "river")
    page.click(".label-form button")
    expect(page.locator(".label-chip")).to_contain_text("river")

    picture = tmp_path / "note one.txt"
    picture.write_text("hello")
    page.click("summary:has-text('More actions')")
    page.click(".menu-list >> text=Attachments")
    page.set_input_files("#file", picture)
    page.click("button:has-text('Attach')")
    expect(page.locator(".filename-column")).to_contain_text("note one.txt")
    assert page.request.get(page.get_attribute(".filename-column a", "href") or "").text() == "hello"

    page.click("text=Back to the page")
    page.click("#page-metadata >> text=Version 2")
    page.click("text=Compare the marked versions")
    expect(page.locator(".compared ins")).to_have_text("high")
    expect(page.locator(".compared del")).to_have_text("low")
    page.click("text=Restore version 1")
    expect(page.locator("#main-content strong")).to_have_text("low")
    expect(page.locator("#page-metadata")).to_contain_text("Version 3")


def test_a_mistake_is_shown_where_it_is_and_costs_nothing(page: Page, space: Space, owner: Actor):
    make_page(owner, "Plan", space="DOCS")
    log_in(page)
    page.goto("/display/DOCS/Plan")
    page.click("#editPageLink")
    write_source(page, "<p>fine</p>\n<p>not <em>closed</p>")
    page.click("button:text-is('Save')")
    expect(page.locator("#problem")).to_contain_text("line 2")
    expect(page.locator("#storage")).to_have_value("<p>fine</p>\n<p>not <em>closed</p>")
    write_source(page, "<p>fine</p>")
    page.click("button:text-is('Save')")
    expect(page.locator("#main-content")).to_have_text("fine")


def test_two_people_edit_one_page(page: Page, space: Space, owner: Actor):
    plan = make_page(owner, "Plan", space="DOCS", storage="<p>one</p><p>two</p>")
    log_in(page)
    page.goto(f"/pages/editpage.action?pageId={plan.pk}")
    write_source(page, "<p>mine</p><p>two</p><p>three</p>")
    edit_page(member("bob"), page_id=plan.pk, version=1, storage="<p>theirs</p><p>two</p>")
    page.click("button:text-is('Save')")
    expect(page.locator(".conflict")).to_contain_text("theirs")
    assert overflow(page) <= 0
    page.check("label:text-is('Theirs') input")
    page.click("text=Save what I chose")
    expect(page.locator("#main-content p")).to_have_text(["theirs", "two", "three"])
    expect(page.locator(".messages")).to_contain_text("Version 3")


def test_a_draft_is_kept_and_offered(page: Page, space: Space, owner: Actor):
    plan = make_page(owner, "Plan", space="DOCS")
    log_in(page)
    page.goto(f"/pages/editpage.action?pageId={plan.pk}")
    write_source(page, "<p>half a thought")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    assert Draft.objects.get(content=plan).storage == "<p>half a thought"
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/display/DOCS/Plan")
    page.click("text=Go on with it")
    expect(page.locator("#storage")).to_have_value("<p>half a thought")


def test_the_tree_opens_by_keyboard_and_on_a_phone(page: Page, space: Space, owner: Actor):
    top = make_page(owner, "Top", space="DOCS", below=space.home_page)
    middle = make_page(owner, "Middle", space="DOCS", below=top)
    make_page(owner, "Bottom", space="DOCS", below=middle)
    log_in(page)
    page.goto("/display/DOCS")
    if not page.is_visible(".sidebar"):
        page.click(".sidebar-label")
    page.focus(".page-tree a:text-is('Top')")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".page-tree a:text-is('Middle')")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.click(".page-tree a:text-is('Bottom')")
    expect(page.locator("#title-text")).to_have_text("Bottom")
    assert page.locator(".page-tree [aria-current=page]").inner_text() == "Bottom"


def test_the_skip_link_comes_first(page: Page, space: Space):
    log_in(page)
    page.goto("/display/DOCS")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_light_and_dark(page: Page, space: Space):
    log_in(page)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("[data-theme-toggle]")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    page.goto("/display/DOCS")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_every_screen_fits(page: Page, space: Space, owner: Actor):
    plan = make_page(
        owner,
        "Plan " + "x" * 120,
        space="DOCS",
        storage=f"<p>{'long' * 80}</p><table><tbody><tr>{'<td>cell</td>' * 20}</tr></tbody></table>",
    )
    edit_page(owner, page_id=plan.pk, version=1, storage="<p>y</p>", version_comment="z" * 200)
    log_in(page)
    for address in (
        "/",
        "/spacedirectory/view.action",
        "/display/DOCS",
        f"/pages/viewpage.action?pageId={plan.pk}",
        f"/pages/editpage.action?pageId={plan.pk}",
        f"/pages/viewpreviousversions.action?pageId={plan.pk}",
        f"/pages/diffpagesbyversion.action?pageId={plan.pk}&selectedPageVersions=1&view=source",
        f"/pages/viewinfo.action?pageId={plan.pk}",
        f"/pages/viewpageattachments.action?pageId={plan.pk}",
        f"/pages/pagepermissions.action?pageId={plan.pk}",
        f"/pages/movepage.action?pageId={plan.pk}",
        "/spaces/spacepermissions.action?key=DOCS",
        "/spaces/editspace.action?key=DOCS",
        "/pages/viewtrash.action?key=DOCS",
        "/dosearchsite.action?queryString=plan",
    ):
        page.goto(address)
        assert overflow(page) <= 0, address


def test_it_works_without_scripts(chromium, live_server, space: Space, owner: Actor):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.goto("/pages/createpage.action?spaceKey=DOCS")
    page.fill("#content-title", "By hand")
    page.fill("#storage", "<p>a</p>")
    page.click("button:text-is('Preview')")
    expect(page.locator("#preview")).to_contain_text("a")
    page.click("button:text-is('Publish')")
    expect(page.locator("#title-text")).to_have_text("By hand")
    page.click("summary:has-text('More actions')")
    page.click(".menu-list >> text=Remove")
    page.click("button:has-text('Remove')")
    expect(page.locator(".messages")).to_contain_text("trash")
    context.close()
