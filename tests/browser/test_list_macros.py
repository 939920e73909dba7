"""The scripts of macros that list content: trees that open, suggestions while somebody types, tables that sort."""

import pytest
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow
from tests.factories.wiki import make_chain, make_page
from tests.wiki.macros.test_page_properties import properties
from tests.wiki.macros.test_tasks_report import task, tasks
from tests.wiki.macros.using import use_of
from wiki.models import InlineTask, Space
from wiki.queries import page_branches
from wiki.services.labels.label import add_labels


def test_a_large_tree_is_fetched_level_by_level(
    page: Page, space: Space, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_branches, "WHOLE_BRANCH", 2)
    tree = use_of("pagetree", {"root": "@self", "expandCollapseAll": "true"})
    top = make_page(owner, "Top", space="DOCS", storage=tree)
    make_page(owner, "Beside", space="DOCS", below=top)
    above = make_page(owner, "First", space="DOCS", below=top)
    second = make_page(owner, "Second", space="DOCS", below=above)
    third = make_page(owner, "Third", space="DOCS", below=second)
    make_page(owner, "Fourth", space="DOCS", below=third)
    log_in(page)
    page.goto("/display/DOCS/Top")
    shown = page.locator(".plugin_pagetree")
    expect(shown.get_by_role("link", name="Second")).to_have_count(0)
    shown.locator("summary", has_text="First").click(position={"x": 6, "y": 10})
    expect(shown.get_by_role("link", name="Second", exact=True)).to_be_visible()
    expect(shown.get_by_role("link", name="The pages below First")).to_have_count(0)
    expect(shown.get_by_role("link", name="Fourth", exact=True)).not_to_be_visible()
    shown.get_by_role("button", name="Expand all").click()
    expect(shown.get_by_role("link", name="Fourth", exact=True)).to_be_visible()
    shown.get_by_role("button", name="Collapse all").click()
    expect(shown.get_by_role("link", name="Second", exact=True)).not_to_be_visible()
    assert overflow(page) <= 0


def test_a_search_field_suggests_pages(page: Page, space: Space, owner: Actor) -> None:
    make_chain(owner, "River boat", "River bank", space="DOCS")
    make_page(owner, "Here", space="DOCS", storage=use_of("livesearch", {"spaceKey": "@self"}))
    log_in(page)
    page.goto("/display/DOCS/Here")
    field = page.locator("[data-livesearch] input[type=search]")
    field.fill("river b")
    suggested = page.locator(".livesearch-drop a")
    expect(suggested).to_have_count(2)
    field.press("ArrowDown")
    expect(suggested.nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".livesearch-drop")).to_be_hidden()
    field.fill("river bank")
    expect(suggested).to_have_count(1)
    assert overflow(page) <= 0
    suggested.click()
    expect(page.locator("#title-text")).to_have_text("River bank")
    page.goto("/display/DOCS/Here")
    field.fill("boat")
    field.press("Enter")
    expect(page.locator("h1")).to_have_text("Titles with “boat”")
    expect(page.locator("main").get_by_role("link", name="River boat")).to_be_visible()


def test_a_report_sorts_and_shows_its_rows_part_by_part(page: Page, space: Space, owner: Actor) -> None:
    for number in range(5):
        made = make_page(owner, f"Work {number}", space="DOCS", storage=properties({"Size": str(10 - number)}))
        add_labels(owner, content_id=made.pk, labels="work")
    report = use_of("detailssummary", {"label": "work", "pageSize": "2"})
    make_page(owner, "Report", space="DOCS", storage=report)
    log_in(page)
    page.goto("/display/DOCS/Report")
    titles = page.locator("td.title a:visible")
    expect(titles).to_have_text(["Work 0", "Work 1"])
    page.get_by_role("button", name="Size").click()
    expect(titles).to_have_text(["Work 4", "Work 3"])
    page.get_by_role("button", name="Show 2 more of 3").click()
    expect(titles).to_have_text(["Work 4", "Work 3", "Work 2", "Work 1"])
    page.get_by_role("button", name="Size").click()
    expect(titles).to_have_text(["Work 0", "Work 1", "Work 2", "Work 3"])
    page.get_by_role("button", name="Show 1 more of 1").click()
    expect(titles).to_have_count(5)
    assert overflow(page) <= 0


def test_a_task_is_ticked_in_a_report(page: Page, space: Space, owner: Actor) -> None:
    make_page(owner, "Plan", space="DOCS", storage=tasks(task(1, "Row the boat"), task(2, "Rest")))
    make_page(owner, "Report", space="DOCS", storage=use_of("tasks-report-macro", {"spaces": "DOCS"}))
    log_in(page)
    page.goto("/display/DOCS/Report")
    row = page.locator("tr", has_text="Row the boat")
    # What lies around a box must not swallow clicks elsewhere.
    page.get_by_role("button", name="Description").click()
    row.get_by_role("checkbox").click()
    expect(row.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_text("Marked as done.")).to_be_attached()
    assert InlineTask.objects.get(number="1").complete
    assert not InlineTask.objects.get(number="2").complete
    page.reload()
    expect(page.locator(".tasks-report tbody tr")).to_have_count(1)
