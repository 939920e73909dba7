"""SOAP section 5 encoding, coming in: elements to plain values, by the declared types and not by xsi:type."""

from typing import Any

from lxml import etree

from remoteapi.errors import MalformedRequest, RequestTooLarge
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.wires.soap.names import OLD_XSI, SOAP_ENCODING, SOAP_ENVELOPE, XSI

DEEPEST = 64
MOST_VALUES = 500_000

_NIL_ATTRIBUTES = (f"{{{XSI}}}nil", f"{{{OLD_XSI}}}null", f"{{{OLD_XSI}}}nil")
_ROOT = f"{{{SOAP_ENCODING}}}root"


class Decoder:
    """Reads the operation of one envelope; references are followed, within bounds."""

    def __init__(self, envelope: etree._Element) -> None:
        if _local(envelope) != "Envelope":
            raise MalformedRequest("the request is no SOAP envelope")
        if etree.QName(envelope).namespace != SOAP_ENVELOPE:
            raise MalformedRequest("the envelope is not one of SOAP 1.1")
        body = envelope.find(f"{{{SOAP_ENVELOPE}}}Body")
        if body is None:
            raise MalformedRequest("the SOAP envelope has no Body")
        # Axis puts the values that the operation refers to beside it, marked as no roots.
        roots = [one for one in _children(body) if one.get(_ROOT) != "0" and _local(one) != "multiRef"]
        if not roots:
            raise MalformedRequest("the SOAP Body holds no operation")
        self.operation = roots[0]
        self._by_id = {one.get("id"): one for one in body.iter(etree.Element) if one.get("id") is not None}
        self._count = 0

    @property
    def name(self) -> str:
        """The name of the operation."""
        return _local(self.operation)

    @property
    def arity(self) -> int:
        """How many parameters were sent."""
        return sum(1 for _ in _children(self.operation))

    def arguments(self, spec: MethodSpec) -> list[Any]:
        """The parameters by position, whatever they are called.

        Raises:
            MalformedRequest: a reference leads nowhere, or there is more than this server takes.
        """
        given = _children(self.operation)
        return [self._value(one, declared.type, 0) for one, declared in zip(given, spec.parameters, strict=True)]

    def _value(self, element: etree._Element, declared: WireType, depth: int) -> Any:
        self._count += 1
        if self._count > MOST_VALUES:
            raise RequestTooLarge(f"the request holds more values than this server takes ({MOST_VALUES})")
        if depth > DEEPEST:
            raise RequestTooLarge(f"the request's values are nested deeper than this server takes ({DEEPEST})")
        element = self._referred(element)
        if any(element.get(name) in ("true", "1") for name in _NIL_ATTRIBUTES):
            return None
        if declared.kind is Kind.OBJECT and declared.object_class is not None:
            return self._object(element, declared.object_class, depth)
        if declared.kind is Kind.ARRAY and declared.item is not None:
            return self._array(element, declared.item, depth)
        if declared.kind is Kind.MAP:
            return self._map(element, depth)
        if len(element) and any(True for _ in _children(element)):
            # Not the simple value that is declared: the coercion says so, with the parameter's name.
            return {}
        return element.text or ""

    def _referred(self, element: etree._Element) -> etree._Element:
        """The element that a reference leads to, or the element itself."""
        for _ in range(DEEPEST):
            href = element.get("href")
            if href is None:
                return element
            target = self._by_id.get(href.removeprefix("#"))
            if target is None:
                raise MalformedRequest(f"the reference {href[:60]} leads nowhere")
            element = target
        raise MalformedRequest("references lead to one another in a circle")

    def _object(self, element: etree._Element, cls: type, depth: int) -> Any:
        children = _children(element)
        if not children and (element.text or "").strip():
            return element.text
        types = {one.name: one.type for one in fields_of(cls)}
        given: dict[str, Any] = {}
        for one in children:
            name = _local(one)
            if name in types:
                given[name] = self._value(one, types[name], depth + 1)
        return given

    def _array(self, element: etree._Element, item: WireType, depth: int) -> Any:
        children = _children(element)
        if not children and (element.text or "").strip():
            return element.text
        return [self._value(one, item, depth + 1) for one in children]

    def _map(self, element: etree._Element, depth: int) -> Any:
        children = _children(element)
        if not children and (element.text or "").strip():
            return element.text
        found: dict[Any, Any] = {}
        text = WireType(Kind.STRING)
        for one in children:
            item = self._referred(one)
            pair = {_local(part): part for part in _children(item)}
            if "key" not in pair:
                raise MalformedRequest(f"an item of a map has no key (it is a {_local(item)[:60]})")
            key = self._value(pair["key"], text, depth + 1)
            value = self._value(pair["value"], text, depth + 1) if "value" in pair else None
            found[key if isinstance(key, str) else ""] = value
        return found


def _children(element: etree._Element) -> list[etree._Element]:
    return list(element.iterchildren(etree.Element))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
