"""One child process: forked, in a session of its own, its output going through a pipe to the supervisor."""

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


class Child:
    """A part of the wiki that runs in a process of its own.

    Forked, not executed afresh: all share the modules that the supervisor has loaded, which makes a start quick.
    """

    def __init__(self, name: str, work: Callable[[Callable[[], None]], None]) -> None:
        """Describe the child; `work` runs in it and is given a function to call once it is ready."""
        self.name = name
        self.work = work
        self.pid: int | None = None
        self.group: int | None = None
        self.output = -1
        self.readiness = -1
        self.ready = False
        self.started = 0.0
        self.deaths: list[float] = []
        self.start_again_at: float | None = None
        self.rest = b""

    def start(self) -> None:
        """Fork the child."""
        self.output, output_end = os.pipe()
        self.readiness, ready_end = os.pipe()
        os.set_blocking(self.output, False)
        os.set_blocking(self.readiness, False)
        sys.stdout.flush()
        sys.stderr.flush()
        supervisor = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._run(supervisor, output_end, ready_end)
        os.close(output_end)
        os.close(ready_end)
        self.pid = self.group = pid
        self.ready = False
        self.started = time.monotonic()
        self.start_again_at = None

    def _run(self, supervisor: int, output_end: int, ready_end: int) -> None:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            os.setsid()
            die_with_parent(supervisor)
            silence = os.open(os.devnull, os.O_RDONLY)
            os.dup2(silence, 0)
            os.dup2(output_end, 1)
            os.dup2(output_end, 2)
            os.close(output_end)

            def tell_ready() -> None:
                os.write(ready_end, b"1")

            self.work(tell_ready)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            traceback.print_exc()
        finally:
            with contextlib.suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def signal(self, number: int) -> None:
        """Send a signal to the child's first process, which tells its own children."""
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill_group(self) -> None:
        """Kill whatever is left of the child's processes."""
        if self.group is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.group, signal.SIGKILL)

    def read_output(self) -> list[str]:
        """The whole lines that have come since the last time."""
        data = self.rest
        with contextlib.suppress(BlockingIOError):
            while chunk := os.read(self.output, 65536):
                data += chunk
        *lines, self.rest = data.split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines]

    def check_ready(self) -> bool:
        """Whether the child has said that it is ready."""
        with contextlib.suppress(BlockingIOError):
            self.ready = self.ready or os.read(self.readiness, 1) == b"1"
        return self.ready

    def close(self) -> None:
        """Let go of the pipes of a child that has ended."""
        for descriptor in (self.output, self.readiness):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self.output = self.readiness = -1
        self.pid = None


def die_with_parent(parent: int) -> None:
    """Ask Linux to kill this process when its parent dies, however that comes; elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def watch_parent() -> None:
    """End this process when its parent is gone, by looking every second.

    For processes forked by a thread, whose end Linux would take for the parent's.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()
