"""What a declaration of a remote method must have."""

from collections.abc import Callable
from typing import Any

import pytest

from remoteapi.errors import NoSuchMethod
from remoteapi.faults import FaultClass
from remoteapi.rpc.registry import Call, remote_method
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.table import MethodTable, TableError
from remoteapi.rpc.types import Long, RemotePage


def declare(function: Callable[..., Any], **options: Any) -> MethodTable:
    table = options.pop("table", MethodTable())
    given = {"access": Access.READ, "group": Group.PAGES, "table": table, **options}
    remote_method("tryThis", **given)(function)
    return table


def good(call: Call, page_id: Long, new_title: str) -> RemotePage:
    """Does something."""
    raise AssertionError


def test_names_types_and_words_come_from_the_function() -> None:
    spec = declare(good, faults=(FaultClass.NOT_PERMITTED,)).find("tryThis", 3)
    assert spec.signature == "tryThis(token: string, pageId: long, newTitle: string) -> RemotePage"
    assert spec.doc == "Does something."
    assert spec.faults == ("NotPermittedException",)
    assert not spec.changes


def test_whatever_does_not_only_read_runs_in_a_transaction() -> None:
    assert declare(good, access=Access.WRITE).find("tryThis", 3).changes


def undocumented(call: Call) -> str:
    raise AssertionError


def untyped(call: Call, page_id) -> str:  # type: ignore[no-untyped-def]
    """Has a parameter without a type."""


def no_result(call: Call, page_id: Long):  # type: ignore[no-untyped-def]
    """Has a result without a type."""


def unknown_type(call: Call, numbers: set[int]) -> str:
    """Has a type that no wire carries."""
    raise AssertionError


def no_call(page_id: Long) -> str:
    """Takes no call."""
    raise AssertionError


def with_default(call: Call, page_id: Long = 0) -> str:
    """Has a default."""
    raise AssertionError


def maybe(call: Call) -> RemotePage | None:
    """Gives nothing at times, without a reason."""
    raise AssertionError


@pytest.mark.parametrize("function", [undocumented, untyped, no_result, unknown_type, no_call, with_default, maybe])
def test_a_bad_declaration_stops_the_start(function: Callable[..., Any]) -> None:
    with pytest.raises(TableError):
        declare(function)


def test_a_method_can_not_be_declared_twice() -> None:
    table = declare(good)
    with pytest.raises(TableError, match="declared twice"):
        declare(good, table=table)


def test_a_frozen_table_takes_nothing() -> None:
    table = MethodTable()
    table.freeze()
    with pytest.raises(TableError, match="frozen"):
        declare(good, table=table)


def test_access_must_be_declared() -> None:
    with pytest.raises(TypeError):
        remote_method("tryThis", group=Group.PAGES)(good)  # type: ignore[call-arg]


def test_a_wrong_number_of_arguments_names_what_would_fit() -> None:
    with pytest.raises(NoSuchMethod, match=r"this would fit: tryThis\(token: string, pageId: long"):
        declare(good).find("tryThis", 7)
