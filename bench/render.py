#!/usr/bin/env python3
"""Measures the renderer alone, in one process, and prints a table.

    .venv/bin/python bench/render.py [--views 300]

It makes a new wiki in a temporary folder (SQLite) with a page of 2,000 words, 30 links to other pages and 5 macros, and
takes the processor's time, as an ordinary member of the users' group: for the parser and the renderer with all targets
known, for the same with targets looked up, for a view of the page's text when nothing changed, and when something did.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

WORDS, LINKS = 2000, 30
PASSWORD = "a bench needs no secret"


def body() -> str:
    """Give the text: 2,000 words in paragraphs under headings, 30 links, 5 macros."""
    prose = "the quick brown <strong>fox</strong> jumps over a lazy dog, and <em>nobody</em> minds it at all &nbsp;"
    words = prose.split()
    paragraphs = []
    for number in range(WORDS // 50):
        text = " ".join(words[(number + place) % len(words)] for place in range(50))
        link = ""
        if number < LINKS:
            link = f'<ac:link><ri:page ri:content-title="Target {number}" /></ac:link>'
        paragraphs.append(f"<p>{text} {link}</p>" if number % 5 else f"<h2>Part {number}</h2><p>{text} {link}</p>")
    code = "".join(f"def f{number}(x):\n    return x + {number}\n" for number in range(10))
    macros = (
        '<ac:structured-macro ac:name="toc" />'
        '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>Mind the gap.</p></ac:rich-text-body>'
        '</ac:structured-macro><ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">Panel</ac:parameter>'
        "<ac:rich-text-body><p>Inside.</p></ac:rich-text-body></ac:structured-macro>"
        '<ac:structured-macro ac:name="status"><ac:parameter ac:name="title">done</ac:parameter></ac:structured-macro>'
        '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">python</ac:parameter>'
        f"<ac:plain-text-body><![CDATA[{code}]]></ac:plain-text-body></ac:structured-macro>"
    )
    return macros + "".join(paragraphs)


def measured(name: str, work: Callable[[], object], times: int) -> None:
    """Print the milliseconds of processor time that one run of some work takes."""
    for _ in range(10):
        work()
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"  {name:<44}{statistics.median(taken):>8.2f}{p95:>8.2f}{min(taken):>8.2f}")


def measure(times: int) -> None:
    """Make the wiki and measure."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    from accounts.actor import SYSTEM_SETUP, Actor
    from accounts.queries import user_by_name
    from accounts.services.setup import set_up_people
    from accounts.services.users import add_user
    from wiki.macros.base import RenderContext
    from wiki.permissions.access import page_for
    from wiki.queries.links import VisibleTargets
    from wiki.rendering.cache import render_cache
    from wiki.rendering.engine import Engine
    from wiki.rendering.links import resolve_all
    from wiki.rendering.nested import Nested
    from wiki.rendering.run import Run
    from wiki.rendering.shown import rendered, rendered_once
    from wiki.services.pages.store import create_page
    from wiki.services.spaces.create import create_space
    from wiki.storage_format.parser import parse

    set_up_people("admin", PASSWORD)
    add_user(SYSTEM_SETUP, username="reader", password=PASSWORD, full_name="A Reader", email="reader@example.org")
    admin = Actor.for_user(user_by_name("admin"))
    create_space(admin, key="BENCH", name="Bench", for_all_users=True)
    for number in range(LINKS):
        create_page(admin, space_key="BENCH", title=f"Target {number}", storage="")
    made = create_page(admin, space_key="BENCH", title="Measured", storage=body())
    reader = Actor.for_user(user_by_name("reader"))
    page = page_for(reader, made.pk)
    storage = page.storage

    context = RenderContext(actor=reader, content=page, space=page.space, links=VisibleTargets(reader))
    resolution = resolve_all(parse(storage), context)

    def with_known_targets() -> object:
        run = Run()
        document = parse(storage)
        return Engine(document, context, resolution, Nested(context, run, lambda *_: ""), run).run()

    def changed() -> object:
        render_cache().clear()
        return rendered(reader, storage, page, page.space, page)

    print(f"\n  {len(storage):,} characters{'':<27}{'p50 ms':>8}{'p95 ms':>8}{'least':>8}")
    measured("parse", lambda: parse(storage), times)
    measured("parse and render, targets known", with_known_targets, times)
    measured("parse and render, targets looked up", lambda: rendered_once(reader, storage, page, page.space), times)
    measured("first view after a change", changed, times)
    measured("view of an unchanged page", lambda: rendered(reader, storage, page, page.space, page), times)


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Measures the renderer alone and prints a table.")
    parser.add_argument("--views", type=int, default=300, help="how often each is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="oxbow-bench-") as home:
        os.environ |= {"WIKI_HOME": home, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        os.environ.pop("DATABASE_URL", None)
        measure(options.views)


if __name__ == "__main__":
    main()
