"""Examples of calls by clients of the three wires, written from the table; tests run every one of them."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from shlex import quote
from typing import Any

from remoteapi.rpc.reference.example_values import example_value
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE, MethodTable
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType

WIDTH = 100
XMLRPC, ZEEP, SUDS, CURL = "Python, XML-RPC", "Python, SOAP (zeep)", "Python, SOAP (suds)", "curl, JSON-RPC"
"""The clients, as the reference calls them."""


@dataclass(frozen=True)
class Example:
    """One example: what the client is called, and the text."""

    client: str
    text: str


def examples_of(spec: MethodSpec, table: MethodTable = TABLE) -> list[Example]:
    """The examples of one method, one for each wire; by suds for an overload that zeep can't tell from the last one."""
    values = [(example_value(spec, one), one.type) for one in spec.own_parameters]
    token = ["token"] if spec.takes_token else []
    overloads = table.overloads(spec.name)
    if overloads[-1] is spec:
        soap = Example(ZEEP, _call(spec.name, [*token, *(_zeep(*one) for one in values)]))
    else:
        number = overloads.index(spec) or ""
        soap = Example(SUDS, _call(f"{spec.name}{number}", [*token, *(_suds(*one) for one in values)]))
    return [
        Example(XMLRPC, _call(spec.name, [*token, *(_xmlrpc(*one) for one in values)])),
        soap,
        Example(CURL, _curl(spec, values)),
    ]


def _call(name: str, arguments: list[str]) -> str:
    line = f"wiki.{name}({', '.join(arguments)})"
    if len(line) <= WIDTH:
        return line
    return f"wiki.{name}(\n" + "".join(f"    {one},\n" for one in arguments) + ")"


def _xmlrpc(value: Any, wanted: WireType) -> str:
    kind = wanted.kind
    if kind is Kind.LONG:
        return _text(str(value))
    if kind is Kind.BINARY:
        return f"Binary({value!r})"
    if kind is Kind.DATETIME:
        return _date(value)
    if kind is Kind.OBJECT and wanted.object_class is not None:
        types = {one.name: one.type for one in fields_of(wanted.object_class)}
        return _braces(f"{_text(name)}: {_xmlrpc(one, types[name])}" for name, one in value.items())
    if kind is Kind.ARRAY and wanted.item is not None:
        return f"[{', '.join(_xmlrpc(one, wanted.item) for one in value)}]"
    if kind is Kind.MAP:
        return _braces(f"{_text(name)}: {_text(one)}" for name, one in value.items())
    return _literal(value)


def _zeep(value: Any, wanted: WireType) -> str:
    kind = wanted.kind
    if kind is Kind.DATETIME:
        return _date(value)
    if kind is Kind.OBJECT and wanted.object_class is not None:
        types = {one.name: one.type for one in fields_of(wanted.object_class)}
        given = "".join(f", {name}={_zeep(one, types[name])}" for name, one in value.items())
        return f"bean({_text(wanted.object_class.__name__)}{given})"
    if kind is Kind.ARRAY and wanted.item is not None:
        return f'{{"_value_1": [{", ".join(_zeep(one, wanted.item) for one in value)}]}}'
    if kind is Kind.MAP:
        inner = _braces(f"{_text(name)}: {_text(one)}" for name, one in value.items())
        return f"text_map({inner})"
    return _literal(value)


def _suds(value: Any, wanted: WireType) -> str:
    kind = wanted.kind
    if kind is Kind.BINARY:
        return f"b64encode({value!r}).decode()"
    if kind is Kind.DATETIME:
        return _date(value)
    if kind is Kind.OBJECT and wanted.object_class is not None:
        types = {one.name: one.type for one in fields_of(wanted.object_class)}
        return _braces(f"{_text(name)}: {_suds(one, types[name])}" for name, one in value.items())
    if kind is Kind.ARRAY and wanted.item is not None:
        return f"[{', '.join(_suds(one, wanted.item) for one in value)}]"
    if kind is Kind.MAP:
        items = (_braces((f'"key": {_text(name)}', f'"value": {_text(one)}')) for name, one in value.items())
        return f'{{"item": [{", ".join(items)}]}}'
    return _literal(value)


def _curl(spec: MethodSpec, values: list[tuple[Any, WireType]]) -> str:
    body = json.dumps([_json(*one) for one in values], ensure_ascii=False)
    return f'curl -u "$LOGIN" "$WIKI/{spec.name}" \\\n    -d {quote(body)}'


def _json(value: Any, wanted: WireType) -> Any:
    kind = wanted.kind
    if kind is Kind.LONG:
        return str(value)
    if kind is Kind.BINARY:
        return base64.b64encode(value).decode()
    if kind is Kind.DATETIME:
        return value.isoformat()
    if kind is Kind.OBJECT and wanted.object_class is not None:
        types = {one.name: one.type for one in fields_of(wanted.object_class)}
        return {name: _json(one, types[name]) for name, one in value.items()}
    if kind is Kind.ARRAY and wanted.item is not None:
        return [_json(one, wanted.item) for one in value]
    return value


def _braces(pairs: Iterable[str]) -> str:
    return f"{{{', '.join(pairs)}}}"


def _text(text: str) -> str:
    """A Python string in double quotes, as JSON writes it."""
    return json.dumps(text, ensure_ascii=False)


def _literal(value: Any) -> str:
    return _text(value) if isinstance(value, str) else repr(value)


def _date(value: datetime) -> str:
    return f"datetime({value.year}, {value.month}, {value.day}, {value.hour}, {value.minute}, {value.second})"
