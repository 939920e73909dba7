#!/usr/bin/env python3
"""Measures the search index: how fast it is built, and how long searches take for a reader with many closed pages.

    .venv/bin/python bench/search.py [--pages 100000] [--closed 3000] [--database postgresql://…] [--markdown]

It makes a new wiki and writes pages into it in bulk: words of a made-up language in the frequencies of a real one, some
400 a page. Then it builds the index as `rebuild_search_index` does, and searches it in one process as a member of the
users' group, in turns with the floor: what the database takes for the rows of one page of results.
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.run import ROOT, new_wiki

WORDS = 30_000
WORDS_A_PAGE = 400
CALLS = 300


def vocabulary(chosen: random.Random) -> tuple[list[str], list[float]]:
    """Make words of two to five syllables, each with how often it is used."""
    syllables = [first + vowel for first in "bcdfghjklmnprstvwz" for vowel in "aeiou"]
    words = list(dict.fromkeys("".join(chosen.choices(syllables, k=chosen.randint(2, 5))) for _ in range(WORDS)))
    return words, [1 / (rank + 3) for rank in range(len(words))]


def fill(pages: int, closed: int, chosen: random.Random) -> None:
    """Write the pages, and close some of them to members."""
    from django.contrib.auth.models import Group

    from accounts.actor import Actor
    from accounts.queries import user_by_name
    from bench.seed import KEY, seed
    from wiki.models import Body, Content, ContentKind, Restriction, RestrictionType, Space, ViewGate, allot_ids
    from wiki.permissions.grants import let_pass

    seed(50)
    space, reader = Space.objects.get(key=KEY), user_by_name("reader")
    words, weights = vocabulary(chosen)
    cumulative, total = [], 0.0
    for weight in weights:
        total += weight
        cumulative.append(total)
    ids = allot_ids(pages)
    for start in range(0, pages, 1000):
        rows, bodies = [], []
        for page_id in ids[start : start + 1000]:
            text = chosen.choices(words, cum_weights=cumulative, k=WORDS_A_PAGE)
            page = Content(
                id=page_id, kind=ContentKind.PAGE, space=space, host_id=page_id, creator=reader, modifier=reader
            )
            page.retitle(f"{' '.join(text[:3])} {page_id}")
            rows.append(page)
            paragraphs = "".join(f"<p>{' '.join(text[at : at + 50])}.</p>" for at in range(0, WORDS_A_PAGE, 50))
            bodies.append(Body(content_id=page_id, storage=f"<h1>{text[0]}</h1>{paragraphs}"))
        Content.objects.bulk_create(rows)
        Body.objects.bulk_create(bodies)
    group = Group.objects.create(name="few")
    assert Actor.for_user(reader).group_ids
    for page_id in chosen.sample(list(ids), closed):
        restriction = Restriction.objects.create(content_id=page_id, type=RestrictionType.VIEW)
        let_pass(restriction, [group])
        ViewGate.objects.create(content_id=page_id, restriction=restriction)


def measure(pages: int, closed: int, markdown: bool) -> None:
    """Fill, build, search, and print."""
    from accounts.actor import Actor
    from accounts.queries import user_by_name
    from search import drain
    from search.query.lucene import parse
    from wiki.models import Content
    from wiki.permissions.visible import visible_contents
    from wiki.queries.search import search

    chosen = random.Random(1)
    fill(pages, closed, chosen)
    began, worked = time.perf_counter(), time.process_time()
    documents = drain.rebuild()
    built, worked = time.perf_counter() - began, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words, _weights = vocabulary(random.Random(1))
    taken: list[float] = []
    processor: list[float] = []
    floor: list[float] = []
    totals: list[int] = []
    some = list(Content.objects.values_list("pk", flat=True)[:10])
    for number in range(CALLS):
        rank = int(10 ** chosen.uniform(0.7, 3.5))
        query = (words[rank], f"{words[rank]} {words[rank * 2]}", f'"{words[rank]}" OR {words[rank + 5]}')[number % 3]
        actor = Actor.for_user(user_by_name("reader"))
        started, working = time.perf_counter(), time.process_time()
        results = search(actor, parse(query), limit=10)
        taken.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - working) * 1000)
        totals.append(results.total)
        actor = Actor.for_user(user_by_name("reader"))
        started = time.perf_counter()
        list(visible_contents(actor, Content.objects.filter(pk__in=some)).select_related("space", "modifier"))
        floor.append((time.perf_counter() - started) * 1000)
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    worked50, worked95 = statistics.median(processor), statistics.quantiles(processor, n=20)[-1]
    rows = {
        "documents": f"{documents:,}",
        "built in": f"{built:.1f} s",
        "documents a second": f"{documents / built:,.0f}",
        "processor time, documents a second of it": f"{worked:.1f} s, {documents / worked:,.0f}",
        "memory at most": f"{memory:,.0f} MB",
        "hits of a query, median and most": f"{statistics.median(totals):,.0f}, {max(totals):,}",
        "search p50": f"{p50:.1f} ms",
        "search p95": f"{p95:.1f} ms",
        "processor time of a search, p50, p95": f"{worked50:.1f} ms, {worked95:.1f} ms",
        "floor p50, ratio": f"{statistics.median(floor):.1f} ms, {p50 / statistics.median(floor):.1f}",
    }
    for name, value in rows.items():
        print(f"| {name} | {value} |" if markdown else f"  {name:<40}{value:>20}")


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Measures building and asking the search index.")
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--closed", type=int, default=3000, help="pages that the searching reader may not see")
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL", ""), help="a PostgreSQL to measure too")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        import django

        django.setup()
        measure(options.pages, options.closed, options.markdown)
        return
    for database in ("", options.database) if options.database else ("",):
        print(f"\n{'PostgreSQL' if database else 'SQLite'}, {options.pages:,} pages, {options.closed:,} closed\n")
        sys.stdout.flush()
        with new_wiki(database) as (_home, _port, environ):
            command = [sys.executable, str(Path(__file__)), "--inside", "--pages", str(options.pages)]
            command += ["--closed", str(options.closed), *(["--markdown"] if options.markdown else [])]
            subprocess.run(command, cwd=ROOT, env=environ, check=True)


if __name__ == "__main__":
    main()
