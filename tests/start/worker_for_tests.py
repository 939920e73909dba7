"""A real task worker with a task that leaves a mark, for test_tasks: `python -m tests.start.worker_for_tests QUEUE`,
or with `send QUEUE FILE SECONDS` the process that starts that task."""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from kombu import Exchange, Queue  # noqa: E402

from config.celery import app  # noqa: E402
from config.serving.parts import worker  # noqa: E402
from config.settings.tasks import LONG, QUICK  # noqa: E402

# Queues of this test's own: other runs may use the same server. RabbitMQ removes them when nobody has for ten minutes.
app.conf.task_queues = tuple(
    Queue(name, Exchange(name), routing_key=name, expires=600)
    for name in (f"{queue}-{os.environ['QUEUE_SUFFIX']}" for queue in (QUICK, LONG))
)


@app.task(name="tests.leave_mark")
def leave_mark(path: str, seconds: float) -> None:
    """Say that it has begun, take a while, and say that it is done."""
    with open(path, "a") as file:
        file.write("begun\n")
    time.sleep(seconds)
    with open(path, "a") as file:
        file.write("done\n")


if __name__ == "__main__":
    if sys.argv[1] == "send":
        leave_mark.apply_async([sys.argv[3], float(sys.argv[4])], queue=f"{sys.argv[2]}-{os.environ['QUEUE_SUFFIX']}")
    else:
        worker(f"{sys.argv[1]}-{os.environ['QUEUE_SUFFIX']}").work(lambda: Path(sys.argv[2]).touch())
