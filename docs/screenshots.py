#!/usr/bin/env python3
"""Takes pictures of the wiki.

    python docs/screenshots.py                                       the pictures of docs/, in docs/screenshots
    python docs/screenshots.py URL USER PASSWORD FOLDER ADDRESS …    pictures of a wiki that runs

The pictures of docs/ show a wiki that is made for them (screenshots_story.py) and whose clock stands still, so that the
same program makes the same pictures. It needs Playwright and Chromium, as the browser tests do.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

if TYPE_CHECKING:
    from screenshots_story import Story

DOCS = Path(__file__).resolve().parent
LARGEST = 150_000
"""Bytes of one picture."""


@dataclass(frozen=True)
class Look:
    """A kind of screen: its size in CSS pixels, how many pixels one of them has, and its colours."""

    name: str
    width: int
    height: int
    scale: float
    scheme: str


LIGHT = Look("light", 1280, 800, 1, "light")
DARK = Look("dark", 1280, 800, 1, "dark")
PHONE = Look("phone", 390, 780, 2, "light")
PHONE_DARK = Look("phone-dark", 390, 780, 2, "dark")
ALL = (LIGHT, DARK, PHONE)


class Clock:
    """The time while the story is told: stands still until it is set."""

    def __init__(self) -> None:
        self._moment = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._moment

    def set(self, month: int, day: int, hour: int, minute: int) -> None:
        """Make it this time of the year 2026."""
        self._moment = datetime(2026, month, day, hour, minute, tzinfo=UTC)


def addresses(story: "Story") -> dict[str, tuple[str, tuple[Look, ...]]]:
    """Give the address of each picture of the documentation, and how it is looked at."""
    trials, decision = story.trials.pk, story.decision.pk
    versions = "selectedPageVersions=1&selectedPageVersions=2"
    return {
        "dashboard": ("/", ALL),
        "page": ("/display/FERRY/Harbour+trials", (*ALL, PHONE_DARK)),
        "editor": (f"/pages/editpage.action?pageId={trials}", ALL),
        "compare": (f"/pages/diffpagesbyversion.action?pageId={decision}&{versions}", ALL),
        "attachments": (f"/pages/viewpageattachments.action?pageId={trials}", (LIGHT, DARK)),
        "restrictions": (f"/pages/pagepermissions.action?pageId={decision}", (LIGHT, DARK)),
        "blog": ("/blog/view.action?key=FERRY", ALL),
        "search": ("/dosearchsite.action?queryString=harbour", ALL),
        "spaces": ("/spacedirectory/view.action", (LIGHT, DARK)),
        "macros": ("/display/DEMO/Panels%2C+code+and+macros", (LIGHT, DARK)),
        "new-page": ("/pages/createpage-choosetemplate.action?spaceKey=FERRY", (LIGHT,)),
    }


def take_for_docs(folder: Path) -> int:
    """Make a wiki, take the pictures of the documentation, and give how many are too large or wider than the window."""
    folder.mkdir(exist_ok=True)
    bad = 0
    with _wiki() as (base, story, session), _chromium() as browser:
        wanted = addresses(story)
        for look in dict.fromkeys(look for _, looks in wanted.values() for look in looks):
            page = _page(browser, look)
            page.context.add_cookies([{"name": session[0], "value": session[1], "url": base}])
            for name, (address, looks) in wanted.items():
                if look in looks:
                    bad += _picture(page, base + address, folder / f"{name}-{look.name}.png", whole=False)
            page.context.close()
    return bad


@contextmanager
def _wiki() -> Iterator[tuple[str, "Story", tuple[str, str]]]:
    """Run a wiki in this process; gives its address, the story that it tells, and the cookie of its reader."""
    sys.path[:0] = [str(DOCS.parent), str(DOCS)]
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.test", DJANGO_ALLOW_ASYNC_UNSAFE="true")
    from django.utils import timezone

    clock = Clock()
    # Before any model is imported, because models keep this function as the default of their fields.
    timezone.now = clock
    import django

    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.db import connections
    from django.test import Client
    from django.test.testcases import LiveServerThread
    from screenshots_story import tell

    from search.drain import catch_up_with_all

    with tempfile.TemporaryDirectory(prefix="oxbow-pictures-") as home:
        connections["default"].settings_dict["NAME"] = str(Path(home) / "wiki.sqlite3")
        call_command("migrate", verbosity=0)
        story = tell(clock.set)
        catch_up_with_all()
        client = Client()
        client.force_login(story.reader.user, backend="accounts.backends.UsernameBackend")
        (cookie,) = client.cookies.values()
        server = LiveServerThread("localhost", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield f"http://localhost:{server.port}", story, (cookie.key, cookie.value)
        server.terminate()


def take_of(base: str, user: str, password: str, folder: Path, wanted: list[str]) -> int:
    """Take pictures of a running wiki, whole pages, and give how many screens told of a problem."""
    folder.mkdir(parents=True, exist_ok=True)
    bad = 0
    with _chromium() as browser:
        for look in (*ALL, PHONE_DARK):
            page = _page(browser, look)
            page.goto(f"{base}/login.action")
            page.fill("#os_username", user)
            page.fill("#os_password", password)
            page.click("#loginButton")
            page.wait_for_load_state()
            for address in wanted:
                name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
                bad += _picture(
                    page, base + quote(address, safe="/+:%?=&"), folder / f"{name}-{look.name}.png", whole=True
                )
            page.context.close()
    return bad


@contextmanager
def _chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _page(browser: Browser, look: Look) -> Page:
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        device_scale_factor=look.scale,
        color_scheme=look.scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    return context.new_page()


def _picture(page: Page, address: str, path: Path, *, whole: bool) -> int:
    """Take one picture; says what is wrong with the screen, and gives 1 then."""
    problems: list[str] = []

    def note(error: object) -> None:
        problems.append(str(error))

    page.on("pageerror", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if page.locator(".mermaid-macro").count():
        page.wait_for_selector("img.diagram-picture, .diagram-error", timeout=30_000)
    page.remove_listener("pageerror", note)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        problems.append(f"is {over} pixels wider than the window")
    page.screenshot(path=path, full_page=whole, caret="hide", animations="disabled")
    if not whole:
        with Image.open(path) as image:
            image.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size > LARGEST:
            problems.append(f"takes {path.stat().st_size} bytes")
    for problem in problems:
        print(f"{path.name}: {problem}")
    return bool(problems)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(take_for_docs(DOCS / "screenshots") and 1)
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    sys.exit(take_of(sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3], Path(sys.argv[4]), sys.argv[5:]) and 1)
