"""What may be read of the journal while transactions are open, in this database and in others of the server."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from search.journal import Cursor, end_of_journal, entries_after, record_change
from search.models import Thing

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has transactions that overlap"),
]


def opened(database: str) -> psycopg.Connection:
    """A connection with a transaction that has a number and stays open."""
    told = connection.get_connection_params()
    wanted = {name: told[name] for name in ("host", "port", "user", "password") if told.get(name)}
    other = psycopg.connect(dbname=database, **wanted)
    other.execute("SELECT pg_current_xact_id()")
    return other


@pytest.fixture
def elsewhere() -> Iterator[psycopg.Connection]:
    """A transaction that is open in another database."""
    other = opened("postgres")
    yield other
    other.close()


def test_nothing_waits_for_other_databases(elsewhere: psycopg.Connection) -> None:
    before = end_of_journal()
    record_change([(Thing.CONTENT, 1)])
    assert entries_after(before).count() == 1
    assert end_of_journal() > before


def test_what_follows_an_open_transaction_waits_for_it() -> None:
    name = str(connection.settings_dict["NAME"])
    before = end_of_journal()
    other = opened(name)
    record_change([(Thing.CONTENT, 2)])
    assert not entries_after(before).exists()
    other.execute(
        'INSERT INTO search_journalentry ("transaction", thing, number, origin, "when") '
        "VALUES (pg_current_xact_id()::text::bigint, 'content', 1, '', now())"
    )
    other.commit()
    other.close()
    assert [entry.number for entry in entries_after(before)] == [1, 2]
    assert [entry.number for entry in entries_after(Cursor())] == [1, 2]
