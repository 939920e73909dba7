"""The Celery app: two queues (settings/tasks.py), and the table of what runs by the clock."""

import os

from celery import Celery
from celery.schedules import crontab

from config import file_broker
from config.settings.tasks import LONG, QUICK

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

SCHEDULE = {
    "forget expired remote tokens": {
        "task": "remoteapi.tasks.forget_expired_tokens",
        "schedule": crontab(minute="7"),
        "options": {"queue": QUICK},
    },
    "clear expired sessions": {
        "task": "accounts.tasks.clear_expired_sessions",
        "schedule": crontab(hour="3", minute="17"),
        "options": {"queue": QUICK},
    },
    "sweep unused files": {
        "task": "wiki.tasks.sweep_unused_files",
        "schedule": crontab(hour="3", minute="37"),
        "options": {"queue": LONG},
    },
}

file_broker.install()
app = Celery("oxbow")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
