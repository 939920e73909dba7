"""Keeps the parts of the wiki alive, and ends them all together.

A part that dies is started again after a pause that doubles with each death; one that dies before the wiki is ready,
or for the fifth time within a minute, ends the wiki with code 1. The supervisor has one thread, since it forks.
"""

import contextlib
import http.client
import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType

from config.errors import StartError
from config.serving.process import Child

STOP_SECONDS = 10.0
READY_WITHIN_SECONDS = 60.0
DEATHS_ALLOWED = 4
WITHIN_SECONDS = 60.0


class Supervisor:
    """Starts children, passes their output on, and ends when told or when one cannot be kept alive."""

    def __init__(self, children: list[Child], web_answers: Callable[[], bool], tell_ready: Callable[[], None]) -> None:
        self.children = children
        self.web_answers = web_answers
        self.tell_ready = tell_ready
        self.is_ready = False
        self.failure: str | None = None
        self.stop_signals = 0
        self.selector = selectors.DefaultSelector()

    def run(self) -> int:
        """Run until stopped; give the code to exit with: 0 when it was told to stop."""
        with self._signals():
            began = time.monotonic()
            for child in self.children:
                self._start(child)
            while not self.stop_signals and self.failure is None:
                self._wait(0.02 if not self.is_ready else 1.0)
                self._bury()
                self._start_again()
                if not self.is_ready:
                    self._look_whether_ready(began)
            if self.failure:
                self._say(self.failure)
            self._stop()
        return 1 if self.failure else 0

    def _start(self, child: Child) -> None:
        child.start()
        self.selector.register(child.output, selectors.EVENT_READ, child)

    def _wait(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            if isinstance(key.data, Child):
                self._pass_on(key.data)
            else:
                with contextlib.suppress(BlockingIOError):
                    os.read(key.fd, 4096)

    def _pass_on(self, child: Child) -> None:
        for line in child.read_output():
            if line.strip():
                print(f"{child.name:5} | {line}", file=sys.stderr)
        sys.stderr.flush()

    def _bury(self) -> None:
        """Take note of children that have ended, and decide what follows."""
        for child in self.children:
            if child.pid is None:
                continue
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid == 0:
                continue
            self._clear_away(child)
            if self.stop_signals or self.failure:
                continue
            how = _how_it_ended(child.name, status)
            now = time.monotonic()
            child.deaths = [death for death in child.deaths if now - death < WITHIN_SECONDS] + [now]
            if not self.is_ready:
                self.failure = f"{how} before the wiki was ready; stopping."
            elif len(child.deaths) > DEATHS_ALLOWED:
                self.failure = f"{how} for the {len(child.deaths)}th time within a minute; stopping."
            else:
                pause = 2.0 ** (len(child.deaths) - 1)
                child.start_again_at = now + pause
                self._say(f"{how}; starting it again in {pause:.0f} s.")

    def _clear_away(self, child: Child) -> None:
        child.kill_group()
        self._pass_on(child)
        self.selector.unregister(child.output)
        child.close()

    def _start_again(self) -> None:
        for child in self.children:
            if child.start_again_at is not None and time.monotonic() >= child.start_again_at:
                self._start(child)

    def _look_whether_ready(self, began: float) -> None:
        others_ready = not [child for child in self.children if child.name != "web" and not child.check_ready()]
        if others_ready and self.web_answers():
            self.is_ready = True
            self.tell_ready()
        elif time.monotonic() - began > READY_WITHIN_SECONDS:
            self.failure = f"The wiki was not ready within {READY_WITHIN_SECONDS:.0f} seconds; stopping."

    def _stop(self) -> None:
        """Ask every child to end, and kill those that do not within the grace or once a second signal has come."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        asked = self.stop_signals
        until = time.monotonic() + STOP_SECONDS
        while any(child.pid for child in self.children):
            if time.monotonic() > until or self.stop_signals > max(asked, 1):
                for child in self.children:
                    if child.pid:
                        self._say(f"{child.name} did not end in time; killed.")
                        child.kill_group()
                until = float("inf")
            self._wait(0.05)
            self._bury()

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Let signals wake the loop."""
        read_end, write_end = os.pipe()
        for descriptor in (read_end, write_end):
            os.set_blocking(descriptor, False)
        self.selector.register(read_end, selectors.EVENT_READ, "signal")
        signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)
        # A handler of its own, because an ignored signal does not wake the loop.
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        try:
            yield
        finally:
            signal.set_wakeup_fd(-1)
            for child in self.children:
                child.kill_group()

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stop_signals += 1

    def _say(self, sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)


def _how_it_ended(name: str, status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        return f"The {name} process was ended by {signal.Signals(-code).name}"
    return f"The {name} process ended with code {code}"


def status_answers(host: str, port: int, path: str, host_header: str) -> bool:
    """Whether the web server says that the wiki runs; raises StartError when it refuses the question for good."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": host_header, "X-Forwarded-Proto": "https"})
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if response.status in {400, 404}:
        raise StartError(f"the web server answers {response.status} for {path}")
    return response.status == 200
