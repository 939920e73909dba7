"""Ticking tasks, and loading what other sites hold, in a real browser."""

import base64

from playwright.sync_api import Page, Route, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in
from tests.factories.accounts import super_actor
from tests.factories.wiki import again, make_comment, make_page
from wiki.models import Space
from wiki.services.pages.store import edit_page
from wiki.services.site.settings import change_site_settings

TASKS = (
    "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
    "<ac:task-body>Water the oxen</ac:task-body></ac:task></ac:task-list>"
)
IMAGES = (
    '<p><ac:image ac:alt="A barge" ac:width="40"><ri:url ri:value="https://images.example/barge.png" /></ac:image></p>'
    '<p><a href="/"><img src="https://badges.example/badge.png" alt="badge" /></a></p>'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_a_task_is_ticked_without_leaving_the_page(page: Page, space: Space, owner: Actor):
    plan = make_page(owner, "Plan", space="DOCS", storage=TASKS)
    comment = make_comment(owner, plan, TASKS)
    log_in(page)
    page.goto("/display/DOCS/Plan")
    for text, place in ((plan, "#main-content"), (comment, ".comment-body")):
        box = page.locator(f"{place} button.task-box")
        expect(box).to_have_attribute("aria-checked", "false")
        with page.expect_response("**/rest/inlinetasks/**") as answer:
            box.press("Space")
        assert answer.value.ok
        expect(box).to_have_attribute("aria-checked", "true")
        expect(page.locator(f"{place} li.checked")).to_have_count(1)
        assert again(text).storage == TASKS.replace("incomplete", "complete")
    page.reload()
    expect(page.locator("#main-content button.task-box")).to_have_attribute("aria-checked", "true")


def test_a_task_that_changed_meanwhile_is_not_ticked(page: Page, space: Space, owner: Actor):
    plan = make_page(owner, "Plan", space="DOCS", storage=TASKS)
    log_in(page)
    page.goto("/display/DOCS/Plan")
    edit_page(owner, page_id=plan.pk, version=1, storage=TASKS.replace("Water", "Sell"))
    page.click("#main-content button.task-box")
    expect(page.locator(".task-problem")).to_contain_text("same moment")
    expect(page.locator("#main-content button.task-box")).to_have_attribute("aria-checked", "false")


def test_a_task_is_ticked_without_scripts(page: Page, space: Space, owner: Actor):
    plan = make_page(owner, "Plan", space="DOCS", storage=TASKS)
    log_in(page)
    page.route("**/dist/page*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/display/DOCS/Plan")
    page.click("#main-content button.task-box")
    page.wait_for_url("**/display/DOCS/Plan")
    expect(page.locator("#main-content button.task-box")).to_have_attribute("aria-checked", "true")
    assert again(plan).storage == TASKS.replace("incomplete", "complete")


def test_images_of_other_sites_load_after_a_click(page: Page, space: Space, owner: Actor):
    asked: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        asked.append({"url": route.request.url, "referer": route.request.headers.get("referer", "")})
        route.fulfill(body=PNG, content_type="image/png")

    page.route("https://*.example/**", answer)
    make_page(owner, "Barges", space="DOCS", storage=IMAGES)
    log_in(page)
    page.goto("/display/DOCS/Barges")
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.click("text=A barge")
    image = page.locator("img[alt='A barge']")
    expect(image).to_have_js_property("naturalWidth", 1)
    assert asked == [{"url": "https://images.example/barge.png", "referer": ""}]
    page.click("text=Show all 2 images")
    expect(page.locator("a img[alt='badge']")).to_have_js_property("naturalWidth", 1)
    expect(page.locator(".image-offer")).to_have_count(0)


def test_images_of_listed_hosts_load_at_once(page: Page, space: Space, owner: Actor):
    change_site_settings(
        super_actor("chief"),
        values={"external_images": "listed", "external_image_hosts": "images.example\nbadges.example"},
    )
    page.route("https://*.example/**", lambda route: route.fulfill(body=PNG, content_type="image/png"))
    make_page(owner, "Barges", space="DOCS", storage=IMAGES)
    log_in(page)
    page.goto("/display/DOCS/Barges")
    expect(page.locator("img[alt='A barge']")).to_have_js_property("naturalWidth", 1)
    expect(page.locator("a img[alt='badge']")).to_have_js_property("naturalWidth", 1)
