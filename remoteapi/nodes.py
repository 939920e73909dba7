"""The processes that serve the site, as they tell of themselves: each writes a row of its own every few seconds."""

import logging
import os
import platform
import resource
import socket
import sys
import threading
import time
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import celery
import django
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from remoteapi.models import NodeHeartbeat

log = logging.getLogger(__name__)

BEAT_SECONDS = 20
LIVE_FOR = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(hours=1)

# A process has one life: everything below is about the one that this runs in.
_started = timezone.now()


def begin_beating(process: str) -> None:
    """Have this process tell of itself from now on, from a thread that ends with it.

    Args:
        process: what it does, as in `web`.
    """
    threading.Thread(target=_beat_on, args=(process,), name="heartbeat", daemon=True).start()


def _beat_on(process: str) -> None:
    started = timezone.now()
    while True:
        try:
            beat(process, started)
        except DatabaseError:
            # The next one may get through; requests and tasks tell louder what is wrong with the database.
            log.warning("the heartbeat of %s could not be written", process, exc_info=True)
        finally:
            connection.close()
        time.sleep(BEAT_SECONDS)


def beat(process: str, started: datetime) -> None:
    """Tell of this process once, and forget processes that have long been silent."""
    now = timezone.now()
    NodeHeartbeat.objects.update_or_create(
        host=_host(),
        process=process,
        pid=os.getpid(),
        defaults={"started": started, "beaten": now, "figures": _figures(started, now)},
    )
    NodeHeartbeat.objects.filter(beaten__lt=now - FORGOTTEN_AFTER).delete()


def live_nodes() -> list[NodeHeartbeat]:
    """Give the processes that told of themselves within a minute, the oldest row first, and in any case this one."""
    now = timezone.now()
    nodes = list(NodeHeartbeat.objects.filter(beaten__gte=now - LIVE_FOR).order_by("pk"))
    if not any((node.host, node.pid) == (_host(), os.getpid()) for node in nodes):
        figures = _figures(_started, now)
        nodes.append(
            NodeHeartbeat(host=_host(), process="web", pid=os.getpid(), started=_started, beaten=now, figures=figures)
        )
    return nodes


def may_be_clustered() -> bool:
    """Say whether nodes on several machines could serve the site: its database and its queues are in no local file."""
    return connection.vendor != "sqlite" and _broker() not in ("file", "memory")


def _host() -> str:
    return socket.gethostname()[:255]


def _broker() -> str:
    return urlsplit(current_app.conf.broker_url or "").scheme


def _figures(started: datetime, now: datetime) -> dict[str, dict[str, str]]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # Kilobytes on Linux, bytes on macOS.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    process: dict[str, object] = {
        "pid": os.getpid(),
        "started": started.isoformat(timespec="seconds"),
        "uptimeSeconds": int((now - started).total_seconds()),
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peakMemoryBytes": peak,
        "threads": threading.active_count(),
    }
    build: dict[str, object] = {
        "compatibleVersion": settings.WIKI_COMPATIBLE_VERSION,
        "python": platform.python_version(),
        "django": django.__version__,
        "celery": celery.__version__,
        "platform": platform.platform(),
    }
    chosen: dict[str, object] = {
        "baseUrl": settings.WIKI_BASE_URL,
        "database": connection.vendor,
        "broker": _broker(),
        "timeZone": settings.TIME_ZONE,
        "webWorkers": settings.WIKI_WEB_WORKERS,
        "webThreads": settings.WIKI_WEB_THREADS,
        "taskWorkers": settings.WIKI_TASK_WORKERS,
        "sessionMinutes": settings.WIKI_SESSION_MINUTES,
        "maxRequestBytes": settings.WIKI_MAX_REQUEST_BYTES,
        "maxBodyBytes": settings.WIKI_MAX_BODY_BYTES,
    }
    return {
        part: {name: str(value) for name, value in figures.items()}
        for part, figures in (("process", process), ("build", build), ("settings", chosen))
    }
