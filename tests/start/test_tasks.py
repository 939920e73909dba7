"""Tasks through real brokers to real worker processes: files always, Redis and RabbitMQ where they answer."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import current_app

from config.celery import SCHEDULE, app
from config.settings.tasks import LONG, QUICK
from tests.start.running import ROOT, clean_environment, gone_within
from tests.start.services import need


def starts_processes(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test of real processes; all of them run on one core, one after the other."""
    return pytest.mark.xdist_group("processes")(pytest.mark.processes(test))  # type: ignore[no-any-return]


def broker_url(name: str) -> str:
    """The address of a broker to test with; skips the test when there is none."""
    if name == "files":
        return ""
    if name == "named":
        url = os.environ.get("TEST_BROKER_URL", "")
        if not url:
            pytest.skip("TEST_BROKER_URL is not set")
        return url
    port = {"redis": 6379, "rabbitmq": 5672}[name]
    need(name, port)
    return {"redis": "redis://127.0.0.1:6379/9", "rabbitmq": "amqp://guest:guest@127.0.0.1:5672//"}[name]


class Tasks:
    """A broker, and processes that send and do tasks with it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environ = clean_environment(folder / "home", CELERY_BROKER_URL=url, QUEUE_SUFFIX=uuid.uuid4().hex[:10])
        self.command = [sys.executable, "-m", "tests.start.worker_for_tests"]

    def send(self, queue: str, mark: Path, seconds: float = 0) -> None:
        command = [*self.command, "send", queue, str(mark), str(seconds)]
        subprocess.run(command, env=self.environ, cwd=ROOT, check=True, timeout=60)

    @contextmanager
    def worker(self, queue: str) -> Iterator[subprocess.Popen[bytes]]:
        ready = self.folder / f"ready-{time.time_ns()}"
        process = subprocess.Popen([*self.command, queue, str(ready)], env=self.environ, cwd=ROOT)
        try:
            wait_until(ready.exists)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a thread of this one has begun."""
    lists = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text().split()]


def marks(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


@starts_processes
@pytest.mark.parametrize("name", ["files", "redis", "rabbitmq", "named"])
def test_a_task_waits_for_a_worker_and_is_done_in_its_queue(tmp_path: Path, name: str) -> None:
    tasks = Tasks(tmp_path, broker_url(name))
    tasks.send(QUICK, tmp_path / "quick")
    tasks.send(LONG, tmp_path / "long")
    with tasks.worker(QUICK):
        wait_until(lambda: marks(tmp_path / "quick") == ["begun", "done"])
        tasks.send(QUICK, tmp_path / "second")
        wait_until(lambda: marks(tmp_path / "second") == ["begun", "done"])
        assert marks(tmp_path / "long") == []
    with tasks.worker(LONG):
        wait_until(lambda: marks(tmp_path / "long") == ["begun", "done"])


@starts_processes
def test_a_task_whose_worker_is_killed_is_done_by_the_next(tmp_path: Path) -> None:
    tasks = Tasks(tmp_path, "")
    mark = tmp_path / "mark"
    tasks.send(QUICK, mark, 3)
    with tasks.worker(QUICK) as worker:
        wait_until(lambda: marks(mark) == ["begun"])
        children = children_of(worker)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        assert gone_within(children, 5) == []
    with tasks.worker(QUICK):
        wait_until(lambda: marks(mark) == ["begun", "begun", "done"])


@starts_processes
@pytest.mark.parametrize("name", ["files", "redis"])
def test_a_process_that_is_killed_while_it_waits_is_replaced(tmp_path: Path, name: str) -> None:
    tasks = Tasks(tmp_path, broker_url(name))
    with tasks.worker(QUICK) as worker:
        tasks.send(QUICK, tmp_path / "first")
        wait_until(lambda: marks(tmp_path / "first") == ["begun", "done"])
        time.sleep(0.5)  # it waits for the next one, then
        for child in children_of(worker):
            os.kill(child, signal.SIGKILL)
        tasks.send(QUICK, tmp_path / "second")
        wait_until(lambda: marks(tmp_path / "second") == ["begun", "done"], 30)


def test_what_runs_by_the_clock_exists() -> None:
    app.loader.import_default_modules()
    assert current_app._get_current_object() is app
    for entry in SCHEDULE.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["queue"] in {QUICK, LONG}
