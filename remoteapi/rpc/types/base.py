"""RemoteObject: the base of every data object, with the names its fields have on the wires."""

import inspect
import typing
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, TypeAlias

from remoteapi.rpc.types.wire_type import WireType, wire_type


class RemoteObject:
    """A data object of the remote API: a dataclass whose fields are None where nothing was given."""

    __slots__ = ()
    __wire_object__: ClassVar[bool] = True


RemoteClass: TypeAlias = type[RemoteObject]


@dataclass(frozen=True)
class WireField:
    """One field of a data object: its name in Python and on the wires, its type, and its documentation."""

    attribute: str
    name: str
    type: WireType
    doc: str
    struct_only: bool
    declared_in: RemoteClass


def wire_field(*, doc: str = "", name: str = "", struct_only: bool = False) -> Any:
    """Declare a field of a data object that needs more than its name says.

    Args:
        doc: what the field holds, for the reference.
        name: the wire name, where it is not the camelCase of the Python name.
        struct_only: carried by structs (XML-RPC, JSON-RPC) only; SOAP's published types have no such field.
    """
    return field(default=None, metadata={"doc": doc, "name": name, "struct_only": struct_only})


def camel_case(name: str) -> str:
    """The wire name of a Python name: `page_id` is `pageId`."""
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(part.capitalize() for part in rest)


_FIELDS: dict[type[RemoteObject], tuple[WireField, ...]] = {}


def fields_of(cls: type[RemoteObject]) -> tuple[WireField, ...]:
    """All fields of a data object, those of its bases first, each class's in the order it declares them."""
    found = _FIELDS.get(cls)
    if found is None:
        found = _FIELDS[cls] = _read_fields(cls)
    return found


def _read_fields(cls: type[RemoteObject]) -> tuple[WireField, ...]:
    hints = typing.get_type_hints(cls, include_extras=True)
    declared_in: dict[str, type] = {}
    for base in reversed(cls.__mro__):
        for attribute in base.__dict__.get("__annotations__", {}):
            declared_in.setdefault(attribute, base)
    return tuple(
        WireField(
            attribute=one.name,
            name=one.metadata.get("name") or camel_case(one.name),
            type=wire_type(hints[one.name]),
            doc=one.metadata.get("doc", ""),
            struct_only=one.metadata.get("struct_only", False),
            declared_in=declared_in[one.name],
        )
        for one in fields(cls)  # type: ignore[arg-type]  # every RemoteObject below the base is a dataclass
    )


def base_of(cls: type[RemoteObject]) -> type[RemoteObject] | None:
    """The data object that this one extends, if there is one."""
    base = cls.__bases__[0]
    return base if issubclass(base, RemoteObject) and base is not RemoteObject else None


def is_abstract(cls: type[RemoteObject]) -> bool:
    """Whether the data object is never sent as such, but only as one that extends it."""
    return cls.__name__.startswith("Abstract")


def doc_of(cls: type[RemoteObject]) -> str:
    """What the data object is, in one or a few sentences."""
    return inspect.cleandoc(cls.__doc__ or "")
