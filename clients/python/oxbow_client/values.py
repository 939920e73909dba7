"""Python values to JSON and back: longs come as strings, dates in ISO 8601, binaries in base64."""

from __future__ import annotations

import base64
import dataclasses
import sys
import typing
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any


class RemoteObject:
    """The base of the data objects."""


def wire(name: str) -> Any:
    """Declare a field of a data object under the name that it has on the wire."""
    return dataclasses.field(default=None, metadata={"wire": name})


def to_json(value: Any) -> Any:
    """What is sent for a value; of a data object only the fields that are given."""
    if isinstance(value, RemoteObject):
        return {
            one.metadata["wire"]: to_json(given)
            for one in dataclasses.fields(value)  # type: ignore[arg-type]
            if (given := getattr(value, one.name)) is not None
        }
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    if isinstance(value, dict):
        return {key: to_json(one) for key, one in value.items()}
    return value


def from_json(value: Any, wanted: Any) -> Any:
    """A value that came, as the type that the table declares."""
    if value is None or wanted is Any:
        return value
    arguments = typing.get_args(wanted)
    if NoneType in arguments:
        (wanted,) = (one for one in arguments if one is not NoneType)
        arguments = typing.get_args(wanted)
    if typing.get_origin(wanted) is list:
        return [from_json(one, arguments[0]) for one in value]
    if isinstance(wanted, type) and issubclass(wanted, RemoteObject):
        return _object(value, wanted)
    if wanted is int:
        return int(value)
    if wanted is bytes:
        return base64.b64decode(value)
    if wanted is datetime:
        # Python 3.10 does not know the Z.
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def _object(value: dict[str, Any], cls: type[RemoteObject]) -> RemoteObject:
    """A data object; a field that a newer server adds is passed over."""
    given = {attribute: from_json(value[name], wanted) for name, attribute, wanted in _fields(cls) if name in value}
    return cls(**given)


@cache
def _fields(cls: Any) -> tuple[tuple[str, str, Any], ...]:
    hints = typing.get_type_hints(cls, vars(sys.modules[cls.__module__]))
    return tuple((one.metadata["wire"], one.name, hints[one.name]) for one in dataclasses.fields(cls))
