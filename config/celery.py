"""The Celery app: two queues (settings/tasks.py), and the table of what runs by the clock."""

import os

from celery import Celery
from celery.schedules import crontab

from config import file_broker
from config.settings.tasks import LONG, QUICK

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

SCHEDULE = {
    "find jobs that no worker holds": {
        "task": "jobs.tasks.sweep_jobs",
        "schedule": 30.0,
        "options": {"queue": QUICK, "expires": 30},
    },
    "find errands that were lost": {
        "task": "jobs.tasks.sweep_errands",
        "schedule": 60.0,
        "options": {"queue": QUICK, "expires": 60},
    },
    "forget old journal entries": {
        "task": "search.tasks.forget_old_entries",
        "schedule": crontab(hour="3", minute="7"),
        "options": {"queue": QUICK},
    },
    "forget old jobs": {
        "task": "jobs.tasks.forget_old_jobs",
        "schedule": crontab(hour="3", minute="27"),
        "options": {"queue": QUICK},
    },
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
    "take the text out of files": {
        "task": "wiki.tasks.take_missing_file_texts",
        "schedule": crontab(hour="2", minute="37"),
        "options": {"queue": LONG},
    },
    "make the daily backup": {
        "task": "wiki.tasks.make_daily_backup",
        "schedule": crontab(hour="2", minute="7"),
        "options": {"queue": QUICK},
    },
    "send the mails of the day": {
        "task": "wiki.tasks.send_daily_mails",
        "schedule": crontab(hour="5", minute="37"),
        "options": {"queue": QUICK},
    },
    "forget old notifications": {
        "task": "wiki.tasks.forget_old_notifications",
        "schedule": crontab(hour="3", minute="47"),
        "options": {"queue": QUICK},
    },
    "count what was viewed": {
        "task": "wiki.tasks.collect_views",
        "schedule": 120.0,
        "options": {"queue": QUICK, "expires": 120},
    },
    "remove old exports": {
        "task": "wiki.tasks.remove_old_exports",
        "schedule": crontab(minute="17"),
        "options": {"queue": LONG},
    },
    "remove what killed imports have left": {
        "task": "wiki.tasks.remove_lost_imports",
        "schedule": crontab(minute="47"),
        "options": {"queue": LONG},
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
