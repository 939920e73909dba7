"""`bin/start` as an operator uses it: real processes, each in a WIKI_HOME and on a port of its own."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from tests.start.first_start import started_before
from tests.start.running import ROOT, RunningWiki, alive, clean_environment, descendants, gone_within
from tests.start.services import free_port, postgresql_server

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]


def get(port: int, path: str) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode(), dict(response.getheaders())


def start_and_fail(home: Path, **variables: str) -> tuple[int, str]:
    result = subprocess.run(
        [sys.executable, str(ROOT / "bin" / "start")],
        env=clean_environment(home, **variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = [line for line in result.stderr.splitlines() if not line.startswith("Installing ")]
    assert result.stdout == ""
    assert len(said) == 1, result.stderr
    return result.returncode, said[0]


def test_first_and_second_start(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    with RunningWiki(home, port) as wiki:
        wiki.wait_until_ready()
        assert wiki.lines[-1] == f"Ready: http://127.0.0.1:{port}/"
        assert "Administrator: admin" in wiki.lines
        assert sum(line.startswith("Password") for line in wiki.lines) == 1
        assert get(port, "/status")[:2] == (200, '{"state": "RUNNING"}')
        assert get(port, "/login.action")[0] == 200
        assert (home / "secrets" / "secret_key").stat().st_mode & 0o777 == 0o600
        assert (home / "secrets").stat().st_mode & 0o777 == 0o700
        assert (home / "wiki.sqlite3").exists()
        everyone = wiki.children()
        assert len(everyone) >= 8
        assert wiki.stop() == 0
        assert gone_within(everyone, 1) == []
        assert "Traceback" not in wiki.errors.read_text()

    with RunningWiki(home, port) as wiki:
        wiki.wait_until_ready()
        assert wiki.lines == [f"Ready: http://127.0.0.1:{port}/"]
        everyone = wiki.children()
        assert wiki.stop(signal.SIGINT) == 0
        assert gone_within(everyone, 1) == []


def test_chosen_administrator_context_path_and_postgresql(tmp_path: Path) -> None:
    import psycopg

    server, name = postgresql_server(), f"oxbow_start_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    port = free_port()
    try:
        with RunningWiki(
            tmp_path / "home",
            port,
            DATABASE_URL=f"{server}/{name}",
            WIKI_BASE_URL=f"http://127.0.0.1:{port}/confluence",
            WIKI_ADMIN_USER="berta",
            WIKI_ADMIN_PASSWORD="a word of her own",
        ) as wiki:
            wiki.wait_until_ready()
            assert wiki.lines == [f"Ready: http://127.0.0.1:{port}/confluence/"]
            for path in ("/confluence/status", "/status"):
                assert get(port, path)[:2] == (200, '{"state": "RUNNING"}')
            status, page, headers = get(port, "/confluence/login.action")
            assert status == 200
            assert "Path=/confluence/" in headers["Set-Cookie"]
            links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
            assert links
            assert [link for link in links if not link.startswith("/confluence/")] == []
            for link in links:
                if "/static/" in link:
                    assert get(port, link)[0] == 200
            assert wiki.stop() == 0
        with psycopg.connect(f"{server}/{name}") as connection:
            row = connection.execute("SELECT count(*) FROM accounts_user WHERE username = 'berta'").fetchone()
            assert row == (1,)
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def test_a_part_that_dies_is_started_again_and_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    port = free_port()
    with RunningWiki(started_before(tmp_path / "home"), port) as wiki:
        wiki.wait_until_ready()
        parts = [pid for pid in wiki.children() if _parent(pid) == wiki.process.pid]
        assert len(parts) == 5
        web = min(parts)
        its_workers = descendants(web)
        os.kill(web, signal.SIGKILL)
        assert gone_within([web, *its_workers], 5) == []
        until = time.monotonic() + 20
        while "starting it again" not in wiki.errors.read_text() and time.monotonic() < until:
            time.sleep(0.1)
        assert "The web process was ended by SIGKILL; starting it again in 1 s." in wiki.errors.read_text()
        # The socket stayed open: the question waits until the server is there again.
        assert get(port, "/status")[0] == 200

        # One that hangs is killed with the others.
        everyone = wiki.children()
        os.kill(everyone[0], signal.SIGSTOP)
        wiki.process.kill()
        assert gone_within(everyone, 5) == []


def test_a_part_that_hangs_does_not_keep_the_wiki_from_ending(tmp_path: Path) -> None:
    with RunningWiki(started_before(tmp_path / "home"), free_port()) as wiki:
        wiki.wait_until_ready()
        everyone = wiki.children()
        os.kill(everyone[0], signal.SIGSTOP)
        assert wiki.stop() == 0
        assert alive(everyone) == []
        assert "did not end in time; killed." in wiki.errors.read_text()


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("WIKI_PORT", "abc", "must be a whole number from 1 to 65535 (it is 'abc')"),
        ("WIKI_TIME_ZONE", "Mars/Olympus", "must be a time zone such as Europe/Berlin (it is 'Mars/Olympus')"),
        ("WIKI_HOME", "/proc/nowhere", "names a folder that cannot be used: No such file or directory: /proc/nowhere"),
    ],
)
def test_a_wrong_value_is_one_line(tmp_path: Path, name: str, value: str, problem: str) -> None:
    assert start_and_fail(tmp_path, **{name: value}) == (2, f"Wrong setting: {name} {problem}")


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    code, said = start_and_fail(
        tmp_path, WIKI_PORT=str(free_port()), DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/wiki"
    )
    assert code == 2
    assert said.startswith("Cannot start: DATABASE_URL: the database does not answer: ")


def test_a_broker_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    code, said = start_and_fail(
        tmp_path, WIKI_PORT=str(free_port()), CELERY_BROKER_URL=f"redis://127.0.0.1:{free_port()}/0"
    )
    assert code == 2
    assert said.startswith("Cannot start: CELERY_BROKER_URL: the broker does not answer: ")


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert start_and_fail(tmp_path, WIKI_PORT=str(port)) == (
            2,
            f"Cannot start: cannot listen on 127.0.0.1 port {port}: address already in use; WIKI_PORT sets another",
        )


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
