"""What the database's address means for Django."""

from pathlib import Path
from typing import Any

import dj_database_url

from config.errors import KnobError

SQLITE_AT_CONNECT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000; "
    "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
)


def database(url: str | None, home: Path, knob: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's description of the database at `url` (SQLite in `home` when None); raises KnobError naming `knob`."""
    if url is None:
        return sqlite(home / "wiki.sqlite3")
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    except Exception as error:
        raise KnobError(knob, "is not a database's address") from error
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(parsed["NAME"]))
    # Every thread of the web server keeps its connection: a pool would add threads and locks for the same number.
    parsed["CONN_MAX_AGE"] = 600
    parsed["CONN_HEALTH_CHECKS"] = True
    parsed.setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)
    return parsed


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as the wiki needs it: readers and one writer at a time, who waits for its turn instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 20,
            # A transaction that reads before it writes fails at once with "database is locked" if it began DEFERRED.
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_AT_CONNECT,
        },
    }
