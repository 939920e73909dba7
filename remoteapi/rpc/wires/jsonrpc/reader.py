"""Reads JSON: UTF-8 only, no key twice, no number that is none, bounded in depth and in the number of values."""

import json
import math
import re
from collections.abc import Iterable
from typing import Any

from remoteapi.errors import MalformedRequest, RequestTooLarge

DEEPEST = 64
MOST_VALUES = 500_000
LONGEST_INTEGER = 40

_BOM = "\ufeff"
# A string, to its end or that of the text, or one of the marks between values. Nothing in it is tried twice.
_STRING_OR_MARK = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)


def read_json(pieces: Iterable[bytes]) -> Any:
    """The value that a body holds, as str, int, float, bool, list, dict or None.

    Args:
        pieces: the body, in pieces of any size.

    Raises:
        MalformedRequest: it is no JSON in UTF-8, or asks for more than this server gives.
    """
    try:
        text = b"".join(pieces).decode()
    except UnicodeDecodeError as error:
        raise MalformedRequest(f"the body is not UTF-8 (byte {error.start})") from None
    text = text.removeprefix(_BOM)
    _bound(text)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise MalformedRequest(f"{error.msg}, line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise _too_deep() from None


def _bound(text: str) -> None:
    """Refuse what is nested too deep or holds too many values, before anything is made of it.

    Raises:
        RequestTooLarge: it does.
    """
    opening = text.count("[") + text.count("{")
    if opening <= DEEPEST and opening + text.count(",") < MOST_VALUES:
        return
    depth = values = 0
    for match in _STRING_OR_MARK.finditer(text):
        mark = text[match.start()]
        if mark in "[{":
            depth += 1
            values += 1
            if depth > DEEPEST:
                raise _too_deep()
        elif mark in "]}":
            depth -= 1
        elif mark == ",":
            values += 1
        if values > MOST_VALUES:
            raise RequestTooLarge(f"the request holds more values than this server takes ({MOST_VALUES})")


def _too_deep() -> RequestTooLarge:
    return RequestTooLarge(f"the request's values are nested deeper than this server takes ({DEEPEST})")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise MalformedRequest(f"the key {json.dumps(twice[:60])} stands twice in one object")
    return found


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise MalformedRequest(f"the number {digits[:20]}… is too long")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits[:400])
    if not math.isfinite(number):
        raise MalformedRequest(f"the number {digits[:20]} is too large")
    return number


def _no_number(name: str) -> Any:
    raise MalformedRequest(f"{name} is no number that JSON has")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_no_number
)
