"""Requests of any method as an Axis 1 client writes them: beans, numbers and booleans beside the operation."""

import base64
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from tests.clients import axis
from tests.clients.wire import Wire, WireFault, empty, exception_in, read_record

_BESIDE = {Kind.LONG: "xsd:long", Kind.INT: "xsd:int", Kind.BOOLEAN: "xsd:boolean"}
_NIL = f"{{{axis.XSI}}}nil"
_PATH = "/rpc/soap-axis/confluenceservice-v"


class AxisWire(Wire):
    """HTTP/1.0, references to multiRef elements, unset fields as nil and unset numbers as 0."""

    name = "axis"
    has_struct_fields = False

    def call(self, spec: MethodSpec, version: int, token: str, arguments: list[Any]) -> Any:
        """Call a method."""
        writer = _Writer()
        given = list(zip(arguments, (one.type for one in spec.own_parameters), strict=True))
        parts = [writer.element(f"in{position}", *one) for position, one in enumerate(given, int(spec.takes_token))]
        if spec.takes_token:
            parts.insert(0, axis.string("in0", escape(token)))
        body = axis.operation(spec.name, "".join(parts), "".join(writer.beside))
        status, element = axis.post(body, f"{_PATH}{version}", SERVER_PROTOCOL="HTTP/1.0")
        if status != 200:
            text = axis.fault_string(status, element)
            raise WireFault(exception_in(text), text)
        if spec.result.kind is Kind.VOID:
            return None
        assert element[0].tag == f"{spec.name}Return"
        return _read(element[0], spec.result)


class _Writer:
    def __init__(self) -> None:
        self.beside: list[str] = []

    def element(self, tag: str, value: Any, declared: WireType) -> str:
        kind = declared.kind
        if kind in _BESIDE:
            written = str(value or 0) if kind is not Kind.BOOLEAN else str(bool(value)).lower()
            return self._reference(tag, written, _BESIDE[kind])
        if value is None:
            return f'<{tag} xsi:nil="true"/>'
        if kind is Kind.OBJECT and declared.object_class is not None:
            fields = [one for one in fields_of(declared.object_class) if not one.struct_only]
            content = "".join(self.element(one.name, value.get(one.name), one.type) for one in fields)
            return self._reference(tag, content, f"ns2:{declared.object_class.__name__}")
        if kind is Kind.ARRAY and declared.item is not None:
            items = "".join(self.element("item", one, declared.item) for one in value)
            return f'<{tag} xsi:type="soapenc:Array">{items}</{tag}>'
        if kind is Kind.MAP:
            items = "".join(
                f'<item><key xsi:type="soapenc:string">{escape(key)}</key>'
                f'<value xsi:type="soapenc:string">{escape(one)}</value></item>'
                for key, one in value.items()
            )
            return f'<{tag} xsi:type="apachesoap:Map" xmlns:apachesoap="http://xml.apache.org/xml-soap">{items}</{tag}>'
        if kind is Kind.BINARY:
            return f'<{tag} xsi:type="soapenc:base64">{base64.b64encode(value).decode()}</{tag}>'
        if kind is Kind.DATETIME:
            return f'<{tag} xsi:type="xsd:dateTime">{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}</{tag}>'
        return f'<{tag} xsi:type="xsd:string">{escape(value)}</{tag}>'

    def _reference(self, tag: str, content: str, xsi_type: str) -> str:
        number = len(self.beside)
        self.beside.append("")
        self.beside[number] = axis.multi_ref(number, content, xsi_type)
        return f'<{tag} href="#id{number}"/>'


def _read(element: etree._Element, declared: WireType) -> Any:
    kind = declared.kind
    if element.get(_NIL) == "true":
        return empty(kind)
    assert element.get(f"{{{axis.XSI}}}type"), etree.tostring(element)
    if kind is Kind.OBJECT:
        return read_record({str(child.tag): child for child in element}, declared, _read)
    if kind is Kind.ARRAY and declared.item is not None:
        return [_read(child, declared.item) for child in element]
    if kind is Kind.MAP:
        return {item.findtext("key"): item.findtext("value") for item in element}
    text = element.text or ""
    if kind in (Kind.LONG, Kind.INT):
        return int(text)
    if kind is Kind.BOOLEAN:
        return {"true": True, "false": False}[text]
    if kind is Kind.BINARY:
        return base64.b64decode(text, validate=True)
    if kind is Kind.DATETIME:
        return datetime.fromisoformat(text)
    return text
