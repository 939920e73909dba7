"""An import whose worker is killed: nothing of it shows, nothing of it stays, and it can be done again."""

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.start.running import ROOT, clean_environment
from tests.start.services import postgresql_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The variables that name an empty database of each kind."""
    if request.param == "sqlite":
        yield {}
        return
    import psycopg

    server, name = postgresql_server(), f"oxbow_killed_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    yield {"DATABASE_URL": f"{server}/{name}"}
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@pytest.mark.xdist_group("processes")
@pytest.mark.processes
def test_killed_between_the_batches(tmp_path: Path, database: dict[str, str]) -> None:
    environ = clean_environment(tmp_path / "home", **database)
    mark, told = tmp_path / "mark", tmp_path / "told"
    command = [sys.executable, "-m", "tests.wiki.transfer.killed_import"]
    # People and groups are made, and some batches of contents and their restrictions are written.
    worker = subprocess.Popen([*command, "begin", str(mark), "14"], env=environ, cwd=ROOT)
    try:
        until = time.monotonic() + 240
        while not mark.exists():
            assert worker.poll() is None and time.monotonic() < until
            time.sleep(0.1)
    finally:
        worker.kill()
        worker.wait()
    subprocess.run([*command, "go-on", str(told), "0"], env=environ, cwd=ROOT, check=True, timeout=240)
    before, after = json.loads(mark.read_text(encoding="utf-8")), json.loads(told.read_text(encoding="utf-8"))
    killed = after["killed"]
    assert killed["wiki_space"] == 2 and killed["accounts_user"] == before["accounts_user"] + 2
    assert killed["wiki_content"] and killed["wiki_restriction"] and killed["wiki_body"] and killed["files"] == 8
    assert after["seen"] == 0
    assert (after["swept"], after["state"]) == (before, "cancelled")
    assert (after["again"], after["problem"], after["imported"]["wiki_content"]) == ("done", "", 33)
    assert after["shown"] == 35
