"""The reference page at /rpc/: every method and data object, made from the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from remoteapi.rpc.reference.examples import Example, examples_of
from remoteapi.rpc.reference.set_up import set_up
from remoteapi.rpc.spec import Group, MethodSpec
from remoteapi.rpc.table import TABLE, MethodTable
from remoteapi.rpc.types import ALL_OBJECTS
from remoteapi.rpc.types.base import RemoteObject, WireField, base_of, doc_of, fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.versions import VERSIONS


@dataclass(frozen=True)
class TypeLink:
    """A type as the page shows it: the name, with the data object that it leads to, if it is one or an array of one."""

    label: str
    target: str


@dataclass(frozen=True)
class MethodEntry:
    """One method on the page."""

    spec: MethodSpec
    doc: list[str]
    parameters: list[tuple[str, TypeLink]]
    result: TypeLink
    examples: list[Example]


@dataclass(frozen=True)
class ObjectEntry:
    """One data object on the page, with the methods that take or give it."""

    name: str
    doc: list[str]
    base: str
    fields: list[tuple[WireField, TypeLink]]
    methods: list[MethodSpec]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Show all methods by group, and all data objects, with links both ways."""
    chapters = [(group, entries) for group in Group if (entries := method_entries(TABLE, group))]
    context = {
        "chapters": chapters,
        "objects": object_entries(TABLE),
        "versions": VERSIONS,
        "set_up": set_up(settings.WIKI_BASE_URL.rstrip("/")),
        "methods": len(TABLE),
    }
    return render(request, "remoteapi/reference.html", context)


def method_entries(table: MethodTable, group: Group) -> list[MethodEntry]:
    """The methods of a group by name, overloads beside each other."""
    return [
        MethodEntry(
            spec,
            _paragraphs(spec.doc),
            [(one.name, _link(one.type)) for one in spec.parameters],
            _link(spec.result),
            examples_of(spec, table),
        )
        for spec in sorted(table, key=lambda one: one.name)
        if spec.group is group
    ]


def object_entries(table: MethodTable) -> list[ObjectEntry]:
    """All data objects by name."""
    entries = []
    for cls in sorted(ALL_OBJECTS, key=lambda one: one.__name__):
        base = base_of(cls)
        entries.append(
            ObjectEntry(
                name=cls.__name__,
                doc=_paragraphs(doc_of(cls)),
                base=base.__name__ if base is not None else "",
                fields=[(one, _link(one.type)) for one in fields_of(cls)],
                methods=[spec for spec in sorted(table, key=lambda one: one.name) if _uses(spec, cls)],
            )
        )
    return entries


def _paragraphs(doc: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in doc.split("\n\n")]


def _uses(spec: MethodSpec, cls: type[RemoteObject]) -> bool:
    types: Iterable[WireType] = (spec.result, *(one.type for one in spec.parameters))
    return any(_object_in(one) is cls for one in types)


def _object_in(found: WireType) -> type | None:
    if found.kind is Kind.ARRAY and found.item is not None:
        return _object_in(found.item)
    return found.object_class


def _link(found: WireType) -> TypeLink:
    cls = _object_in(found)
    return TypeLink(found.label, cls.__name__ if cls is not None else "")
