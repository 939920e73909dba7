#!/usr/bin/env python3
"""Measures how long the server takes for the editor: its screen, its suggestions, a draft, and bringing edits together.

    .venv/bin/python bench/editor.py [--pages 2000] [--words 5000] [--times 60]

In one process, in a new wiki with SQLite and an index, as somebody who is no administrator. Milliseconds of processor
time, so that other work on the machine counts as little as can be; the database is part of the process.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

SCREEN_MS = 30
SUGGESTIONS_MS = 50
SCRIPT = {"X-Requested-With": "oxbow"}


def text_of(words: int) -> str:
    """Make a text of about so many words: headings, paragraphs, lists and a table now and then."""
    blocks = []
    for number in range(words // 50):
        sentence = " ".join(f"word{(number * 50 + place) % 997}" for place in range(44))
        kind = number % 6
        if kind == 0:
            blocks.append(f"<h2>Part {number}</h2><p>{sentence}</p>")
        elif kind == 4:
            blocks.append(f"<ul><li>{sentence}</li><li>item {number}</li></ul>")
        elif kind == 5:
            blocks.append(f"<table><tbody><tr><td>{number}</td><td>{sentence}</td></tr></tbody></table>")
        else:
            blocks.append(f"<p>{sentence} {number}</p>")
    return "\n".join(blocks)


def middle(times: int, do: Callable[[], Any]) -> float:
    """Give the middle of the processor time that something takes, in milliseconds; the first time is not counted."""
    do()
    taken = []
    for _ in range(times):
        started = time.process_time()
        do()
        taken.append((time.process_time() - started) * 1000)
    return sorted(taken)[len(taken) // 2]


def measure(pages: int, words: int, times: int) -> dict[str, tuple[float, int]]:
    """Measure everything; gives the middle time and the limit (0: none), by what was measured."""
    from django.test import Client

    from accounts.actor import Actor
    from accounts.models import User
    from search.drain import catch_up_with_all
    from tests.factories.wiki import make_page, make_space, member, open_site
    from wiki.storage_format.merge import merge

    open_site()
    owner = member("owner")
    space = make_space(owner, "BENCH", for_all_users=True)
    for number in range(pages):
        make_page(owner, f"Page number {number}", space=space.key, below=space.home_page if number % 5 else None)
    text = text_of(words)
    page = make_page(owner, "The long page", storage=text, space=space.key, below=space.home_page)
    catch_up_with_all()
    writer = member("writer")
    assert isinstance(writer, Actor) and isinstance(writer.user, User)
    client = Client()
    client.force_login(writer.user, backend="accounts.backends.UsernameBackend")
    draft = {"pageId": f"{page.pk}", "version": "1", "title": page.title, "storage": f"{text}<p>more</p>"}

    def got(address: str) -> Callable[[], Any]:
        return lambda: _done(client.get(address, headers=SCRIPT))

    def keep() -> None:
        _done(client.post("/pages/savedraft.action", draft, headers=SCRIPT))

    paragraphs = text.split("\n")
    mine = "\n".join(f"{each} mine" if "<p>" not in each else each for each in paragraphs) + "\n<p>end</p>"
    theirs = text.replace("word1 ", "word1 theirs ")
    return {
        f"the screen, {words} words": (middle(times, got(f"/pages/editpage.action?pageId={page.pk}")), SCREEN_MS),
        "pages while typing": (middle(times, got("/wiki/editor/pages?query=page+num&spaceKey=BENCH")), SUGGESTIONS_MS),
        "people while typing": (middle(times, got("/wiki/editor/people?query=wr")), SUGGESTIONS_MS),
        "the macros": (middle(times, got("/wiki/editor/macros")), 0),
        "a draft kept": (
            middle(times, lambda: _done(client.post("/pages/savedraft.action", draft, headers=SCRIPT))),
            0,
        ),
        f"two edits of {words} words together": (middle(10, lambda: merge(text, mine, theirs)), 0),
    }


def _done(response: Any) -> None:
    if response.status_code != 200:
        raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}")


def main() -> int:
    """Measure in a wiki of its own, print a table, and fail where a limit is passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--times", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="oxbow-bench-") as home:
        os.environ.update(WIKI_HOME=home, DJANGO_SETTINGS_MODULE="config.settings.test")
        import django
        from django.core.management import call_command

        django.setup()
        from django.conf import settings
        from django.db import connections

        connections["default"].settings_dict["NAME"] = str(Path(home) / "bench.sqlite3")
        settings.DEBUG = False
        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        rows = measure(given.pages, given.words, given.times)
    print(f"{'':38} {'ms':>8} {'limit':>6}")
    for what, (taken, limit) in rows.items():
        print(f"{what:38} {taken:8.1f} {limit or '':>6}")
    return 1 if any(limit and taken > limit for taken, limit in rows.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
