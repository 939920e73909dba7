"""suds as the client of any method, made from the service's own WSDL."""

import base64
from datetime import datetime
from functools import cache
from typing import Any

from suds import WebFault, null

from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.wires.soap.names import APACHE_SOAP, BEANS, array_name
from tests.clients.suds_client import NumberInWsdl, PublishedNameInCalls, suds_client
from tests.clients.wire import SITE, Wire, WireFault, empty, exception_in, read_record, utc


class SudsWire(Wire):
    """suds knows the last overload of an operation only: each gets a name of its own, with its number in the WSDL."""

    name = "suds"
    has_struct_fields = False

    def call(self, spec: MethodSpec, version: int, token: str, arguments: list[Any]) -> Any:
        """Call a method."""
        client = _client(version)
        given = [_write(value, one.type, client) for value, one in zip(arguments, spec.own_parameters, strict=True)]
        if spec.takes_token:
            given.insert(0, token)
        number = TABLE.overloads(spec.name).index(spec)
        try:
            answer = getattr(client.service, f"{spec.name}{number or ''}")(*given)
        except WebFault as fault:
            text = str(fault.fault.faultstring)
            raise WireFault(exception_in(text), text) from None
        return _read(answer, spec.result)


@cache
def _client(version: int) -> Any:
    # Reading the WSDL takes far longer than a call.
    return suds_client(SITE, version, plugins=[NumberInWsdl(), PublishedNameInCalls()])


def _write(value: Any, declared: WireType, client: Any) -> Any:
    kind = declared.kind
    if value is None:
        # suds leaves a parameter out that is None, and the others would move up.
        return null()
    if kind is Kind.OBJECT and declared.object_class is not None:
        made = client.factory.create(f"{{{BEANS}}}{declared.object_class.__name__}")
        types = {one.name: one.type for one in fields_of(declared.object_class)}
        for name, one in value.items():
            setattr(made, name, _write(one, types[name], client))
        return made
    if kind is Kind.ARRAY and declared.item is not None:
        return [_write(one, declared.item, client) for one in value] or _empty_array(declared.item, client)
    if kind is Kind.MAP:
        made = client.factory.create(f"{{{APACHE_SOAP}}}Map")
        for key, one in value.items():
            item = client.factory.create(f"{{{APACHE_SOAP}}}mapItem")
            item.key, item.value = key, one
            made.item.append(item)
        return made
    if kind is Kind.BINARY:
        return base64.b64encode(value).decode()
    return value


def _empty_array(item: WireType, client: Any) -> Any:
    """suds leaves an empty list out, as it does None, but sends an array that it made itself."""
    return client.factory.create(f"{{{client.wsdl.tns[1]}}}{array_name(item)}")


def _read(value: Any, declared: WireType) -> Any:
    kind = declared.kind
    if value is None:
        return [] if kind is Kind.ARRAY else empty(kind)
    if kind is Kind.OBJECT:
        return read_record(dict(value), declared, _read)
    if kind is Kind.ARRAY and declared.item is not None:
        return [_read(one, declared.item) for one in value]
    if kind is Kind.MAP:
        return {str(item.key): str(item.value) for item in value.item} if value else {}
    if kind is Kind.BINARY:
        return base64.b64decode(value, validate=True)
    if kind is Kind.DATETIME:
        assert isinstance(value, datetime)
        return utc(value)
    if kind in (Kind.STRING, Kind.ANY):
        return str(value)
    return value
