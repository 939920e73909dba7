"""Reads an XML-RPC request: tolerant of what clients send, deaf to DTDs and entities, bounded in depth and number."""

import binascii
from collections.abc import Iterable
from typing import Any, NoReturn
from xml.parsers import expat

from remoteapi.errors import MalformedRequest, RequestTooLarge
from remoteapi.rpc.coercion import parse_datetime

DEEPEST = 64
MOST_VALUES = 500_000
LONGEST_NAME = 1000

_INSIDE: dict[str, frozenset[str]] = {
    "": frozenset({"methodCall"}),
    "methodCall": frozenset({"methodName", "params"}),
    "params": frozenset({"param"}),
    "param": frozenset({"value"}),
    "struct": frozenset({"member"}),
    "member": frozenset({"name", "value"}),
    "array": frozenset({"data"}),
    "data": frozenset({"value"}),
}
_INTEGERS = frozenset({"int", "i1", "i2", "i4", "i8", "long", "biginteger"})
_FRACTIONS = frozenset({"double", "float", "bigdecimal"})
_SCALARS = _INTEGERS | _FRACTIONS | {"string", "boolean", "dateTime.iso8601", "dateTime", "base64", "nil"}
_BLANKS = {ord(blank): None for blank in " \t\r\n"}
_LEAVES = frozenset({"methodName", "name", "value"}) | _SCALARS


def read_request(pieces: Iterable[bytes]) -> tuple[str, list[Any]]:
    """The name of the method and its arguments.

    Args:
        pieces: the body, in pieces of any size.

    Returns:
        The method's name as sent, and the arguments as str, int, float, bool, datetime, bytes, list, dict or None.

    Raises:
        MalformedRequest: it is no XML-RPC request, or it asks for more than this server gives.
    """
    return _Reader().read(pieces)


class _Base64:
    """Decodes base64 while it comes, so that a large file is never held as text."""

    def __init__(self) -> None:
        self.pending = ""
        self.decoded: list[bytes] = []

    def feed(self, text: str) -> None:
        text = self.pending + text.translate(_BLANKS)
        whole = len(text) & ~3
        # The last four wait: only they may hold padding.
        whole = max(0, whole - 4)
        self.pending = text[whole:]
        if whole:
            self.decoded.append(binascii.a2b_base64(text[:whole], strict_mode=True))

    def end(self) -> bytes:
        if self.pending:
            self.decoded.append(binascii.a2b_base64(self.pending, strict_mode=True))
        return self.decoded[0] if len(self.decoded) == 1 else b"".join(self.decoded)


class _Reader:
    """One pass over one request."""

    def __init__(self) -> None:
        self.method_name: str | None = None
        self.params: list[Any] = []
        self._path: list[str] = [""]
        # For each open <value>, whether it has got its value yet.
        self._filled: list[bool] = []
        self._containers: list[list[Any] | dict[str, Any]] = []
        self._names: list[str | None] = []
        self._text: list[str] | None = None
        self._base64: _Base64 | None = None
        self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.buffer_size = 1 << 16
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.EntityDeclHandler = self._refuse_doctype

    def read(self, pieces: Iterable[bytes]) -> tuple[str, list[Any]]:
        try:
            for piece in pieces:
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise MalformedRequest(
                f"{expat.ErrorString(error.code)}, line {error.lineno}, column {error.offset + 1}"
            ) from None
        except (LookupError, UnicodeError, ValueError) as error:
            self._fail(str(error))
        if not self.method_name:
            self._fail("no methodName")
        return self.method_name, self.params

    def _fail(self, reason: str) -> NoReturn:
        raise MalformedRequest(
            f"{reason}, line {self._parser.CurrentLineNumber}, column {self._parser.CurrentColumnNumber + 1}"
        )

    def _refuse_doctype(self, *_declaration: Any) -> None:
        self._fail("document type declarations and entities are refused")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        # Extension types come with a prefix, as in ex:nil and ex:i8.
        name = name.rpartition(":")[2]
        outer = self._path[-1]
        if outer == "value":
            self._start_typed(name)
        elif name not in _INSIDE.get(outer, ()):
            self._fail(f"<{name[:60]}> can't stand in <{outer}>" if outer else f"<{name[:60]}> is no methodCall")
        elif name == "value":
            self._count += 1
            if self._count > MOST_VALUES:
                raise RequestTooLarge(f"the request holds more values than this server takes ({MOST_VALUES})")
            if len(self._filled) >= DEEPEST:
                raise RequestTooLarge(f"the request's values are nested deeper than this server takes ({DEEPEST})")
            self._filled.append(False)
        elif name == "member":
            self._names.append(None)
        self._path.append(name)
        if name in _LEAVES:
            self._text = []

    def _start_typed(self, name: str) -> None:
        if self._filled[-1] or (self._text and "".join(self._text).strip()):
            self._fail("a value holds more than one value")
        if name == "struct":
            self._containers.append({})
        elif name == "array":
            self._containers.append([])
        elif name not in _SCALARS:
            self._fail(f"<{name[:60]}> is no type of value")
        self._text = None
        if name == "base64":
            self._base64 = _Base64()

    def _characters(self, text: str) -> None:
        if self._base64 is not None:
            try:
                self._base64.feed(text)
            except binascii.Error as error:
                self._fail(f"not base64: {error}")
        elif self._text is not None:
            self._text.append(text)
        elif not text.isspace():
            self._fail(f"text can't stand in <{self._path[-1] or 'the document'}>")

    def _end(self, name: str) -> None:
        name = self._path.pop()
        text = "".join(self._text) if self._text is not None else ""
        self._text = None
        if name == "value":
            # A value without a type is a string.
            if not self._filled[-1]:
                self._fill(text)
            self._filled.pop()
        elif name in _SCALARS:
            self._fill(self._scalar(name, text))
        elif name in ("struct", "array"):
            self._fill(self._containers.pop())
        elif name == "methodName":
            self._take_method_name(text.strip())
        elif name == "name":
            if len(text) > LONGEST_NAME:
                self._fail("the name of a member is too long")
            self._names[-1] = text
        elif name == "member" and self._names.pop() is not None:
            self._fail("a member without a value")

    def _take_method_name(self, name: str) -> None:
        if len(name) > LONGEST_NAME:
            self._fail("the methodName is too long")
        if self.method_name is not None:
            self._fail("two methodNames")
        self.method_name = name

    def _fill(self, value: Any) -> None:
        """Put a value that is complete where its <value> stands: a struct's member, an array, or the arguments."""
        if self._path[-1] == "value":
            self._filled[-1] = True
            outer = self._path[-2]
        else:
            outer = self._path[-1]
        if outer == "param":
            self.params.append(value)
            return
        container = self._containers[-1]
        if isinstance(container, list):
            container.append(value)
            return
        name = self._names[-1]
        if name is None:
            self._fail("a member's value stands before its name")
        container[name] = value
        self._names[-1] = None

    def _scalar(self, name: str, text: str) -> Any:
        if name == "string":
            return text
        if name == "base64":
            decoder, self._base64 = self._base64, None
            try:
                return decoder.end() if decoder is not None else b""
            except binascii.Error as error:
                self._fail(f"not base64: {error}")
        if name == "nil":
            return None
        return self._number_or_date(name, text.strip())

    def _number_or_date(self, name: str, text: str) -> Any:
        if not text:
            return ""
        if name in _INTEGERS:
            if len(text) <= 40 and text.lstrip("+-").isdecimal():
                return int(text)
        elif name == "boolean":
            if text.lower() in ("1", "true"):
                return True
            if text.lower() in ("0", "false"):
                return False
        elif name in _FRACTIONS:
            try:
                return float(text[:400])
            except ValueError:
                self._fail(f"'{text[:40]}' is no {name}")
        elif (date := parse_datetime(text)) is not None:
            return date
        self._fail(f"'{text[:40]}' is no {name}")
