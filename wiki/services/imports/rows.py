"""Many rows of one table, written by the fastest way that the database has."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, Model

Piece = TypeVar("Piece")


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model; those whose id the database gives do not learn it.

    Nothing but the values of the rows themselves is looked at, so that a row takes some microseconds.

    Args:
        rows: all with an id, or all without one.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or rows[0].pk is not None]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column or field.attname) for field in fields)
    names = [field.attname for field in fields]
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({columns}) FROM STDIN", ([getattr(row, name) for name in names] for row in rows))
        return
    written = [(name, _writer(field)) for name, field in zip(names, fields, strict=True)]
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",
            [[write(getattr(row, name)) for name, write in written] for row in rows],
        )


def _copy(statement: str, lines: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for line in lines:
            copy.write_row(line)


def _writer(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """Give what makes a value of a field one that the database takes."""
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, DateField):
        return connection.ops.adapt_datefield_value
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
