#!/usr/bin/env python3
"""Measures the wiki's most used calls against a real server, and prints a table.

    .venv/bin/python bench/run.py [--pages 1000 20000] [--calls 300] [--database postgresql://…] [--markdown]

For each database and each size it makes a new wiki in a temporary folder, fills a space (see seed.py), starts the
whole wiki as `bin/start` does and calls it over HTTP, one call after the other on one connection, as an ordinary
member of the users' group. The floor is measured on the same server, in turns with the calls: bare Django views that
look up and write the same rows (see floor.py). SQLite is always measured; PostgreSQL when --database or DATABASE_URL
names a server: the database that is measured has `_bench` behind the name given, and is made anew.
"""

import argparse
import http.client
import itertools
import json
import os
import platform
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 30
START_SECONDS = 120

Send = Callable[[dict[str, str]], object]
"""Sends one request with some headers more."""


@dataclass(frozen=True)
class Row:
    """What was measured of one kind of call: milliseconds and the number of queries."""

    name: str
    p50: float
    p95: float
    floor: float
    queries: str


class Measured:
    """One running wiki and a connection to it."""

    def __init__(self, port: int, seeded: dict[str, Any], calls: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.seeded = seeded
        self.calls = calls
        self.chosen = random.Random(1)
        self.numbers = itertools.count(1)
        self.queries = ""
        self.token = self.rpc("login", seeded["user"], seeded["password"])

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> bytes:
        """Send one request; anything but 200 ends the run."""
        self.connection.request(method, path, body, headers or {})
        response = self.connection.getresponse()
        answer = response.read()
        self.queries = response.getheader("X-Count-Queries", "")
        if response.status != 200:
            sys.exit(f"{method} {path} answers {response.status}: {answer[:300]!r}")
        return answer

    def rpc(self, method: str, *arguments: Any, headers: dict[str, str] | None = None) -> Any:
        """Call a method; a fault ends the run."""
        body = xmlrpc.client.dumps(arguments, f"confluence2.{method}").encode()
        answer = self.request("POST", "/rpc/xmlrpc", body, {"Content-Type": "text/xml", **(headers or {})})
        return xmlrpc.client.loads(answer, use_builtin_types=True)[0][0]

    def compare(self, name: str, send: Send, send_to_floor: Send) -> Row:
        """Measure one kind of call and its floor in turns, so that whatever else the machine does slows both."""
        for _ in range(WARM_UP):
            send({})
            send_to_floor({})
        taken: list[float] = []
        floor: list[float] = []
        for _ in range(self.calls):
            floor.append(milliseconds(send_to_floor))
            taken.append(milliseconds(send))
        counts = set()
        for _ in range(10):
            send({"X-Count-Queries": "1"})
            counts.add(int(self.queries))
        queries = str(min(counts)) if len(counts) == 1 else f"{min(counts)}-{max(counts)}"
        p95 = statistics.quantiles(taken, n=20)[-1]
        return Row(name, statistics.median(taken), p95, statistics.median(floor), queries)

    def some_page(self) -> int:
        """Give the id of any page."""
        return int(self.chosen.choice(self.seeded["ids"]))

    def rows(self) -> Iterator[Row]:
        """Measure everything."""
        text = self.rpc("getPage", self.token, str(self.seeded["ids"][0]))["content"]
        cookie = {"Cookie": f"{self.seeded['cookie']}={self.seeded['session']}"}
        updated = {"id": "", "version": 0}

        def get_page(headers: dict[str, str]) -> None:
            self.rpc("getPage", self.token, str(self.some_page()), headers=headers)

        def store_page(headers: dict[str, str]) -> None:
            title = f"New {next(self.numbers)}"
            page = {"space": self.seeded["space"], "title": title, "content": text, "parentId": str(self.some_page())}
            self.rpc("storePage", self.token, page, headers=headers)

        def update_page(headers: dict[str, str]) -> None:
            if not updated["id"]:
                page = self.rpc("getPage", self.token, str(self.seeded["ids"][1]))
                updated.update(id=page["id"], title=page["title"], version=page["version"])
            content = f"{text}<p>Change {next(self.numbers)}</p>"
            page = {**updated, "space": self.seeded["space"], "content": content}
            answer = self.rpc("updatePage", self.token, page, {"versionComment": "measured"}, headers=headers)
            updated["version"] = answer["version"]

        def view_page(headers: dict[str, str]) -> None:
            number = self.chosen.randrange(len(self.seeded["ids"]))
            self.request("GET", f"/display/{self.seeded['space']}/Page+{number}", None, {**cookie, **headers})

        def floor(path: str, body: bytes | None = None) -> Send:
            method = "POST" if body else "GET"
            return lambda headers: self.request(method, f"{path}/{self.some_page()}", body, headers)

        yield self.compare("XML-RPC getPage", get_page, floor("/bench/read"))
        yield self.compare("XML-RPC storePage", store_page, floor("/bench/store", text.encode()))
        yield self.compare("XML-RPC updatePage", update_page, floor("/bench/update", text.encode()))
        yield self.compare("page view", view_page, floor("/bench/view"))


def milliseconds(send: Send) -> float:
    """Give how long one call takes."""
    began = time.perf_counter()
    send({})
    return (time.perf_counter() - began) * 1000


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running_wiki(home: Path, environ: dict[str, str]) -> Iterator[None]:
    """Run the whole wiki, web server and workers, until the block ends."""
    log = home / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environ, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while "Ready:" not in log.read_text():
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"The wiki does not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def make_anew(database: str) -> str:
    """Make an empty PostgreSQL database beside the one that is named, and give its address."""
    import psycopg

    parts = urlsplit(database)
    name = f"{parts.path.strip('/')}_bench"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def new_wiki(database: str) -> Iterator[tuple[Path, int, dict[str, str]]]:
    """Make an empty wiki; gives its folder, a free port and the environment to run it in.

    Args:
        database: the address of a PostgreSQL server; empty for SQLite.
    """
    home = Path(tempfile.mkdtemp(prefix="oxbow-bench-"))
    port = free_port()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("WIKI_")}
    environ.pop("DATABASE_URL", None)
    environ |= {
        "WIKI_HOME": str(home),
        "WIKI_PORT": str(port),
        "WIKI_ADMIN_PASSWORD": "a bench needs no secret",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(ROOT),
    }
    if database:
        environ["DATABASE_URL"] = make_anew(database)
    try:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(command, cwd=ROOT, env=environ, check=True)
        yield home, port, environ
    finally:
        shutil.rmtree(home, ignore_errors=True)


def measure(database: str, pages: int, calls: int) -> list[Row]:
    """Make, fill, start and measure one wiki."""
    with new_wiki(database) as (home, port, environ):
        command = [sys.executable, "-m", "bench.seed", str(pages)]
        seeding = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE)
        with running_wiki(home, environ):
            return list(Measured(port, json.loads(seeding.stdout), calls).rows())


def print_table(title: str, rows: list[Row], markdown: bool) -> None:
    """Print what was measured."""
    heads = ("call", "p50 ms", "p95 ms", "floor ms", "ratio", "queries")
    lines = [
        (row.name, f"{row.p50:.1f}", f"{row.p95:.1f}", f"{row.floor:.1f}", f"{row.p50 / row.floor:.1f}", row.queries)
        for row in rows
    ]
    print(f"\n{title}\n")
    if markdown:
        for line in (heads, ("---", *("--:" for _ in heads[1:])), *lines):
            print(f"| {' | '.join(line)} |")
    else:
        for line in (heads, *lines):
            print(f"  {line[0]:<20}" + "".join(f"{cell:>10}" for cell in line[1:]))
    sys.stdout.flush()


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Measures the wiki's most used calls and prints a table.")
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 20000], help="sizes of the space")
    parser.add_argument("--calls", type=int, default=300, help="how often each call is measured")
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL", ""), help="a PostgreSQL to measure too")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    options = parser.parse_args()
    # What was started is ended, also when the program is told to stop.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(f"{platform.node()}: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for database in ("", options.database) if options.database else ("",):
        for pages in options.pages:
            rows = measure(database, pages, options.calls)
            print_table(f"{'PostgreSQL' if database else 'SQLite'}, {pages:,} pages", rows, options.markdown)


if __name__ == "__main__":
    main()
