#!/usr/bin/env python3
"""Measures what a reader and a writer wait for, in a real Chromium: sizes, first paint, the tree, the editor.

    .venv/bin/python bench/browser.py [--pages 20000] [--words 5000] [--times 5]

Makes a new wiki with SQLite in a temporary folder, with the demonstration space and a space of very many pages, and
runs it in this process. Sizes are those of the scripts and styles that one screen loads, compressed. The time of the
server is processor time, without the network; times of the browser are by the clock, so other work counts there.
"""

import argparse
import gzip
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

SLOWDOWN = 4
LEVEL = 100
"""Pages of the level that is opened."""

LARGEST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))"""
OPEN_LEVEL = """(id) => new Promise((done) => {
  const node = document.querySelector(`.tree-node[data-page="${id}"]`);
  const before = performance.now();
  new MutationObserver((_, observer) => {
    if (!node.querySelector(".tree-level .tree-node")) return;
    observer.disconnect();
    requestAnimationFrame(() => done(performance.now() - before));
  }).observe(node, { childList: true, subtree: true });
  node.querySelector(".tree-toggle").click();
})"""


@dataclass(frozen=True)
class Row:
    """One thing that was measured, and what it may be at most (0: no limit)."""

    name: str
    found: float
    limit: float
    unit: str


@dataclass(frozen=True)
class Wiki:
    """What is measured: its address, a reader who is logged in, and ids of pages."""

    base: str
    client: Any
    cookie: dict[str, str]
    page: int
    long_page: int
    branch: int


@contextmanager
def wiki(pages: int, words: int) -> Iterator[Wiki]:
    """Make and run a wiki with a space of so many pages, and a page of so many words."""
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.test", DJANGO_ALLOW_ASYNC_UNSAFE="true")
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.db import connections
    from django.test import Client
    from django.test.testcases import LiveServerThread

    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["*"]
    with tempfile.TemporaryDirectory(prefix="oxbow-bench-") as home:
        connections["default"].settings_dict["NAME"] = str(Path(home) / "bench.sqlite3")
        call_command("migrate", verbosity=0)
        page, long_page, branch, reader = fill(pages, words)
        client = Client()
        client.force_login(reader, backend="accounts.backends.UsernameBackend")
        server = LiveServerThread("localhost", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        base = f"http://localhost:{server.port}"
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        yield Wiki(base, client, {"name": session.key, "value": session.value, "url": base}, page, long_page, branch)
        server.terminate()


def fill(pages: int, words: int) -> tuple[int, int, int, Any]:
    """Make the spaces.

    Returns:
        a page of the demonstration, the long page, a page with LEVEL pages below it among the many, and a reader.
    """
    from accounts.actor import Actor
    from accounts.queries import user_by_name
    from bench.editor import text_of
    from bench.seed import USER
    from bench.tree import fill as fill_wide
    from search.drain import catch_up_with_all
    from wiki.models import Content
    from wiki.services.demonstration.create import create_demonstration_space
    from wiki.services.pages.store import create_page

    home, ids, key = fill_wide(pages)
    admin = user_by_name("admin")
    author = Actor.for_user(admin)
    branch = create_page(author, space_key=key, title="A branch", storage="<p>words</p>", parent_id=home)
    moved = Content.objects.filter(pk__in=ids[-LEVEL:])
    moved.update(parent=branch, path=branch.subtree_path)
    long_page = create_page(author, space_key=key, title="A long page", storage=text_of(words), parent_id=home)
    create_demonstration_space(author, administrator=admin)
    page = Content.objects.get(space__key="DEMO", title="Panels, code and macros", status="current")
    catch_up_with_all()
    return page.pk, long_page.pk, branch.pk, user_by_name(USER)


def sizes(page: Any, address: str) -> tuple[float, float]:
    """Give the compressed kilobytes of the scripts and of the styles that a screen loads."""
    found = {"script": 0, "stylesheet": 0}
    answers: list[Any] = []

    def note(answer: Any) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", note)
    for answer in answers:
        kind = answer.request.resource_type
        if kind in found:
            found[kind] += len(gzip.compress(answer.body()))
    return found["script"] / 1000, found["stylesheet"] / 1000


def middle(times: int, measure: Callable[[], float]) -> float:
    """Give the middle of some measurements; the first is not counted."""
    measure()
    return statistics.median(measure() for _ in range(times))


def measure_in(browser: Any, given: Wiki, words: int, times: int) -> Iterator[Row]:
    """Measure in the browser, and the server by itself."""
    from bench.editor import middle as processor_time

    view = f"{given.base}/pages/viewpage.action?pageId={given.page}&noRedirect=true"
    edit = f"{given.base}/pages/editpage.action?pageId={given.long_page}"
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([given.cookie])
    page = context.new_page()
    script, style = sizes(page, view)
    yield Row("scripts of a page", script, 60, "kB")
    yield Row("styles of a page", style, 40, "kB")
    script, style = sizes(page, edit)
    yield Row("scripts of the editor's screen", script, 0, "kB")
    yield Row("styles of the editor's screen", style, 0, "kB")
    for name, path, limit in (("view", view, 15), ("edit", edit, 30)):
        address = path.removeprefix(given.base)
        taken = processor_time(times * 8, partial(given.client.get, address))
        yield Row(f"server, {name} a page", taken, limit, "ms")

    def open_editor() -> float:
        page.goto(edit)
        page.wait_for_function("document.querySelector('.ProseMirror')?.childElementCount > 10")
        return float(page.evaluate("performance.now()"))

    yield Row(f"the editor with {words} words", middle(times, open_editor), 1000, "ms")

    def open_level() -> float:
        address = f"{given.base}/pages/viewpage.action?pageId={given.long_page}&noRedirect=true"
        page.goto(address, wait_until="networkidle")
        return float(page.evaluate(OPEN_LEVEL, given.branch))

    # The tree opens what was open; here each time begins with a closed one.
    page.add_init_script("localStorage.clear()")
    yield Row(f"a level of {LEVEL} pages in the tree", middle(times, open_level), 100, "ms")

    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})

    def paint() -> float:
        page.goto(view, wait_until="networkidle")
        return float(page.evaluate(LARGEST_PAINT))

    yield Row(f"largest paint of a page, {SLOWDOWN} times slower", middle(times, paint), 1000, "ms")


def main() -> int:
    """Measure in a wiki of its own, print a table, and fail where a limit is passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=20000)
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with wiki(given.pages, given.words) as made, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        rows = list(measure_in(browser, made, given.words, given.times))
        browser.close()
    print("| what | found | at most |\n| --- | --: | --: |")
    for row in rows:
        limit = f"{row.limit:g} {row.unit}" if row.limit else ""
        print(f"| {row.name} | {row.found:.1f} {row.unit} | {limit} |")
    return 1 if any(row.limit and row.found > row.limit for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
