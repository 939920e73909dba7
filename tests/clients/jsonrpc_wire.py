"""JSON-RPC as the client of any method: an envelope, the token as Bearer."""

import base64
import itertools
import json
from datetime import datetime
from typing import Any

from django.test import Client

from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from tests.clients.wire import Wire, WireFault, empty, read_record

PATH = "/rpc/json-rpc/confluenceservice-v"
_numbers = itertools.count(2**62)


class JsonRpcWire(Wire):
    """Every other call passes its arguments by name, the others by position."""

    name = "json"

    def __init__(self) -> None:
        self.client = Client()

    def call(self, spec: MethodSpec, version: int, token: str, arguments: list[Any]) -> Any:
        """Call a method."""
        given = [_write(value, one.type) for value, one in zip(arguments, spec.own_parameters, strict=True)]
        number = next(_numbers)
        request = {"jsonrpc": "2.0", "method": spec.name, "params": given, "id": number}
        if number % 2:
            request["params"] = {one.name: value for one, value in zip(spec.own_parameters, given, strict=True)}
        answer = post(json.dumps(request), f"{PATH}{version}", self.client, token)
        assert "error" in answer or answer["id"] == number
        return _read(result_of(answer), spec.result)


def post(body: str | bytes, path: str, client: Client, token: str = "", **headers: Any) -> Any:
    """Post a body as it is, and give the answer read from its JSON."""
    if token:
        headers["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    response = client.post(path, data=body, content_type="application/json", **headers)
    assert response["Content-Type"] == "application/json; charset=utf-8", response.content
    assert response.status_code in (200, 401), response.content
    assert (response.status_code == 401) == ("WWW-Authenticate" in response)
    return json.loads(response.content)


def result_of(answer: dict[str, Any]) -> Any:
    """The result in an envelope.

    Raises:
        WireFault: it holds an error.
    """
    if error := answer.get("error"):
        assert "result" not in answer
        raise WireFault(error["data"]["exception"].rpartition(".")[2], error["message"])
    return answer["result"]


def _write(value: Any, declared: WireType) -> Any:
    if value is None:
        return None
    if declared.kind is Kind.DATETIME:
        return value.isoformat()
    if declared.kind is Kind.BINARY:
        return base64.b64encode(value).decode()
    if declared.kind is Kind.ARRAY and declared.item is not None:
        return [_write(one, declared.item) for one in value]
    if declared.kind is Kind.OBJECT and declared.object_class is not None:
        types = {one.name: one.type for one in fields_of(declared.object_class)}
        return {name: _write(one, types[name]) for name, one in value.items()}
    return value


def _read(value: Any, declared: WireType) -> Any:
    kind = declared.kind
    if value is None:
        return empty(kind)
    if kind is Kind.OBJECT:
        return read_record(value, declared, _read)
    if kind is Kind.ARRAY and declared.item is not None:
        return [_read(one, declared.item) for one in value]
    if kind is Kind.LONG:
        assert isinstance(value, str)
        return int(value)
    if kind is Kind.INT:
        assert isinstance(value, int)
    if kind is Kind.BINARY:
        return base64.b64decode(value, validate=True)
    if kind is Kind.DATETIME:
        moment = datetime.fromisoformat(value)
        assert moment.tzinfo is not None
        return moment
    return value
