"""How an export reads SQLite's file: without the map of it, which would count as memory of the export."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def database_unmapped() -> Iterator[None]:
    """Take SQLite's file out of the memory of this process for the block; other databases are read as ever.

    Serves as a decorator, too.
    """
    before = _mapped()
    if before == 0:
        yield
        return
    _map(0)
    try:
        yield
    finally:
        _map(before)


def _mapped() -> int:
    """Say how much of the file may be mapped; nothing of a database in memory."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _map(size: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA mmap_size = {size}")
