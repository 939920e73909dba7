"""JSON as it comes from clients, and as it comes from those who mean harm."""

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remoteapi.errors import MalformedRequest, RequestTooLarge
from remoteapi.rpc.wires.jsonrpc import reader
from remoteapi.rpc.wires.jsonrpc.reader import read_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES, st.booleans(), st.integers(1, 50))
def test_what_was_written_is_read(value: Any, ascii_only: bool, size: int) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only).encode()
    assert read_json(body[at : at + size] for at in range(0, len(body), size)) == value


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | st.text('[]{}",:\\0123456789.eE-+truefalsn \n', max_size=200).map(str.encode))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    try:
        found = read_json([body])
    except MalformedRequest as error:
        assert str(error)
        with pytest.raises(ValueError):
            _strict(body)
    else:
        assert found == json.loads(body)


def _strict(body: bytes) -> Any:
    """What json.loads takes, less what JSON does not have."""

    def refuse(_: Any) -> Any:
        raise ValueError

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            raise ValueError
        return dict(pairs)

    def short(digits: str) -> int:
        if len(digits) > reader.LONGEST_INTEGER:
            raise ValueError
        return int(digits)

    def finite(digits: str) -> float:
        if abs(float(digits)) == float("inf"):
            raise ValueError
        return float(digits)

    text = body.decode()
    return json.loads(text, parse_constant=refuse, object_pairs_hook=once, parse_int=short, parse_float=finite)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "Expecting value, line 1, column 1"),
        (b'{"a": 1,\n "b" 2}', "line 2, column 6"),
        (b'{"a": 1, "a": 2}', 'the key "a" stands twice'),
        (b'[{"b": {"a": 1, "c": 1, "a": 2}}]', 'the key "a" stands twice'),
        (b"[NaN]", "NaN is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b"[1e999]", "too large"),
        (b"[" + b"9" * 5000 + b"]", "too long"),
        (b'"\xff"', "not UTF-8"),
        ('"ü"'.encode("latin-1"), "not UTF-8"),
        ('"x"'.encode("utf-16"), "not UTF-8"),
        ('"x"'.encode("utf-32"), "not UTF-8"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b'"a\nb"', "Invalid control character"),
        (b"[1] [2]", "Extra data"),
        (b"[1", "line 1, column 3"),
        (b"<methodCall/>", "Expecting value"),
    ],
)
def test_refusals_say_why_and_where(body: bytes, reason: str) -> None:
    with pytest.raises(MalformedRequest) as caught:
        read_json([body])
    assert reason in str(caught.value)


def test_a_mark_of_the_byte_order_is_passed_over() -> None:
    assert read_json([b"\xef\xbb", b'\xbf{"a": "\\ufeff"}']) == {"a": "\ufeff"}


@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_depth_is_bounded_exactly(pair: str) -> None:
    opening = pair[0] if pair == "[]" else '{"a":'
    most = opening * (reader.DEEPEST - 1) + pair + pair[1] * (reader.DEEPEST - 1)
    assert read_json([most.encode()])
    with pytest.raises(RequestTooLarge, match="nested deeper"):
        read_json([f"[{most}]".encode()])


def test_brackets_in_strings_are_no_depth() -> None:
    value = ["[" * 500, '"' + "{" * 500, "\\" * 300 + "[" * 100]
    assert read_json([json.dumps(value).encode()]) == value


def test_values_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_VALUES", 1000)
    assert len(read_json([json.dumps([0] * 1000).encode()])) == 1000
    for many in ([0] * 1002, [[]] * 1001, {str(number): 0 for number in range(1002)}):
        with pytest.raises(RequestTooLarge, match="more values"):
            read_json([json.dumps(many).encode()])


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 5_000_000,
        b'[{"a":' * 1_000_000,
        b'"\\' * 2_500_000,
        b'"' * 5_000_000,
        b"[" * 100 + b'"' + b'\\"' * 2_500_000,
        b"[" * 100 + b'"\\',
        b"-" * 5_000_000,
        b"[" + b"1," * 2_500_000,
        b" " * 5_000_000,
        b'"' + b"\\u00e4" * 800_000 + b'"',
    ],
    ids=range(10),
)
def test_hostile_bodies_take_a_moment_only(body: bytes) -> None:
    began = time.process_time()
    try:
        read_json([body])
    except MalformedRequest:
        pass
    assert time.process_time() - began < 5
