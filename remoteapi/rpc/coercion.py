"""Coercion: what a wire delivered, made into what a method declares, lenient exactly where the published wires are."""

import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from remoteapi.errors import BadArgument
from remoteapi.rpc.spec import MethodSpec, Parameter
from remoteapi.rpc.types.base import RemoteObject, fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType

INT_RANGE = (-(2**31), 2**31 - 1)
LONG_RANGE = (-(2**63), 2**63 - 1)

ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_INTEGER = re.compile(r"[+-]?[0-9]{1,20}\Z")
_DATE = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?\Z"
)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True)
class Dialect:
    """In what the wires differ where values come in.

    Attributes:
        binary_is_text: binaries arrive as base64 text and not as bytes.
        zone: what a date without a zone means.
    """

    binary_is_text: bool
    zone: tzinfo


class _Mismatch(Exception):
    """A value that does not fit; `place` leads from the argument to it."""

    def __init__(self, expected: str, place: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.place = place


def coerce_arguments(
    spec: MethodSpec, parameters: tuple[Parameter, ...], values: list[Any], dialect: Dialect, *, first: int = 0
) -> list[Any]:
    """Make arguments of a call into what the method declares.

    Args:
        spec: the method.
        parameters: those of its parameters that the values are for.
        values: as many values.
        dialect: how the wire delivers values.
        first: how many arguments the caller passed before these.

    Raises:
        BadArgument: a value does not fit; the message names method, position, parameter, expected type and what came.
    """
    return [
        coerce_argument(spec, position, parameter, value, dialect)
        for position, (parameter, value) in enumerate(zip(parameters, values, strict=True), first)
    ]


def coerce_argument(spec: MethodSpec, position: int, parameter: Parameter, value: Any, dialect: Dialect) -> Any:
    """Make one argument into what the method declares; see `coerce_arguments`."""
    wanted = parameter.type
    try:
        found = _READERS[wanted.kind](value, wanted, dialect)
        if found is None and not wanted.optional:
            found = _absent(wanted)
        return found
    except _Mismatch as mismatch:
        raise BadArgument(
            f"{spec.name}: argument {position + 1} ({parameter.name}{mismatch.place}) must be {mismatch.expected}, "
            f"but {describe(value, mismatch.place)} was given"
        ) from None


def describe(value: Any, place: str = "") -> str:
    """What came, for an error: its kind, and the value where it is short."""
    if place:
        return "another value"
    if value is None:
        return "null"
    for cls, name in _NAMES:
        if isinstance(value, cls):
            if cls in (str, int, float) and len(shown := str(value)[:41]) <= 40 and not ILLEGAL_IN_XML.search(shown):
                return f"the {name} '{shown}'"
            return f"a {name}"
    return f"a {type(value).__name__}"


_NAMES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "number"),
    (float, "fractional number"),
    (str, "string"),
    (bytes, "base64 value"),
    (datetime, "date"),
    (list, "array"),
    (dict, "struct"),
)


def _absent(wanted: WireType) -> Any:
    """What null or an empty string stands for where a value is needed: some clients can't leave it out otherwise."""
    empty = _EMPTY.get(wanted.kind)
    if empty is None:
        raise _Mismatch(f"a {wanted.label}")
    return empty()


_EMPTY: dict[Kind, Callable[[], Any]] = {
    Kind.STRING: str,
    Kind.INT: int,
    Kind.LONG: int,
    Kind.BOOLEAN: bool,
    Kind.ARRAY: list,
    Kind.MAP: dict,
}


def _string(value: Any, _type: WireType, _dialect: Dialect) -> str | None:
    if isinstance(value, str):
        if ILLEGAL_IN_XML.search(value):
            raise _Mismatch("a string without control characters or others that XML can't carry")
        return value
    if value is None:
        return None
    # Scripts send space keys and titles that look like numbers as numbers.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _Mismatch("a string")


def _integer(value: Any, low: int, high: int, name: str) -> int | None:
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if not _INTEGER.match(text):
            raise _Mismatch(name)
        value = int(text)
    elif isinstance(value, bool) or (value is not None and not isinstance(value, int)):
        raise _Mismatch(name)
    if value is not None and not low <= value <= high:
        raise _Mismatch(f"{name} from {low} to {high}")
    return value


def _int(value: Any, _type: WireType, _dialect: Dialect) -> int | None:
    return _integer(value, *INT_RANGE, "an int")


def _long(value: Any, _type: WireType, _dialect: Dialect) -> int | None:
    return _integer(value, *LONG_RANGE, "a long")


def _boolean(value: Any, _type: WireType, _dialect: Dialect) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and value in (0, 1):
        return bool(value)
    if isinstance(value, str):
        text = value.strip().lower()
        if not text:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
    raise _Mismatch("a boolean (true or false)")


def _datetime(value: Any, _type: WireType, dialect: Dialect) -> datetime | None:
    if isinstance(value, str):
        if not value.strip():
            return None
        value = parse_datetime(value.strip())
        if value is None:
            raise _Mismatch("a date and time such as 20180716T14:40:15")
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise _Mismatch("a date and time")
    try:
        return (value if value.tzinfo else value.replace(tzinfo=dialect.zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        raise _Mismatch("a date and time that a calendar can hold") from None


def _binary(value: Any, _type: WireType, dialect: Dialect) -> bytes | None:
    if value is None or isinstance(value, bytes):
        return value
    if dialect.binary_is_text and isinstance(value, str):
        return _decoded(value)
    raise _Mismatch("a base64 value")


def _decoded(text: str) -> bytes:
    """The bytes of base64 text; a large file comes without blanks, and is not copied to take any out."""
    for strip in (str.strip, lambda blanks: "".join(blanks.split())):
        plain = strip(text)
        try:
            return binascii.a2b_base64(plain, strict_mode=True) if plain else b""
        except ValueError:
            continue
    raise _Mismatch("base64")


def _array(value: Any, wanted: WireType, dialect: Dialect) -> list[Any] | None:
    if value is None or value == "":
        return None
    if not isinstance(value, list):
        raise _Mismatch(f"an array ({wanted.label})")
    item = wanted.item
    if item is None:
        return value
    read = _READERS[item.kind]
    found = []
    for index, one in enumerate(value):
        try:
            found.append(read(one, item, dialect))
        except _Mismatch as mismatch:
            raise _Mismatch(mismatch.expected, f"[{index}]{mismatch.place}") from None
    return found


def _map(value: Any, _type: WireType, _dialect: Dialect) -> dict[str, str] | None:
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise _Mismatch("a map (a struct)")
    found = {}
    for key, one in value.items():
        if not isinstance(key, str) or ILLEGAL_IN_XML.search(key):
            raise _Mismatch("a map whose keys are strings")
        found[key] = _text_in_map(key, one)
    return found


def _text_in_map(key: str, value: Any) -> str:
    """A map's values are strings in the methods' eyes, whatever the client's language made of them."""
    if isinstance(value, str):
        if ILLEGAL_IN_XML.search(value):
            raise _Mismatch("a string without control characters or others that XML can't carry", f"['{key}']")
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise _Mismatch("a string", f"['{key}']")


def _object(value: Any, wanted: WireType, dialect: Dialect) -> RemoteObject | None:
    if value is None or value == "":
        return None
    cls = wanted.object_class
    if not isinstance(value, dict) or cls is None:
        raise _Mismatch(f"a {wanted.label} (a struct)")
    given = {}
    for one in fields_of(cls):
        if (field_value := value.get(one.name)) is None:
            continue
        try:
            given[one.attribute] = _READERS[one.type.kind](field_value, one.type, dialect)
        except _Mismatch as mismatch:
            raise _Mismatch(mismatch.expected, f".{one.name}{mismatch.place}") from None
    return cls(**given)


def _any(value: Any, _type: WireType, _dialect: Dialect) -> Any:
    return value


_READERS: dict[Kind, Callable[[Any, WireType, Dialect], Any]] = {
    Kind.STRING: _string,
    Kind.INT: _int,
    Kind.LONG: _long,
    Kind.BOOLEAN: _boolean,
    Kind.DATETIME: _datetime,
    Kind.BINARY: _binary,
    Kind.ARRAY: _array,
    Kind.MAP: _map,
    Kind.OBJECT: _object,
    Kind.ANY: _any,
}


def parse_datetime(text: str) -> datetime | None:
    """A date in any of the ISO 8601 forms that clients send, without a zone where it has none; None if it is none."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        return datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro, _zone(zone)
        )
    except ValueError:
        return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
