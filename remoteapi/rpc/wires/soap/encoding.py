"""SOAP section 5 encoding, going out: results and faults as Axis wrote them, xsi:type on every value."""

from binascii import b2a_base64
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from remoteapi.faults import Fault
from remoteapi.rpc.coercion import ILLEGAL_IN_XML
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.types.base import RemoteObject, fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.wires.soap import names

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<soapenv:Envelope xmlns:soapenv="{names.SOAP_ENVELOPE}" xmlns:xsd="{names.XSD}" xmlns:xsi="{names.XSI}"'
    f' xmlns:soapenc="{names.SOAP_ENCODING}" xmlns:tns1="{names.BEANS}" xmlns:tns2="{names.FAULTS}"'
    f' xmlns:apachesoap="{names.APACHE_SOAP}"><soapenv:Body>'
)
_TAIL = "</soapenv:Body></soapenv:Envelope>"


def encode_result(spec: MethodSpec, value: Any, namespace: str) -> bytes:
    """The whole answer around a method's result.

    Args:
        spec: the method.
        value: what it gave.
        namespace: the namespace of the answer, which is the address of the service.
    """
    result = "" if spec.result.kind is Kind.VOID else _element(f"{spec.name}Return", spec.result, value)
    return (
        f'{_HEAD}<ns1:{spec.name}Response soapenv:encodingStyle="{names.SOAP_ENCODING}"'
        f" xmlns:ns1={quoteattr(namespace)}>"
        f"{result}</ns1:{spec.name}Response>{_TAIL}"
    ).encode()


def encode_fault(fault: Fault) -> bytes:
    """The whole answer around a fault; the first child of its detail is what Axis clients tell the exception by."""
    detail = ""
    code = "soapenv:Client"
    name = fault.fault_class.qualified_name
    if name.startswith(names.FAULT_PACKAGE):
        code = "soapenv:Server.userException"
        detail = (
            f'<detail><fault xsi:type="tns2:{fault.fault_class.value}"/>'
            f'<ns1:exceptionName xmlns:ns1="{names.AXIS}">{name}</ns1:exceptionName></detail>'
        )
    return (
        f"{_HEAD}<soapenv:Fault><faultcode>{code}</faultcode><faultstring>{_text(str(fault))}</faultstring>"
        f"{detail}</soapenv:Fault>{_TAIL}"
    ).encode()


def _element(tag: str, declared: WireType, value: Any) -> str:
    kind = declared.kind
    if value is None:
        return _null(tag, declared)
    if kind is Kind.STRING:
        return f'<{tag} xsi:type="xsd:string">{_text(value)}</{tag}>'
    if kind is Kind.OBJECT:
        return _object(tag, value)
    if kind is Kind.ARRAY and declared.item is not None:
        item = declared.item
        written = "".join([_element("item", item, one) for one in value])
        array_type = f"{names.type_name(item)}[{len(value)}]"
        return f'<{tag} xsi:type="soapenc:Array" soapenc:arrayType="{array_type}">{written}</{tag}>'
    if kind is Kind.MAP:
        return _map(tag, value)
    if kind is Kind.ANY:
        return f'<{tag} xsi:type="xsd:string">{_text(str(value))}</{tag}>'
    return f'<{tag} xsi:type="{names.type_name(declared)}">{_simple(value)}</{tag}>'


def _simple(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        utc = value.astimezone(UTC)
        return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
    if isinstance(value, bytes):
        return b2a_base64(value, newline=False).decode("ascii")
    return str(value)


def _null(tag: str, declared: WireType) -> str:
    """Numbers and booleans can't be null in the published types: nothing is 0 or false."""
    if declared.kind in (Kind.INT, Kind.LONG):
        return f'<{tag} xsi:type="{names.type_name(declared)}">0</{tag}>'
    if declared.kind is Kind.BOOLEAN:
        return f'<{tag} xsi:type="xsd:boolean">false</{tag}>'
    name = "soapenc:Array" if declared.kind is Kind.ARRAY else names.type_name(declared)
    return f'<{tag} xsi:type="{name}" xsi:nil="true"/>'


def _object(tag: str, value: RemoteObject) -> str:
    cls = type(value)
    parts = [_element(name, declared, getattr(value, attribute)) for name, declared, attribute in _fields(cls)]
    return f'<{tag} xsi:type="tns1:{cls.__name__}">{"".join(parts)}</{tag}>'


_FIELDS: dict[type[RemoteObject], tuple[tuple[str, WireType, str], ...]] = {}


def _fields(cls: type[RemoteObject]) -> tuple[tuple[str, WireType, str], ...]:
    found = _FIELDS.get(cls)
    if found is None:
        found = tuple((one.name, one.type, one.attribute) for one in fields_of(cls) if not one.struct_only)
        _FIELDS[cls] = found
    return found


def _map(tag: str, value: dict[str, Any]) -> str:
    items = "".join(
        f'<item><key xsi:type="xsd:string">{_text(str(key))}</key>'
        f'<value xsi:type="xsd:string">{_text("" if one is None else str(one))}</value></item>'
        for key, one in value.items()
    )
    return f'<{tag} xsi:type="apachesoap:Map">{items}</{tag}>'


def _text(text: str) -> str:
    if ILLEGAL_IN_XML.search(text):
        text = ILLEGAL_IN_XML.sub("\ufffd", text)
    text = escape(text)
    return text.replace("\r", "&#13;") if "\r" in text else text
