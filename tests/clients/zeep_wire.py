"""zeep as the client of any method, made from the service's own WSDL."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import zeep
from lxml import etree
from zeep.helpers import serialize_object

from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.wires.soap.names import XSD
from tests.clients.wire import SITE, Wire, WireFault, empty, exception_in, read_record, utc
from tests.clients.zeep_client import InProcessTransport

_WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
# What the published types can't leave out.
_UNSET = {Kind.LONG: 0, Kind.INT: 0, Kind.BOOLEAN: False}


class ZeepWire(Wire):
    """zeep knows the last overload of an operation only: for the others it is shown a WSDL without the last."""

    name = "zeep"
    has_struct_fields = False

    def call(self, spec: MethodSpec, version: int, token: str, arguments: list[Any]) -> Any:
        """Call a method."""
        overloads = TABLE.overloads(spec.name)
        rank = overloads.index(spec)
        client = _client(version, None if rank == len(overloads) - 1 else rank)
        given = [_write(value, one.type, client) for value, one in zip(arguments, spec.own_parameters, strict=True)]
        if spec.takes_token:
            given.insert(0, token)
        try:
            answer = client.service[spec.name](*given)
        except zeep.exceptions.Fault as fault:
            raise WireFault(exception_in(fault.message), fault.message) from None
        return _read(serialize_object(answer, dict), spec.result)


class _OneOverload(InProcessTransport):
    """Shows of each operation the overload of one rank, or the last where there are not so many."""

    def __init__(self, rank: int) -> None:
        super().__init__(cache=None)
        self.rank = rank

    def load(self, url: str) -> bytes:
        """Give a document by its address."""
        document = super().load(url)
        if not url.lower().endswith("?wsdl"):
            return document
        root = etree.fromstring(document)
        for holder in (root.find(f"{_WSDL}portType"), root.find(f"{_WSDL}binding")):
            assert holder is not None
            by_name: dict[str, list[etree._Element]] = {}
            for operation in holder.findall(f"{_WSDL}operation"):
                by_name.setdefault(operation.get("name") or "", []).append(operation)
            for operations in by_name.values():
                kept = operations[min(self.rank, len(operations) - 1)]
                for one in operations:
                    if one is not kept:
                        holder.remove(one)
        return etree.tostring(root)


@cache
def _client(version: int, rank: int | None) -> Any:
    transport = InProcessTransport(cache=None) if rank is None else _OneOverload(rank)
    return zeep.Client(f"{SITE}/rpc/soap-axis/confluenceservice-v{version}?wsdl", transport=transport)


def _write(value: Any, declared: WireType, client: Any) -> Any:
    kind = declared.kind
    if value is None:
        return _UNSET.get(kind)
    if kind is Kind.OBJECT and declared.object_class is not None:
        return {
            one.name: _write(value.get(one.name), one.type, client)
            for one in fields_of(declared.object_class)
            if not one.struct_only
        }
    if kind is Kind.ARRAY and declared.item is not None:
        # zeep takes no array for a whole one that is empty.
        return {"_value_1": [_write(one, declared.item, client) for one in value]} if value else zeep.xsd.Nil
    if kind is Kind.MAP:
        string = client.get_type(f"{{{XSD}}}string")
        items = [
            {"key": zeep.xsd.AnyObject(string, key), "value": zeep.xsd.AnyObject(string, one)}
            for key, one in value.items()
        ]
        return {"item": items}
    if kind is Kind.DATETIME:
        return value.astimezone(UTC)
    return value


def _read(value: Any, declared: WireType) -> Any:
    kind = declared.kind
    if value is None:
        return [] if kind is Kind.ARRAY else empty(kind)
    if kind is Kind.OBJECT:
        return read_record(value, declared, _read)
    if kind is Kind.ARRAY and declared.item is not None:
        return [_read(one, declared.item) for one in value]
    if kind is Kind.MAP:
        # Of a map that is the whole result zeep gives the items alone.
        items = value["item"] if isinstance(value, dict) else value
        return {item["key"]: item["value"] for item in items or ()}
    if kind is Kind.DATETIME:
        assert isinstance(value, datetime)
        return utc(value)
    return value
