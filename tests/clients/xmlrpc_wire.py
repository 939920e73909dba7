"""`xmlrpc.client` as the client of any method."""

import xmlrpc.client
from datetime import UTC, datetime
from typing import Any

from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from tests.clients.wire import Wire, WireFault, exception_in, read_record
from tests.clients.xmlrpc_client import in_process


class XmlRpcWire(Wire):
    """Longs go and come as strings, and so does every scalar in a struct."""

    name = "xmlrpc"
    has_null = False

    def __init__(self) -> None:
        self.proxy = in_process(allow_none=True)

    def call(self, spec: MethodSpec, version: int, token: str, arguments: list[Any]) -> Any:
        """Call a method."""
        given = [_write(value, one.type) for value, one in zip(arguments, spec.own_parameters, strict=True)]
        if spec.takes_token:
            given.insert(0, token)
        try:
            answer = getattr(getattr(self.proxy, f"confluence{version}"), spec.name)(*given)
        except xmlrpc.client.Fault as fault:
            assert fault.faultCode == 0
            raise WireFault(exception_in(fault.faultString), fault.faultString) from None
        return _read(answer, spec.result)


def _write(value: Any, declared: WireType) -> Any:
    if value is None:
        return None
    if declared.kind is Kind.LONG:
        return str(value)
    if declared.kind is Kind.DATETIME:
        return xmlrpc.client.DateTime(value.astimezone(UTC).replace(tzinfo=None))
    if declared.kind is Kind.ARRAY and declared.item is not None:
        return [_write(one, declared.item) for one in value]
    if declared.kind is Kind.OBJECT and declared.object_class is not None:
        types = {one.name: one.type for one in fields_of(declared.object_class)}
        return {name: _write(one, types[name]) for name, one in value.items()}
    return value


def _read(value: Any, declared: WireType) -> Any:
    kind = declared.kind
    if kind is Kind.VOID:
        assert value is True
        return None
    if kind is Kind.OBJECT:
        return read_record(value, declared, _read_in_struct)
    if kind is Kind.ARRAY and declared.item is not None:
        return [_read(one, declared.item) for one in value]
    if kind is Kind.LONG:
        assert isinstance(value, str)
        return int(value)
    if kind is Kind.BINARY:
        return value.data
    if kind is Kind.DATETIME:
        return datetime.strptime(value.value, "%Y%m%dT%H:%M:%S").replace(tzinfo=UTC)
    return value


def _read_in_struct(value: Any, declared: WireType) -> Any:
    kind = declared.kind
    if value == "" and kind not in (Kind.STRING, Kind.ANY):
        return None
    if kind in (Kind.LONG, Kind.INT):
        assert isinstance(value, str)
        return int(value)
    if kind is Kind.BOOLEAN:
        return {"true": True, "false": False}[value]
    return _read(value, declared)
