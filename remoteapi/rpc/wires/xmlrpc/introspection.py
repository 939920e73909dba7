"""The system.* methods of XML-RPC: what there is, how it is called, and many calls at once."""

from collections.abc import Callable, Mapping
from typing import Any

from remoteapi.errors import NoSuchMethod
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.versions import BY_PREFIX, VERSIONS

_TYPE_NAMES: Mapping[Kind, str] = {
    Kind.STRING: "string",
    Kind.INT: "int",
    Kind.LONG: "string",
    Kind.BOOLEAN: "boolean",
    Kind.DATETIME: "dateTime.iso8601",
    Kind.BINARY: "base64",
    Kind.OBJECT: "struct",
    Kind.MAP: "struct",
    Kind.ARRAY: "array",
    Kind.VOID: "boolean",
    Kind.ANY: "string",
}

_HELP = {
    "system.listMethods": "All methods of this server, by name.",
    "system.methodSignature": "The signatures of a method, one for each overload: the type of the result, then the "
    "types of the parameters.",
    "system.methodHelp": "What a method does.",
    "system.getCapabilities": "The protocols that this server speaks.",
    "system.multicall": "Carry out several calls at once. Takes an array of structs with methodName and params; "
    "gives an array with a one-element array for each result, or a fault struct.",
}
_SIGNATURES = {
    "system.listMethods": [["array"]],
    "system.methodSignature": [["array", "string"]],
    "system.methodHelp": [["string", "string"]],
    "system.getCapabilities": [["struct"]],
    "system.multicall": [["array", "array"]],
}


def list_methods() -> list[str]:
    """All names that can be called, with the prefixes of both versions."""
    return [f"{version.prefix}.{name}" for version in VERSIONS for name in TABLE.names()] + sorted(_HELP)


def method_signature(name: str) -> list[list[str]]:
    """The signatures of a method, the result's type first.

    Raises:
        NoSuchMethod: there is no such method.
    """
    if name in _SIGNATURES:
        return _SIGNATURES[name]
    return [
        [_type_name(spec.result), *(_type_name(parameter.type) for parameter in spec.parameters)]
        for spec in _overloads(name)
    ]


def method_help(name: str) -> str:
    """What a method does, overload by overload.

    Raises:
        NoSuchMethod: there is no such method.
    """
    if name in _HELP:
        return _HELP[name]
    return "\n\n".join(_help_of(spec) for spec in _overloads(name))


def get_capabilities() -> dict[str, dict[str, Any]]:
    """The protocols that this server speaks, under their registered names."""
    return {
        "xmlrpc": {"specUrl": "http://www.xmlrpc.com/spec", "specVersion": 1},
        "introspection": {"specUrl": "http://xmlrpc-c.sourceforge.net/introspection.html", "specVersion": 1},
        "system.multicall": {"specUrl": "http://www.xmlrpc.com/discuss/msgReader$1208", "specVersion": 1},
        "nil": {"specUrl": "http://ontosys.com/xml-rpc/extensions.php", "specVersion": 1},
    }


SYSTEM_METHODS: dict[str, tuple[tuple[type, ...], Callable[..., Any]]] = {
    "system.listMethods": ((), list_methods),
    "system.methodSignature": ((str,), method_signature),
    "system.methodHelp": ((str,), method_help),
    "system.getCapabilities": ((), get_capabilities),
}


def _help_of(spec: MethodSpec) -> str:
    raises = ", ".join([*spec.faults, "RemoteException"])
    return f"{spec.signature}\n{spec.doc}\nRaises: {raises}."


def _overloads(name: str) -> tuple[MethodSpec, ...]:
    prefix, _, bare = name.partition(".")
    found = TABLE.overloads(bare) if prefix in BY_PREFIX else ()
    if not found:
        raise NoSuchMethod(f"there is no method {name[:100]}")
    return found


def _type_name(found: WireType) -> str:
    return _TYPE_NAMES[found.kind]
