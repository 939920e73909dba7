#!/usr/bin/env python3
"""Measures the page tree of a space with one parent of very many pages, and prints a table.

    .venv/bin/python bench/tree.py [--pages 20000] [--calls 30]

Makes a new wiki in a temporary folder, fills it, and asks in this process for levels of the tree as the sidebar does:
as an ordinary member of the users' group, through all middleware. Also measures moving a page in that level.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench.run import ROOT, new_wiki  # noqa: E402

ASKS = 100
"""Milliseconds that opening a level may take."""


def fill(pages: int) -> tuple[int, list[int], str]:
    """Make people, a space and many pages below its home page.

    Returns:
        the id of the home page, those of the pages below it, and the key of the space.
    """
    from accounts.actor import SYSTEM_SETUP, Actor
    from accounts.queries import user_by_name
    from accounts.services.setup import set_up_people
    from accounts.services.users import add_user
    from bench.seed import PASSWORD, USER
    from wiki.models import Body, Content, ContentKind, allot_ids
    from wiki.services.spaces.create import create_space

    set_up_people("admin", PASSWORD)
    add_user(SYSTEM_SETUP, username=USER, password=PASSWORD, full_name="A Reader", email="reader@example.org")
    space = create_space(Actor.for_user(user_by_name("admin")), key="WIDE", name="Wide", for_all_users=True)
    home = Content.objects.get(space=space, kind=ContentKind.PAGE)
    rows = []
    for number, page_id in enumerate(allot_ids(pages)):
        page = Content(
            id=page_id,
            kind=ContentKind.PAGE,
            space=space,
            host_id=page_id,
            parent_id=home.pk,
            path=home.subtree_path,
        )
        page.retitle(f"Page {number:05}")
        rows.append(page)
    Content.objects.bulk_create(rows, batch_size=1000)
    Body.objects.bulk_create((Body(content_id=page.pk, storage="<p>words</p>") for page in rows), batch_size=1000)
    return home.pk, [page.pk for page in rows], space.key


def timed(ask: Callable[[], object], calls: int) -> tuple[float, float]:
    """Give the median and the longest of some calls, in milliseconds."""
    ask()
    times = []
    for _ in range(calls):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), max(times)


def measure(pages: int, calls: int) -> bool:
    """Fill and measure in this process, whose environment names the wiki; say whether all levels are quick enough."""
    import django

    django.setup()
    from django.test import Client

    from accounts.queries import user_by_name

    home, ids, key = fill(pages)
    browser = Client()
    browser.force_login(user_by_name("reader"))
    children = "/plugins/pagetree/naturalchildren.action"

    def get(address: str) -> Callable[[], object]:
        def ask() -> None:
            answer = browser.get(address, headers={"Host": "127.0.0.1"})
            assert answer.status_code == 200, answer.status_code

        return ask

    def move() -> None:
        fields = {"pageId": ids[-1], "targetId": ids[0], "position": "above"}
        answer = browser.post("/wiki/tree/place", fields, headers={"Host": "127.0.0.1", "X-Requested-With": "oxbow"})
        assert answer.status_code == 200, answer.content

    levels = {
        "the whole sidebar": f"{children}?key={key}",
        "the first pages of the level": f"{children}?pageId={home}",
        "after one in the middle": f"{children}?pageId={home}&after={ids[pages // 2]}",
        "before the last page": f"{children}?pageId={home}&before={ids[-1]}",
    }
    quick = True
    print(f"{pages:,} pages below one\n")
    for name, address in levels.items():
        middle, longest = timed(get(address), calls)
        quick = quick and middle <= ASKS
        print(f"  {name:<32}{middle:>8.1f} ms, at most {longest:.1f}")
    middle, longest = timed(move, 5)
    print(f"  {'a page to the front':<32}{middle:>8.1f} ms, at most {longest:.1f}")
    return quick


def main() -> None:
    """Run the program; it starts itself once more in the environment of the new wiki."""
    parser = argparse.ArgumentParser(description="Measures the page tree and prints a table.")
    parser.add_argument("--pages", type=int, default=20000, help="pages below one page")
    parser.add_argument("--calls", type=int, default=30, help="how often each level is asked for")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        sys.exit(0 if measure(options.pages, options.calls) else f"A level takes more than {ASKS} ms.")
    with new_wiki("") as (_, _, environ):
        sizes = ["--pages", str(options.pages), "--calls", str(options.calls)]
        command = [sys.executable, "-m", "bench.tree", "--inside", *sizes]
        sys.exit(subprocess.run(command, cwd=ROOT, env=environ).returncode)


if __name__ == "__main__":
    main()
