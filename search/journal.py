"""The journal of what changed: written with each change, read by the index of every node from where it stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Func, Q, QuerySet
from django.db.models.fields import BigIntegerField
from django.utils import timezone

from search.models import JournalEntry, Thing

KEPT_FOR = timedelta(days=7)
"""How long entries are kept: an index that was away for longer is built anew."""


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """How far a node has read: all entries up to this one, in the order of the journal."""

    transaction: int = 0
    entry: int = 0


def record_change(things: Iterable[tuple[Thing, int]], *, origin: str = "") -> None:
    """Write down what changed, in the transaction of the change.

    Args:
        things: what, each with its number.
        origin: the node that has brought its index in line already; empty for none.
    """
    number = _CURRENT_TRANSACTION if connection.vendor == "postgresql" else 0
    JournalEntry.objects.bulk_create(
        (JournalEntry(transaction=number, thing=each, number=pk, origin=origin) for each, pk in dict.fromkeys(things)),
        batch_size=500,
    )


def record_changes_of(thing: Thing, rows: QuerySet[Any, Any]) -> None:
    """Write down that many things changed, in the transaction of the change and in one statement.

    Args:
        thing: what they are.
        rows: their rows; the primary keys are their numbers.
    """
    chosen, parameters = rows.order_by().values("pk").query.sql_with_params()
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(name) for name in ("transaction", "thing", "number", "origin", "when"))
    transaction = "pg_current_xact_id()::text::bigint" if connection.vendor == "postgresql" else "0"
    moment = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quoted(JournalEntry._meta.db_table)} ({columns}) "
            f"SELECT {transaction}, %s, chosen.*, '', %s FROM ({chosen}) AS chosen",
            [thing.value, moment, *parameters],
        )


def entries_after(cursor: Cursor) -> QuerySet[JournalEntry]:
    """Give the entries behind a cursor, in the order of the journal.

    Entries of transactions that began while another was still open wait for that one: nothing can come in before what
    was read.
    """
    behind = Q(transaction__gt=cursor.transaction) | Q(transaction=cursor.transaction, id__gt=cursor.entry)
    entries = JournalEntry.objects.filter(behind).order_by("transaction", "id")
    if connection.vendor == "postgresql":
        entries = entries.filter(transaction__lt=_OLDEST_OPEN_TRANSACTION)
    return entries


def pending_after(cursor: Cursor) -> QuerySet[JournalEntry]:
    """Give all committed entries behind a cursor, also those that have to wait."""
    behind = Q(transaction__gt=cursor.transaction) | Q(transaction=cursor.transaction, id__gt=cursor.entry)
    return JournalEntry.objects.filter(behind)


def end_of_journal() -> Cursor:
    """Give the cursor behind everything that can be read now."""
    entries = JournalEntry.objects.order_by("-transaction", "-id")
    if connection.vendor == "postgresql":
        entries = entries.filter(transaction__lt=_OLDEST_OPEN_TRANSACTION)
    last = entries.values_list("transaction", "id").first()
    return Cursor(*last) if last else Cursor()


def is_cut_off(cursor: Cursor, read: datetime) -> bool:
    """Say whether entries behind a cursor may have been forgotten, or the journal is another one than it was.

    Args:
        cursor: how far an index has read.
        read: when it was last in line with the journal.
    """
    if timezone.now() - read > KEPT_FOR - timedelta(days=1):
        return True
    last = JournalEntry.objects.order_by("-transaction", "-id").values_list("transaction", "id").first()
    return last is not None and Cursor(*last) < cursor


def forget_old_entries() -> int:
    """Delete entries that every living index has read long ago.

    Returns:
        how many.
    """
    return JournalEntry.objects.filter(when__lt=timezone.now() - KEPT_FOR).delete()[0]


def _function(sql: str) -> Func:
    return Func(function=sql, template="(%(function)s)::text::bigint", output_field=BigIntegerField())


_CURRENT_TRANSACTION = _function("pg_current_xact_id()")
# A snapshot names the open transactions of the server's other databases, too: they never write here, and may last
# for hours. One that the list of backends does not name any more may have been of this database.
_OLDEST_OPEN_TRANSACTION = _function(
    "SELECT coalesce(min(open::text::bigint), pg_snapshot_xmax(pg_current_snapshot())::text::bigint) "
    "FROM pg_snapshot_xip(pg_current_snapshot()) AS open "
    "WHERE NOT EXISTS (SELECT 1 FROM pg_stat_activity AS backend JOIN pg_database AS home ON home.oid = backend.datid "
    "WHERE backend.backend_xid = open::xid AND home.datname <> current_database())"
)
