"""Real processes for tests: `bin/start` with an environment of its own."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "PIP_CONFIG_FILE", "SSL_CERT_FILE")
READY_WITHIN_SECONDS = 300


def clean_environment(home: Path, **variables: str) -> dict[str, str]:
    """The environment of a process that must see none of the test run's own settings."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "WIKI_VENV": sys.prefix, "WIKI_HOME": str(home), **variables}


class RunningWiki:
    """One run of `bin/start`; as a context manager it is ended at the end, in any case."""

    def __init__(self, home: Path, port: int, **variables: str) -> None:
        self.port = port
        self.began = time.monotonic()
        self.lines: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self.errors = home.with_suffix(".stderr")
        environ = clean_environment(home, WIKI_PORT=str(port), **variables)
        with open(self.errors, "w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "bin" / "start")],
                env=environ,
                cwd=home.parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> "RunningWiki":
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def wait_until_ready(self) -> float:
        """Wait for the line that says so; give the seconds it took."""
        until = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < until:
            try:
                line = self._queue.get(timeout=1)
            except queue.Empty:
                continue
            if line is None:
                break
            self.lines.append(line)
            if line.startswith("Ready: "):
                return time.monotonic() - self.began
        raise AssertionError(f"not ready: {self.lines} {self.errors.read_text()}")

    def children(self) -> list[int]:
        """The processes below this one that are alive, whatever their depth."""
        return descendants(self.process.pid)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to end and give its exit code."""
        self.process.send_signal(number)
        try:
            return self.process.wait(timeout=90)
        except subprocess.TimeoutExpired:
            for pid in [*self.children(), self.process.pid]:
                os.kill(pid, signal.SIGKILL)
            raise


def descendants(pid: int) -> list[int]:
    """The living processes below a process."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            parents[int(folder.name)] = int(parent)
    found: list[int] = []
    level = [pid]
    while level:
        level = [child for child, parent in parents.items() if parent in level]
        found += level
    return found


def alive(pids: list[int]) -> list[int]:
    """Those of the processes that still live."""
    living = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            living.append(pid)
    return living


def gone_within(pids: list[int], seconds: float) -> list[int]:
    """Wait for processes to end; give those that have not."""
    until = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.1)
    return alive(pids)
