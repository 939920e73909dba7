"""Arguments by position, by name, or one data object's fields in their place: all become values by position."""

from typing import Any

from remoteapi.errors import BadArgument
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE, MethodTable
from remoteapi.rpc.types.base import fields_of


def positional(name: str, given: Any, table: MethodTable = TABLE) -> list[Any]:
    """The arguments of a call by position.

    Args:
        name: the method.
        given: what the request has as its params: an array, an object, or nothing.
        table: the methods.

    Raises:
        BadArgument: it is something else, or its names fit no overload.
    """
    if given is None:
        return []
    if isinstance(given, list):
        return given
    if not isinstance(given, dict):
        raise BadArgument(f"{name[:100]}: params are an array by position, or an object by name")
    overloads = table.overloads(name)
    for spec in overloads:
        if _fits(spec, given):
            return [given.get(one.name) for one in spec.own_parameters]
    for spec in overloads:
        if _is_its_object(spec, given):
            return [given]
    if not overloads:
        return list(given.values())
    fitting = "; ".join(one.signature_without_token for one in overloads)
    raise BadArgument(f"{name}: the named params fit no overload; these would: {fitting}")


def _fits(spec: MethodSpec, given: dict[str, Any]) -> bool:
    """Whether the names are those of the parameters; only what may be null may be left out."""
    parameters = spec.own_parameters
    names = {one.name for one in parameters}
    return given.keys() <= names and all(one.name in given or one.type.optional for one in parameters)


def _is_its_object(spec: MethodSpec, given: dict[str, Any]) -> bool:
    """Whether the method takes one data object and these are fields of it: some clients send the object as params."""
    if len(spec.own_parameters) != 1:
        return False
    cls = spec.own_parameters[0].type.object_class
    return cls is not None and bool(given) and given.keys() <= {one.name for one in fields_of(cls)}
