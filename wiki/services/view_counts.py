"""Counting how often pages are looked at, without noting who looks.

A view is a line in a file: what shows a page waits for no database. The files are read every few minutes, and each of
them only once its process has begun another one.
"""

import os
import socket
import time
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.batches import batches
from wiki.models import Content, ContentKind, ContentStatus, ViewCount
from wiki.services.frame import service

KEPT_DAYS = 366
BATCH = 500

_OPEN, _CLOSED = ".views", ".closed"
_ADD = (
    "INSERT INTO {table} (content_id, day, views) VALUES (%s, %s, %s)"
    " ON CONFLICT (content_id, day) DO UPDATE SET views = {table}.views + excluded.views"
)


def note_view(content_id: int) -> None:
    """Note that a page or blog post was shown to somebody."""
    path = settings.WIKI_VIEWS_FOLDER / f"{socket.gethostname()}-{os.getpid()}{_OPEN}"
    # A disk that is full costs a count and not the page.
    with suppress(OSError), path.open("ab", buffering=0) as file:
        file.write(f"{timezone.localdate().isoformat()} {content_id}\n".encode())


@service
def collect_views(actor: Actor) -> int:
    """Bring what was noted into the database, and forget the counts of more than a year ago.

    Returns:
        how many views were counted.
    """
    folder: Path = settings.WIKI_VIEWS_FOLDER
    closed = sorted(folder.glob(f"*{_CLOSED}"))
    counted = sum((_noted(path) for path in closed), Counter[tuple[int, date]]())
    added = _add(counted)
    ViewCount.objects.filter(day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS)).delete()
    for path in closed:
        transaction.on_commit(partial(path.unlink, missing_ok=True))
    for path in folder.glob(f"*{_OPEN}"):
        # Whoever has opened it under its old name still writes to it: it is read the next time.
        path.rename(path.with_name(f"{path.stem}-{time.time_ns()}{_CLOSED}"))
    return added


def _noted(path: Path) -> Counter[tuple[int, date]]:
    counted: Counter[tuple[int, date]] = Counter()
    for line in path.read_text("ascii", errors="replace").splitlines():
        day, _, content_id = line.partition(" ")
        with suppress(ValueError):
            counted[int(content_id), date.fromisoformat(day)] += 1
    return counted


def _add(counted: Counter[tuple[int, date]]) -> int:
    texts = Content.objects.filter(kind__in=(ContentKind.PAGE, ContentKind.BLOGPOST), status=ContentStatus.CURRENT)
    statement = _ADD.format(table=connection.ops.quote_name(ViewCount._meta.db_table))
    added = 0
    for ids in batches(sorted({content_id for content_id, _ in counted}), BATCH):
        there = set(texts.filter(pk__in=ids).values_list("pk", flat=True))
        rows = [(content_id, day, views) for (content_id, day), views in counted.items() if content_id in there]
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
        added += sum(views for _, _, views in rows)
    return added
