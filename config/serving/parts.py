"""The parts of the running wiki: the web server, a worker for each queue, the indexer and the clock."""

import os
import warnings
from collections.abc import Callable
from typing import Any

from celery import signals
from celery.exceptions import SecurityWarning
from django.conf import settings
from gunicorn.app.base import BaseApplication

from config.celery import app as celery_app
from config.serving.pool import OneProcessPool
from config.serving.process import Child, die_with_parent, watch_parent
from config.settings.tasks import LONG, QUICK
from remoteapi.nodes import begin_beating
from search.keeping_up import keep_up

# Slow clients send 200 MB over minutes; this only ends a process whose main loop has stopped.
HANGING_AFTER_SECONDS = 120
WEB_STOP_SECONDS = 8
QUICK_TASK_SECONDS = 600


class WebServer(BaseApplication):
    """Gunicorn with threads, on a socket that is open already."""

    def __init__(self, descriptor: int, application: Any) -> None:
        self.descriptor = descriptor
        self.application = application
        super().__init__()

    def load_config(self) -> None:
        """Set Gunicorn's options."""
        options: dict[str, Any] = {
            "bind": [f"fd://{self.descriptor}"],
            "worker_class": "gthread",
            "workers": settings.WIKI_WEB_WORKERS,
            "threads": settings.WIKI_WEB_THREADS,
            "timeout": HANGING_AFTER_SECONDS,
            "graceful_timeout": WEB_STOP_SECONDS,
            "keepalive": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "oxbow",
            "post_fork": _web_worker_forked,
        }
        if os.path.isdir("/dev/shm"):
            options["worker_tmp_dir"] = "/dev/shm"
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, loaded before the fork."""
        return self.application


def _web_worker_forked(arbiter: Any, worker: Any) -> None:
    die_with_parent(worker.ppid)
    begin_beating("web")


def web(descriptor: int, application: Any) -> Child:
    """The web server; it is ready when /status answers, which the supervisor asks."""

    def work(tell_ready: Callable[[], None]) -> None:
        WebServer(descriptor, application).run()

    return Child("web", work)


def worker(queue: str) -> Child:
    """A task worker for one queue, which does one task at a time."""

    def work(tell_ready: Callable[[], None]) -> None:
        # `serve` has run the checks already.
        os.environ["CELERY_SKIP_CHECKS"] = "1"
        # Celery warns root at every start; in a container that is how it runs, and nothing unpickles here.
        warnings.filterwarnings("ignore", category=SecurityWarning)
        signals.worker_ready.connect(lambda **kwargs: tell_ready(), weak=False)
        signals.worker_ready.connect(lambda **kwargs: begin_beating(queue), weak=False)
        signals.worker_process_init.connect(lambda **kwargs: watch_parent(), weak=False)
        celery_app.Worker(
            hostname=f"{queue}@oxbow",
            queues=[queue],
            concurrency=1,
            pool=OneProcessPool,
            loglevel="WARNING",
            quiet=True,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            time_limit=QUICK_TASK_SECONDS if queue == QUICK else None,
        ).start()

    return Child(queue, work)


def clock() -> Child:
    """Celery beat: starts tasks by the clock."""

    def work(tell_ready: Callable[[], None]) -> None:
        signals.beat_init.connect(lambda **kwargs: tell_ready(), weak=False)
        celery_app.Beat(loglevel="WARNING", quiet=True).run()

    return Child("clock", work)


def indexer() -> Child:
    """Keeps the search index of this node in line with the journal."""
    return Child("indexer", keep_up)


def all_parts(descriptor: int, application: Any) -> list[Child]:
    """Every part, in the order to start them."""
    workers = [worker(queue) for queue in (QUICK, LONG) for _ in range(settings.WIKI_TASK_WORKERS)]
    return [web(descriptor, application), *workers, indexer(), clock()]
