#!/usr/bin/env python3
"""Measures how long links take to follow a renamed page and a moved tree, and that none is broken meanwhile.

    .venv/bin/python bench/links.py [--links 2000] [--tree 5000] [--database postgresql://…] [--markdown]

It makes a new wiki with a space in which many pages link to one, and a tree of pages that link to each other; starts
the whole wiki as `bin/start` does; renames the page and moves the tree over XML-RPC; and views pages, again and again,
until the worker has rewritten the last link. The floor is what the database takes to read and write the same bodies
and links, in the same batches, without a look into them.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.run import ROOT, Measured, new_wiki, running_wiki
from bench.seed import KEY, USER

TARGET = "Page 0"
RENAMED = "Renamed page"
OTHER = "OTHER"
BROKEN = re.compile(rb'class="unresolved')
PATIENCE = 600


def seed(links: int, tree: int) -> dict[str, object]:
    """Fill the wiki: pages that link to one page, and a tree whose pages link to each other."""
    from django.db import connection, transaction

    from accounts.actor import Actor
    from accounts.queries import user_by_name
    from bench.seed import body_of
    from bench.seed import seed as seed_space
    from wiki.models import Body, Content, ContentKind, Link, LinkKind, Space, allot_ids
    from wiki.services.spaces.create import create_space
    from wiki.storage_format.references import fold_title

    seeded = seed_space(links + 1)
    naming = f'<p><ac:link><ri:page ri:content-title="{TARGET}" /></ac:link></p>'
    into_tree = f'<p><ac:link><ri:page ri:content-title="Leaf {tree - 1}" /></ac:link></p>'
    bodies = list(Body.objects.filter(pk__in=seeded["ids"][1:]).order_by("pk"))  # type: ignore[index]
    for body in bodies:
        body.storage = naming + into_tree + body.storage
    Body.objects.bulk_update(bodies, ["storage"], batch_size=100)
    key = fold_title(KEY)
    Link.objects.filter(title_folded=fold_title(TARGET)).delete()
    Link.objects.bulk_create(
        Link(source_id=body.pk, kind=LinkKind.PAGE, space_key_folded=key, title_folded=fold_title(title))
        for body in bodies
        for title in (TARGET, f"Leaf {tree - 1}")
    )
    began = time.perf_counter()
    for start in range(0, len(bodies), 100):
        with transaction.atomic():
            some = list(Body.objects.filter(pk__in=[body.pk for body in bodies[start : start + 100]]))
            Body.objects.bulk_update(some, ["storage"])
            found = list(Link.objects.filter(source_id__in=[body.pk for body in some]))
            Link.objects.filter(source_id__in=[body.pk for body in some]).delete()
            Link.objects.bulk_create(found)
    floor = time.perf_counter() - began

    admin = Actor.for_user(user_by_name("admin"))
    reader = user_by_name(USER)
    create_space(admin, key=OTHER, name="Other", for_all_users=True)
    space = Space.objects.get(key=KEY)
    rows: list[Content] = []
    for number, page_id in enumerate(allot_ids(tree)):
        above = rows[0] if number else None
        page = Content(
            id=page_id, kind=ContentKind.PAGE, space=space, host_id=page_id, creator=reader, modifier=reader,
            parent_id=above.pk if above else None, path=above.subtree_path if above else "/",
        )  # fmt: skip
        page.retitle(f"Leaf {number}")
        rows.append(page)
    Content.objects.bulk_create(rows, batch_size=1000)
    texts = {page.pk: body_of(number, tree).replace("Page ", "Leaf ") for number, page in enumerate(rows)}
    Body.objects.bulk_create((Body(content_id=pk, storage=text) for pk, text in texts.items()), batch_size=1000)
    Link.objects.bulk_create(
        (
            Link(
                source_id=page.pk, kind=LinkKind.PAGE, space_key_folded=key,
                title_folded=f"leaf {(number * 7 + step * 13) % tree}",
            )
            for number, page in enumerate(rows)
            for step in range(5)
        ),
        batch_size=2000,
        ignore_conflicts=True,
    )  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return {**seeded, "floor": floor, "tree": rows[0].pk, "leaves": tree}


class Followed:
    """A running wiki whose links are watched."""

    def __init__(self, port: int, seeded: dict[str, object]) -> None:
        self.wiki = Measured(port, seeded, 1)
        self.admin = self.wiki.rpc("login", "admin", "a bench needs no secret")
        self.seeded = seeded
        self.views = 0

    def view(self, address: str) -> bytes:
        """View a page and refuse one that shows a broken link."""
        cookie = {"Cookie": f"{self.seeded['cookie']}={self.seeded['session']}"}
        html = self.wiki.request("GET", address, None, cookie)
        self.views += 1
        if BROKEN.search(html):
            sys.exit(f"{address} shows a broken link.")
        return html

    def rename(self) -> float:
        """Rename the page that all link to; gives the seconds until the last link has followed."""
        ids = self.seeded["ids"]
        assert isinstance(ids, list)
        page = self.wiki.rpc("getPage", self.admin, str(ids[0]))
        began = time.perf_counter()
        self.wiki.rpc("storePage", self.admin, {**page, "title": RENAMED})
        # Bodies are rewritten in the order of their ids.
        last = str(ids[-1])
        while TARGET + '"' in self.wiki.rpc("getPage", self.admin, last)["content"]:
            self.view(f"/display/{KEY}/Page+{self.wiki.chosen.randrange(1, len(ids))}")
            if time.perf_counter() - began > PATIENCE:
                sys.exit("The links don't follow.")
        return time.perf_counter() - began

    def move(self) -> tuple[float, float]:
        """Move the tree to another space; gives the seconds of the call, and until links into it have followed."""
        began = time.perf_counter()
        self.wiki.rpc("movePageToTopLevel", self.admin, str(self.seeded["tree"]), OTHER)
        called = time.perf_counter() - began
        ids, leaves = self.seeded["ids"], self.seeded["leaves"]
        assert isinstance(ids, list) and isinstance(leaves, int)
        last = str(ids[-1])
        while f'ri:space-key="{OTHER}"' not in self.wiki.rpc("getPage", self.admin, last)["content"]:
            self.view(f"/display/{OTHER}/Leaf+{self.wiki.chosen.randrange(leaves)}")
            self.view(f"/display/{KEY}/Page+{self.wiki.chosen.randrange(1, len(ids))}")
            if time.perf_counter() - began > PATIENCE:
                sys.exit("The links to the moved tree don't follow.")
        return called, time.perf_counter() - began


def measure(database: str, links: int, tree: int) -> dict[str, str]:
    """Make, fill and start one wiki, rename and move in it."""
    with new_wiki(database) as (home, port, environ):
        command = [sys.executable, str(Path(__file__)), "--seed", "--links", str(links), "--tree", str(tree)]
        seeding = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE)
        seeded = json.loads(seeding.stdout.splitlines()[-1])
        with running_wiki(home, environ):
            followed = Followed(port, seeded)
            renamed = followed.rename()
            views = followed.views
            called, moved = followed.move()
    return {
        f"rename, {links:,} links": f"{renamed:.1f} s",
        "... floor, ratio": f"{seeded['floor']:.1f} s, {renamed / seeded['floor']:.1f}",
        "... views meanwhile, none with a broken link": str(views),
        f"move of {tree:,} pages, the call": f"{called:.1f} s",
        f"... until {links:,} links into it have followed": f"{moved:.1f} s",
    }


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Measures how long links take to follow.")
    parser.add_argument("--links", type=int, default=2000, help="pages that link to the renamed one")
    parser.add_argument("--tree", type=int, default=5000, help="pages in the moved tree")
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL", ""), help="a PostgreSQL to measure too")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    parser.add_argument("--seed", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.seed:
        import django

        django.setup()
        print(json.dumps(seed(options.links, options.tree)))
        return
    for database in ("", options.database) if options.database else ("",):
        print(f"\n{'PostgreSQL' if database else 'SQLite'}\n")
        for name, value in measure(database, options.links, options.tree).items():
            print(f"| {name} | {value} |" if options.markdown else f"  {name:<50}{value:>12}")


if __name__ == "__main__":
    main()
