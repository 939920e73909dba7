"""Writes JSON answers: longs as strings, because a JavaScript number can't hold them, and dates with their zone."""

import json
from binascii import b2a_base64
from datetime import UTC, datetime
from typing import Any

from remoteapi.rpc.types.base import RemoteObject, fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType


def write_result(value: Any, declared: WireType) -> str:
    """A method's result; void is null."""
    if declared.kind is Kind.VOID:
        return "null"
    return _write(_with_strings_for_longs(value, declared))


def write_plain(value: Any) -> str:
    """A value under the type that it has in Python."""
    return _write(value)


def _with_strings_for_longs(value: Any, declared: WireType) -> Any:
    """A bare long, or an array of them; those in data objects are told by the object's fields."""
    if declared.kind is Kind.LONG and value is not None:
        return str(value)
    if declared.kind is Kind.ARRAY and declared.item is not None and declared.item.kind is Kind.LONG:
        return [_with_strings_for_longs(one, declared.item) for one in value or ()]
    return value


def _plain(value: Any) -> Any:
    """What the encoder does not know itself, one layer at a time."""
    if isinstance(value, RemoteObject):
        return {
            name: str(found) if is_long and found is not None else found
            for name, attribute, is_long in _members(type(value))
            for found in (getattr(value, attribute),)
        }
    if isinstance(value, datetime):
        utc = value.astimezone(UTC)
        return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
    if isinstance(value, bytes):
        return b2a_base64(value, newline=False).decode("ascii")
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    return str(value)


_write = json.JSONEncoder(separators=(",", ":"), allow_nan=False, default=_plain).encode

_MEMBERS: dict[type[RemoteObject], tuple[tuple[str, str, bool], ...]] = {}


def _members(cls: type[RemoteObject]) -> tuple[tuple[str, str, bool], ...]:
    """The names of a data object's members, the attributes that fill them, and which are longs."""
    found = _MEMBERS.get(cls)
    if found is None:
        found = tuple((one.name, one.attribute, one.type.kind is Kind.LONG) for one in fields_of(cls))
        _MEMBERS[cls] = found
    return found
