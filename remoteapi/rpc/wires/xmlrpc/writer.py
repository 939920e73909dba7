"""Writes XML-RPC answers and faults, with the types that the original's clients expect."""

from binascii import b2a_base64
from datetime import datetime, tzinfo
from typing import Any
from xml.sax.saxutils import escape

from remoteapi.rpc.coercion import ILLEGAL_IN_XML
from remoteapi.rpc.types.base import RemoteObject, fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<methodResponse>'
_TAIL = "</methodResponse>"
FAULT_CODE = 0


class Writer:
    """Writes values; dates are written in one time zone, without naming it."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def response(self, value: str) -> bytes:
        """The whole answer around one value that is written already."""
        return f"{_HEAD}<params><param>{value}</param></params>{_TAIL}".encode()

    def fault(self, reason: str) -> bytes:
        """The whole answer around a fault."""
        return f"{_HEAD}<fault>{self.fault_struct(reason)}</fault>{_TAIL}".encode()

    def fault_struct(self, reason: str) -> str:
        """A fault as the struct that the protocol has for it."""
        return self.plain({"faultCode": FAULT_CODE, "faultString": reason})

    def result(self, value: Any, declared: WireType) -> str:
        """A method's result: a bare one keeps its type; a long is a string, and void is true."""
        if declared.kind is Kind.VOID:
            return "<value><boolean>1</boolean></value>"
        if declared.kind is Kind.ARRAY:
            item = declared.item or WireType(Kind.ANY)
            if item.kind is Kind.OBJECT:
                return f"<value><array><data>{''.join(map(self._object, value))}</data></array></value>"
            written = "".join(self.result(one, item) for one in value)
            return f"<value><array><data>{written}</data></array></value>"
        if declared.kind is Kind.LONG:
            return _string(str(value))
        if declared.kind in (Kind.OBJECT, Kind.MAP):
            return self._in_struct(value)
        return self.plain(value)

    def plain(self, value: Any) -> str:
        """A value under the type that it has in Python."""
        if isinstance(value, str):
            return _string(value)
        if isinstance(value, bool):
            return f"<value><boolean>{int(value)}</boolean></value>"
        if isinstance(value, int):
            return f"<value><int>{value}</int></value>"
        if isinstance(value, dict):
            members = "".join(
                f"<member><name>{_text(key)}</name>{self.plain(one)}</member>" for key, one in value.items()
            )
            return f"<value><struct>{members}</struct></value>"
        if isinstance(value, list | tuple):
            return f"<value><array><data>{''.join(map(self.plain, value))}</data></array></value>"
        return self._in_struct(value)

    def _in_struct(self, value: Any) -> str:
        """A value inside a struct: a string, unless it is a date, a binary, an array or a struct itself."""
        if isinstance(value, str):
            return _string(value)
        if value is None:
            return "<value><string></string></value>"
        if value is True:
            return "<value><string>true</string></value>"
        if value is False:
            return "<value><string>false</string></value>"
        if isinstance(value, int):
            return f"<value><string>{value}</string></value>"
        if isinstance(value, datetime):
            local = value.astimezone(self._zone)
            return f"<value><dateTime.iso8601>{local:%Y%m%dT%H:%M:%S}</dateTime.iso8601></value>"
        if isinstance(value, RemoteObject):
            return self._object(value)
        if isinstance(value, bytes):
            return f"<value><base64>{b2a_base64(value, newline=False).decode('ascii')}</base64></value>"
        if isinstance(value, list | tuple):
            return f"<value><array><data>{''.join(map(self._in_struct, value))}</data></array></value>"
        if isinstance(value, dict):
            members = "".join(
                f"<member><name>{_text(str(key))}</name>{self._in_struct(one)}</member>" for key, one in value.items()
            )
            return f"<value><struct>{members}</struct></value>"
        return _string(str(value))

    def _object(self, value: RemoteObject) -> str:
        write = self._in_struct
        members = "".join(
            [f"{head}{write(getattr(value, attribute))}</member>" for head, attribute in _members(type(value))]
        )
        return f"<value><struct>{members}</struct></value>"


_MEMBERS: dict[type[RemoteObject], tuple[tuple[str, str], ...]] = {}


def _members(cls: type[RemoteObject]) -> tuple[tuple[str, str], ...]:
    """The beginnings of a data object's members, with the attributes that fill them."""
    found = _MEMBERS.get(cls)
    if found is None:
        found = tuple((f"<member><name>{one.name}</name>", one.attribute) for one in fields_of(cls))
        _MEMBERS[cls] = found
    return found


def _string(text: str) -> str:
    return f"<value><string>{_text(text)}</string></value>"


def _text(text: str) -> str:
    """Text as XML can carry it; a bare carriage return would be read as a line feed, so it goes as a reference."""
    if ILLEGAL_IN_XML.search(text):
        text = ILLEGAL_IN_XML.sub("\ufffd", text)
    text = escape(text)
    return text.replace("\r", "&#13;") if "\r" in text else text
