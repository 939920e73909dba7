"""Workers that are killed in the middle of jobs: real processes, with every broker."""

import json
import signal
import subprocess
import sys
import time
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.start.first_start import migrated
from tests.start.running import ROOT, clean_environment, descendants, gone_within
from tests.start.test_tasks import broker_url, starts_processes, wait_until

PROGRAM = [sys.executable, "-m", "tests.start.job_worker"]


class Site:
    """A small wiki with an export and a rebuild of its index that wait for a worker."""

    def __init__(self, folder: Path, broker: str) -> None:
        self.folder = folder
        home = migrated(folder / "home")
        self.index = home / "index"
        suffix = uuid.uuid4().hex[:10]
        self.environ = clean_environment(home, QUEUE_SUFFIX=suffix, CELERY_BROKER_URL=broker)
        self.export, self.rebuild = self.run("begin")

    def run(self, *arguments: str) -> Any:
        done = subprocess.run(
            [*PROGRAM, *arguments], env=self.environ, cwd=ROOT, check=True, timeout=180, capture_output=True, text=True
        )
        return json.loads(done.stdout.strip().splitlines()[-1])

    def generations(self) -> int:
        return len([one for one in self.index.iterdir() if one.is_dir()]) if self.index.is_dir() else 0

    @contextmanager
    def worker(self, *middle: str) -> Iterator[subprocess.Popen[bytes]]:
        ready = self.folder / f"ready-{time.time_ns()}"
        process = subprocess.Popen([*PROGRAM, "work", str(ready), *middle], env=self.environ, cwd=ROOT)
        try:
            wait_until(ready.exists)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)

    def kill_in_the_middle_of(self, middle: str) -> None:
        """Run a worker until it is in the middle of a job, and kill it there."""
        mark = self.folder / f"in-the-middle-of-{middle}"
        with self.worker(middle, str(mark)) as worker:
            wait_until(mark.exists)
            everyone = descendants(worker.pid)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        assert gone_within(everyone, 5) == []


@starts_processes
@pytest.mark.parametrize(
    ("name", "middles"), [("files", ["export", "rebuild"]), ("redis", ["export"]), ("rabbitmq", ["rebuild"])]
)
def test_jobs_of_killed_workers_are_done_once_by_the_next(tmp_path: Path, name: str, middles: list[str]) -> None:
    site = Site(tmp_path, broker_url(name))
    for middle in middles:
        site.kill_in_the_middle_of(middle)
        standings, swept = site.run("sweep")
        assert standings[getattr(site, middle)][:2] == ["running", 1] and swept == 1
        if middle == "export":
            assert f"being-written-{site.export}" in standings[site.export][3] and standings[site.export][4] == ""
        else:
            assert site.generations() == 1 and not (site.index / "current").exists()
    with site.worker():
        standings = site.run("wait")
    for middle in ("export", "rebuild"):
        state, attempt, problem, names, path = standings[getattr(site, middle)]
        assert (state, attempt, problem) == ("done", 2 if middle in middles else 1, "")
        assert names == ([Path(path).name] if path else [])
    assert site.generations() == 1
    with zipfile.ZipFile(standings[site.export][4]) as package:
        assert package.testzip() is None and package.read("entities.xml").count(b'class="Page"') > 250
