"""The indexer as a process of its own: quick enough, back after a kill, and able to heal what it keeps."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.start.first_start import started_before
from tests.start.running import ROOT, clean_environment
from tests.start.services import postgresql_server

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

INDEXER = (
    "import django; django.setup()\n"
    "from search.keeping_up import keep_up\n"
    "keep_up(lambda: print('ready', flush=True))\n"
)
WRITE = (
    "import sys, django; django.setup()\n"
    "from accounts.actor import Actor\n"
    "from accounts.queries import user_by_name\n"
    "from wiki.services.pages.store import create_page\n"
    "create_page(Actor.for_user(user_by_name('admin')), space_key='DEMO', title=sys.argv[1], storage='<p>x</p>')\n"
)
HOLD = (
    "import sys, time, django; django.setup()\n"
    "from django.db import transaction\n"
    "from accounts.actor import Actor\n"
    "from accounts.queries import user_by_name\n"
    "from wiki.services.pages.store import create_page\n"
    "with transaction.atomic():\n"
    "    admin = Actor.for_user(user_by_name('admin'))\n"
    "    create_page(admin, space_key='DEMO', title=sys.argv[1], storage='<p>x</p>')\n"
    "    print('written', flush=True)\n"
    "    sys.stdin.readline()\n"
    "print(time.time(), flush=True)\n"
)
ADD_PERSON = (
    "import sys, django; django.setup()\n"
    "from accounts.actor import SYSTEM_SETUP\n"
    "from accounts.services.users import add_user\n"
    "add_user(SYSTEM_SETUP, username=sys.argv[1], password='a test needs none', full_name='', email='')\n"
    "from search.models import JournalEntry\n"
    "print(JournalEntry.objects.order_by('-pk').first().thing)\n"
)
FIND = (
    "import sys, time, django; django.setup()\n"
    "from accounts.actor import Actor\n"
    "from accounts.queries import user_by_name\n"
    "from search.errors import IndexUnavailable\n"
    "from search.query.lucene import parse\n"
    "from wiki.queries.search import search\n"
    "until = time.monotonic() + float(sys.argv[2])\n"
    "while True:\n"
    "    try:\n"
    "        total = search(Actor.for_user(user_by_name('admin')), parse(sys.argv[1])).total\n"
    "    except IndexUnavailable:\n"
    "        total = 0\n"
    "    if total or time.monotonic() > until:\n"
    "        break\n"
    "    time.sleep(0.05)\n"
    "print(total, time.time())\n"
)


class Wiki:
    """A node of a wiki of the test's own, without its servers."""

    def __init__(self, home: Path, **variables: str) -> None:
        environ = clean_environment(home, **variables)
        self.environ = {**environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
        self.index = home / "index"

    def run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env=self.environ, cwd=ROOT, check=True, timeout=120, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""

    def indexer(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", INDEXER], env=self.environ, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def begin(self, program: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            env=self.environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def finds(self, query: str, seconds: float) -> bool:
        return int(self.run(FIND, query, str(seconds)).split()[0]) > 0


@pytest.fixture
def wiki(tmp_path: Path) -> Wiki:
    return Wiki(started_before(tmp_path / "home"))


PREPARE = (
    "import django; django.setup()\n"
    "from django.core.management import call_command\n"
    "call_command('migrate', verbosity=0)\n"
    "from accounts.actor import SYSTEM_SETUP\n"
    "from accounts.queries import user_by_name\n"
    "from accounts.services.setup import set_up_people\n"
    "from wiki.services.demonstration.create import create_demonstration_space\n"
    "set_up_people('admin', 'a test needs no secret')\n"
    "create_demonstration_space(SYSTEM_SETUP, administrator=user_by_name('admin'))\n"
)


def test_what_is_new_is_found_and_after_a_kill_too(wiki: Wiki) -> None:
    process = wiki.indexer()
    try:
        assert wiki.finds("title:layouts", 0)
        wiki.run(WRITE, "Crocodile")
        assert wiki.finds("crocodile", 30)
    finally:
        process.kill()
        process.wait()
    wiki.run(WRITE, "Alligator")
    assert not wiki.finds("alligator", 0)
    process = wiki.indexer()
    try:
        assert wiki.finds("alligator", 30) and wiki.finds("crocodile", 0)
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("damage", ["deleted", "cut", "emptied", "of another schema"])
def test_an_index_that_is_damaged_heals_itself(wiki: Wiki, damage: str) -> None:
    wiki.indexer().kill()
    generation = wiki.index / (wiki.index / "current").read_text().strip()
    if damage == "deleted":
        subprocess.run(["rm", "-rf", str(wiki.index)], check=True)
    elif damage == "cut":
        meta = generation / "tantivy" / "meta.json"
        os.truncate(meta, meta.stat().st_size // 2)
    elif damage == "emptied":
        for path in (generation / "tantivy").iterdir():
            path.write_bytes(b"")
    else:
        standing = generation / "standing.json"
        standing.write_text(standing.read_text().replace('"version": ', '"version": 9'))
    wiki.run(WRITE, "Crocodile")
    process = wiki.indexer()
    try:
        assert wiki.finds("crocodile", 30) and wiki.finds("title:layouts", 0)
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def database() -> Iterator[str]:
    """A PostgreSQL database of the test's own."""
    import psycopg

    server, name = postgresql_server(), f"oxbow_nodes_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        yield f"{server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def test_two_nodes_of_one_database_lose_nothing_that_was_committed_late(tmp_path: Path, database: str) -> None:
    nodes = [Wiki(tmp_path / name, DATABASE_URL=database) for name in ("one", "other")]
    nodes[0].run(PREPARE)
    processes = [node.indexer() for node in nodes]
    try:
        # This takes a number in the journal, and is not committed before another change with a later number was.
        late = nodes[0].begin(HOLD, "Alligator")
        processes.append(late)
        assert late.stdin and late.stdout and late.stdout.readline() == "written\n"
        assert nodes[1].run(ADD_PERSON, "zebra") == "user"
        looking = [node.begin(FIND, "alligator", "30") for node in nodes]
        processes += looking
        assert not nodes[0].finds("alligator", 1.0)
        late.stdin.write("\n")
        late.stdin.flush()
        committed = float(late.stdout.readline())
        for one in looking:
            assert one.stdout is not None
            total, found = one.stdout.readline().split()
            # Half a second when the machine has nothing else to do; the promise is 2.
            assert int(total) == 1 and float(found) - committed < 10
        assert nodes[0].finds("zebra", 10)
    finally:
        for process in processes:
            process.kill()
            process.wait()
