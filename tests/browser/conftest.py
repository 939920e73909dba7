"""A real Chromium, and a wiki for it to look at."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from tests.factories.accounts import PASSWORD
from tests.factories.wiki import make_space, member, open_site
from wiki.models import Space

# Playwright's own loop runs in the thread of the tests; Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# As long as a tab waits for anything else: a busy machine takes its time.
expect.set_options(timeout=15_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands here: scripts are the same with any database; a day in the wiki is walked with each."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if item.path.name != "test_a_day_in_the_wiki.py":
                item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser that the machine has."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        reason = "there is no Chromium on this machine (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def owner(transactional_db: None) -> Actor:
    """Ann, who owns the space DOCS."""
    open_site()
    return member("ann")


@pytest.fixture
def space(owner: Actor) -> Space:
    """A space to write in."""
    return make_space(owner, "DOCS", for_all_users=True)


@pytest.fixture(params=[(1280, 800), (360, 740)], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A tab of a desk's or a phone's size; what goes wrong in it fails the test."""
    width, height = request.param
    context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": height})
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield tab
    context.close()
    # The browser tells answers like 404 and a lost connection as errors, too; scripts and the security policy count.
    harmless = ("status of 4", "ERR_INTERNET_DISCONNECTED")
    assert not [problem for problem in problems if not any(each in problem for each in harmless)]


def log_in(page: Page, username: str = "ann") -> None:
    """Log in as a person would."""
    page.goto("/login.action")
    page.fill("#os_username", username)
    page.fill("#os_password", PASSWORD)
    page.click("#loginButton")
    page.wait_for_selector("text=Good to see you")


def write_source(page: Page, storage: str) -> None:
    """Write a text in the source view of the editor, in place of what is there."""
    page.click(".editor-views >> text=Source")
    page.locator(".cm-content").fill(storage)
    expect(page.locator("#storage")).to_have_value(storage)


def overflow(page: Page) -> int:
    """Give by how much a screen is wider than the window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def settle(page: Page) -> None:
    """Let the browser tell its scripts of a selection that it moved itself: nobody types as fast as a test."""
    page.evaluate("new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told)))")
