"""Wire types: what a parameter, a result or a field is on every wire, read from its Python annotation."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeAlias

LONG_MARK = "xsd:long"

Long: TypeAlias = Annotated[int, LONG_MARK]
"""An integer of 64 bits; a plain `int` in a signature is one of 32 bits."""


class Kind(Enum):
    """The kinds of value that a wire can carry, under the names the published contract has for them."""

    STRING = "string"
    INT = "int"
    LONG = "long"
    BOOLEAN = "boolean"
    DATETIME = "dateTime"
    BINARY = "base64"
    OBJECT = "object"
    ARRAY = "array"
    MAP = "Map"
    ANY = "anyType"
    VOID = "void"


class UnknownAnnotation(TypeError):
    """An annotation that no wire has a type for."""


@dataclass(frozen=True)
class WireType:
    """One type: its kind, with the class of a data object or the type of an array's items where there is one."""

    kind: Kind
    item: "WireType | None" = None
    object_class: type | None = None
    optional: bool = False

    @property
    def label(self) -> str:
        """The type as the documentation writes it, such as `long`, `RemotePage` or `string[]`."""
        if self.kind is Kind.OBJECT and self.object_class is not None:
            return self.object_class.__name__
        if self.kind is Kind.ARRAY and self.item is not None:
            return f"{self.item.label}[]"
        return self.kind.value


_SCALARS: Mapping[Any, Kind] = {
    str: Kind.STRING,
    int: Kind.INT,
    bool: Kind.BOOLEAN,
    datetime: Kind.DATETIME,
    bytes: Kind.BINARY,
    None: Kind.VOID,
    types.NoneType: Kind.VOID,
    Any: Kind.ANY,
}


@cache
def wire_type(annotation: Any) -> WireType:
    """The wire type of a Python annotation.

    Args:
        annotation: `str`, `int`, `Long`, `bool`, `datetime`, `bytes`, a data object, `list[...]`, `dict[str, ...]`,
            `None`, or one of these `| None`.

    Raises:
        UnknownAnnotation: no wire could carry it.
    """
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        if LONG_MARK in annotation.__metadata__:
            return WireType(Kind.LONG)
        return wire_type(annotation.__origin__)
    if origin in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(annotation) if part is not types.NoneType]
        if len(inner) != 1:
            raise UnknownAnnotation(f"{annotation!r}: only one type, or one type or None, can be carried")
        found = wire_type(inner[0])
        return WireType(found.kind, found.item, found.object_class, optional=True)
    if annotation in _SCALARS:
        return WireType(_SCALARS[annotation])
    if origin is list:
        return WireType(Kind.ARRAY, item=wire_type(typing.get_args(annotation)[0]))
    if origin is dict:
        return WireType(Kind.MAP)
    if isinstance(annotation, type) and hasattr(annotation, "__wire_object__"):
        return WireType(Kind.OBJECT, object_class=annotation)
    raise UnknownAnnotation(f"{annotation!r} has no type on the wires")
