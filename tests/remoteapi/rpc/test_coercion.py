"""What each type takes from a wire, and what it refuses."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from remoteapi.errors import BadArgument
from remoteapi.rpc.coercion import Dialect, coerce_arguments, parse_datetime
from remoteapi.rpc.registry import Call, remote_method
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.table import MethodTable
from remoteapi.rpc.types import Long, RemoteContentPermissionSet, RemotePage, RemotePageUpdateOptions

XMLRPC = Dialect(binary_is_text=False, zone=UTC)
SOAP = Dialect(binary_is_text=True, zone=UTC)


def coerce(annotation: Any, value: Any, dialect: Dialect = XMLRPC) -> Any:
    def function(call: Call, given: Any) -> str:
        """Takes one value."""
        raise AssertionError

    function.__annotations__["given"] = annotation
    table = MethodTable()
    remote_method("tryThis", access=Access.READ, group=Group.PAGES, table=table)(function)
    spec = table.find("tryThis", 2)
    return coerce_arguments(spec, spec.own_parameters, [value], dialect, first=1)[0]


@pytest.mark.parametrize(
    ("annotation", "value", "expected"),
    [
        (str, "text", "text"),
        (str, 12, "12"),
        (str, None, ""),
        (int, "12", 12),
        (int, " -3 ", -3),
        (int, 2**31 - 1, 2**31 - 1),
        (int, "", 0),
        (Long, str(2**63 - 1), 2**63 - 1),
        (Long, 5, 5),
        (Long, None, 0),
        (bool, True, True),
        (bool, "true", True),
        (bool, "False", False),
        (bool, 1, True),
        (bool, "0", False),
        (bool, None, False),
        (bytes, b"\x00", b"\x00"),
        (list[str], ["a", 1], ["a", "1"]),
        (list[str], None, []),
        (dict[str, str], {"a": True, "b": 3, "c": None}, {"a": "true", "b": "3", "c": ""}),
        (dict[str, str], "", {}),
        (RemotePageUpdateOptions | None, "", None),
        (RemotePageUpdateOptions | None, {}, RemotePageUpdateOptions()),
        (datetime, datetime(2018, 7, 16, 14, 40, 15), datetime(2018, 7, 16, 14, 40, 15, tzinfo=UTC)),
    ],
)
def test_liberal_where_the_wires_are(annotation: Any, value: Any, expected: Any) -> None:
    found = coerce(annotation, value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (str, ["a"]),
        (str, {}),
        (str, b"a"),
        (str, True),
        (str, 1.5),
        (str, "a\x00b"),
        (str, "\ud800"),
        (int, 2**31),
        (int, "2147483648"),
        (int, "twelve"),
        (int, 1.0),
        (int, True),
        (int, "٣"),
        (Long, 2**63),
        (Long, "9" * 5000),
        (Long, []),
        (bool, 2),
        (bool, "yes"),
        (bool, {}),
        (bytes, "YQ=="),
        (bytes, None),
        (list[str], "a"),
        (list[str], {"a": "b"}),
        (list[str], [["a"]]),
        (dict[str, str], ["a"]),
        (dict[str, str], {"a": ["b"]}),
        (dict[str, str], {"a": "\x07"}),
        (RemotePage, None),
        (RemotePage, "text"),
        (RemotePage, [1]),
        (RemotePage, {"id": "x"}),
        (RemotePage, {"created": "yesterday"}),
        (RemoteContentPermissionSet, {"contentPermissions": [{"type": []}]}),
        (datetime, "no date"),
        (datetime, 5),
    ],
)
def test_a_wrong_type_is_refused_by_name(annotation: Any, value: Any) -> None:
    with pytest.raises(BadArgument, match=r"^tryThis: argument 2 \(given.* must be "):
        coerce(annotation, value)


def test_the_place_inside_a_value_is_named() -> None:
    with pytest.raises(BadArgument, match=r"given\.contentPermissions\[1\]\.type"):
        coerce(RemoteContentPermissionSet, {"contentPermissions": [{}, {"type": 1.5}]})


def test_a_struct_that_was_got_can_be_sent_back_whole() -> None:
    got = {
        "id": "274139688",
        "version": "1",
        "homePage": "false",
        "created": datetime(2018, 7, 16),
        "parentId": "",
        "unknown": [{}],
        "url": None,
    }
    page = coerce(RemotePage, got)
    assert (page.id, page.version, page.home_page, page.parent_id, page.url) == (274139688, 1, False, None, None)


def test_base64_text_where_the_wire_has_it() -> None:
    assert coerce(bytes, "YWJj\n ZA==", SOAP) == b"abcd"
    with pytest.raises(BadArgument):
        coerce(bytes, "YW!j", SOAP)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20180716T14:40:15", datetime(2018, 7, 16, 14, 40, 15)),
        ("2018-07-16T14:40:15Z", datetime(2018, 7, 16, 14, 40, 15, tzinfo=UTC)),
        ("2018-07-16T14:40:15.250+02:00", datetime(2018, 7, 16, 14, 40, 15, 250000, timezone(timedelta(hours=2)))),
        ("20180716T144015-0530", datetime(2018, 7, 16, 14, 40, 15, 0, timezone(-timedelta(hours=5, minutes=30)))),
        ("2018-07-16", datetime(2018, 7, 16)),
        ("2018-02-30T00:00:00", None),
        ("20180716T14:40:15+99:99", None),
        ("tomorrow", None),
    ],
)
def test_dates(text: str, expected: datetime | None) -> None:
    assert parse_datetime(text) == expected


def test_dates_without_a_zone_are_in_the_wires_zone() -> None:
    found = coerce(datetime, "20180716T14:40:15", Dialect(binary_is_text=False, zone=timezone(timedelta(hours=2))))
    assert found == datetime(2018, 7, 16, 12, 40, 15, tzinfo=UTC)


def test_a_date_before_the_calendar_is_refused() -> None:
    with pytest.raises(BadArgument):
        coerce(datetime, "00010101T00:00:00", Dialect(binary_is_text=False, zone=timezone(timedelta(hours=14))))
