"""Writes the modules of the Python client that follow from the table: data objects, and the class of all methods."""

import re
import textwrap
from collections.abc import Iterable

from remoteapi.faults import FaultClass
from remoteapi.rpc.spec import MethodSpec, Parameter
from remoteapi.rpc.table import TABLE, MethodTable
from remoteapi.rpc.types import ALL_OBJECTS
from remoteapi.rpc.types.base import RemoteObject, base_of, doc_of, fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType

WIDTH = 120
_GENERATED = "# Written by `manage.py python_client` from the table of methods: change that, not this."

_PYTHON: dict[Kind, str] = {
    Kind.STRING: "str",
    Kind.INT: "int",
    Kind.LONG: "int",
    Kind.BOOLEAN: "bool",
    Kind.DATETIME: "datetime",
    Kind.BINARY: "bytes",
    Kind.MAP: "dict[str, str]",
    Kind.ANY: "Any",
    Kind.VOID: "None",
}


def modules(table: MethodTable = TABLE) -> dict[str, str]:
    """The text of each generated module by its file's name."""
    return {"objects.py": _objects(), "wiki.py": _wiki(table)}


def python_name(name: str) -> str:
    """The Python name of a method: `getPageSummary` is `get_page_summary`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _objects() -> str:
    classes = "\n\n\n".join(_object(cls) for cls in _bases_first(ALL_OBJECTS))
    exported = "".join(f'    "{name}",\n' for name in sorted(cls.__name__ for cls in ALL_OBJECTS))
    return (
        '"""The data objects of the remote API; a field that is None was not given."""\n\n'
        f"{_GENERATED}\n\n"
        "from __future__ import annotations\n\n"
        "from dataclasses import dataclass\n"
        "from datetime import datetime\n"
        "from typing import Any\n\n"
        "from oxbow_client.values import RemoteObject, wire\n\n"
        f"__all__ = [\n{exported}]\n\n\n"
        f"{classes}\n"
    )


def _bases_first(classes: Iterable[type[RemoteObject]]) -> list[type[RemoteObject]]:
    return sorted(classes, key=lambda cls: (len(cls.__mro__), cls.__name__))


def _object(cls: type[RemoteObject]) -> str:
    base = base_of(cls)
    lines = [
        "@dataclass(kw_only=True)",
        f"class {cls.__name__}({base.__name__ if base is not None else 'RemoteObject'}):",
        *_docstring(doc_of(cls), "    "),
    ]
    own = [one for one in fields_of(cls) if one.declared_in is cls]
    if own:
        lines.append("")
    for one in own:
        lines += textwrap.wrap(one.doc, WIDTH - 6, initial_indent="    # ", subsequent_indent="    # ")
        lines.append(f'    {one.attribute}: {_type(one.type, "")} | None = wire("{one.name}")')
    return "\n".join(lines)


def _wiki(table: MethodTable) -> str:
    names = sorted(table.names())
    methods = "\n\n".join(_methods(list(table.overloads(name))) for name in names)
    overloaded = any(len(table.overloads(name)) > 1 for name in names)
    typing = "Any, overload" if overloaded else "Any"
    return (
        '"""The wiki as a class: every method of the remote API, by its name in Python."""\n\n'
        f"{_GENERATED}\n\n"
        "from __future__ import annotations\n\n"
        f"from typing import {typing}\n\n"
        "from oxbow_client import objects\n"
        "from oxbow_client.transport import Connection\n\n\n"
        "class Wiki(Connection):\n"
        '    """A connection to one wiki, with a method for each of the remote API."""\n\n'
        f"{methods}\n"
    )


def _methods(specs: list[MethodSpec]) -> str:
    if len(specs) == 1:
        return _method(specs[0])
    name = python_name(specs[0].name)
    stubs = "\n\n".join(f"    @overload\n{_head(spec)}\n{_doc(spec)}" for spec in specs)
    results = " | ".join(sorted({_result(spec) for spec in specs}))
    forms = "".join(f'            {_names(spec)}: "{_result(spec)}",\n' for spec in specs)
    call = f'self.call_overload("{specs[0].name}", given, named, forms)'
    return (
        f"{stubs}\n\n"
        f"    def {name}(self, *given: Any, **named: Any) -> {results}:\n"
        f'        """Call one of the forms above."""\n'
        f"        forms = {{\n{forms}        }}\n"
        f"        {call if results == 'None' else f'return {call}'}"
    )


def _names(spec: MethodSpec) -> str:
    """The names of the parameters as a tuple."""
    names = [f'"{one.python_name}"' for one in spec.own_parameters]
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _method(spec: MethodSpec) -> str:
    given = ", ".join(one.python_name for one in spec.own_parameters)
    result = _result(spec)
    before = "" if spec.result.kind is Kind.VOID else "return "
    inner = f'"{spec.name}", [{given}], "{result}"'
    call = f"        {before}self.call({inner})"
    if len(call) > WIDTH:
        call = f"        {before}self.call(\n            {inner}\n        )"
    return f"{_head(spec)}\n{_doc(spec)}\n{call}"


def _head(spec: MethodSpec) -> str:
    parameters = ["self", *(_parameter(one) for one in spec.own_parameters)]
    line = f"    def {python_name(spec.name)}({', '.join(parameters)}) -> {_result(spec)}:"
    if len(line) <= WIDTH:
        return line
    inner = f"        {', '.join(parameters)}"
    if len(inner) > WIDTH:
        inner = ",\n".join(f"        {one}" for one in parameters) + ","
    return f"    def {python_name(spec.name)}(\n{inner}\n    ) -> {_result(spec)}:"


def _parameter(one: Parameter) -> str:
    return f"{one.python_name}: {_type(one.type, 'objects.')}{' | None' if one.type.optional else ''}"


def _result(spec: MethodSpec) -> str:
    return _type(spec.result, "objects.") + (" | None" if spec.result.optional else "")


def _doc(spec: MethodSpec) -> str:
    raises = ", ".join((*spec.faults, FaultClass.REMOTE.value))
    return "\n".join(_docstring(f"{spec.doc}\n\nRaises: {raises}.", "        "))


def _docstring(doc: str, indent: str) -> list[str]:
    """The lines of a docstring; backslashes and quotes in the words can't end it."""
    doc = doc.replace("\\", "\\\\").replace('"""', "'''")
    paragraphs = [" ".join(paragraph.split()) for paragraph in doc.split("\n\n")]
    first, *rest = paragraphs
    lines = textwrap.wrap(f'"""{first}', WIDTH - len(indent) - 3, break_on_hyphens=False)
    for paragraph in rest:
        lines += ["", *textwrap.wrap(paragraph, WIDTH - len(indent), break_on_hyphens=False)]
    if rest:
        lines.append('"""')
    else:
        lines[-1] += '"""'
    return [f"{indent}{line}".rstrip() for line in lines]


def _type(found: WireType, prefix: str) -> str:
    if found.kind is Kind.OBJECT and found.object_class is not None:
        return f"{prefix}{found.object_class.__name__}"
    if found.kind is Kind.ARRAY and found.item is not None:
        return f"list[{_type(found.item, prefix)}]"
    return _PYTHON[found.kind]
