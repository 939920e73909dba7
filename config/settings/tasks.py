"""What the broker's address means for Celery."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from kombu import Exchange, Queue

QUICK, LONG = "quick", "long"


def celery_settings(url: str | None, home: Path, time_zone: str) -> dict[str, Any]:
    """Celery's settings for CELERY_BROKER_URL; without one, tasks wait in files in WIKI_HOME/queue."""
    parts = urlsplit(url or "file:")
    options: dict[str, Any] = {}
    if parts.scheme == "file":
        folder = Path(unquote(parts.path)) if parts.path else home / "queue"
        url = "file://localhost"  # Kombu warns of an address without a host; the folder is an option
        options = {"folder": str(folder), "polling_interval": 0.25}
    elif parts.scheme.startswith("redis"):
        # Redis gives a task to another worker when the first has not finished it after this time.
        options = {"visibility_timeout": 12 * 3600, "socket_timeout": 30, "socket_connect_timeout": 5}
    return {
        "CELERY_BROKER_URL": url,
        "CELERY_BROKER_TRANSPORT_OPTIONS": options,
        "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP": True,
        "CELERY_BROKER_CONNECTION_TIMEOUT": 5,
        "CELERY_TASK_QUEUES": tuple(Queue(name, Exchange(name), routing_key=name) for name in (QUICK, LONG)),
        "CELERY_TASK_DEFAULT_QUEUE": QUICK,
        "CELERY_TASK_DEFAULT_EXCHANGE": QUICK,
        "CELERY_TASK_DEFAULT_ROUTING_KEY": QUICK,
        # A task names its queue where it is made (`@shared_task(queue="long")`); a queue nobody reads must not appear.
        "CELERY_TASK_CREATE_MISSING_QUEUES": False,
        "CELERY_TASK_SERIALIZER": "json",
        "CELERY_RESULT_SERIALIZER": "json",
        "CELERY_ACCEPT_CONTENT": ["json"],
        "CELERY_TASK_IGNORE_RESULT": True,
        "CELERY_TASK_ACKS_LATE": True,
        "CELERY_WORKER_PREFETCH_MULTIPLIER": 1,
        # A request that starts a task waits at most this long for a broker that does not answer.
        "CELERY_TASK_PUBLISH_RETRY_POLICY": {
            "max_retries": 2,
            "interval_start": 0.1,
            "interval_step": 0.2,
            "interval_max": 0.5,
        },
        # Remote control and events need broadcast messages, which the file broker has not; nothing here uses them.
        "CELERY_WORKER_ENABLE_REMOTE_CONTROL": False,
        "CELERY_WORKER_SEND_TASK_EVENTS": False,
        "CELERY_WORKER_HIJACK_ROOT_LOGGER": False,
        "CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS": True,
        "CELERY_TIMEZONE": time_zone,
        "CELERY_BEAT_SCHEDULE_FILENAME": str(home / "run" / "beat-schedule"),
        "CELERY_BEAT_MAX_LOOP_INTERVAL": 60,
    }
