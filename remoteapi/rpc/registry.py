"""`@remote_method`, which reads types and words from a method's function, and `Call`, which every method is given."""

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from accounts.actor import Actor
from remoteapi.faults import FaultClass
from remoteapi.rpc.spec import TOKEN_PARAMETER, Access, Group, MethodSpec, Parameter
from remoteapi.rpc.table import TABLE, MethodTable, TableError
from remoteapi.rpc.types.base import camel_case
from remoteapi.rpc.types.wire_type import Kind, UnknownAnnotation, wire_type
from remoteapi.rpc.versions import ApiVersion

Function = TypeVar("Function", bound=Callable[..., Any])

_READING = frozenset({Access.READ})


@dataclass(frozen=True)
class Call:
    """One call under way: who calls, through which version, from where, and with which token."""

    actor: Actor
    version: ApiVersion
    address: str
    token: str = ""

    def storage_of(self, body: str | None) -> str | None:
        """A body that the caller sent, in storage format; None where none was sent."""
        return self.version.storage_of(body)


def remote_method(
    name: str,
    *,
    access: Access,
    group: Group,
    faults: tuple[FaultClass, ...] = (),
    changes: bool | None = None,
    atomic: bool = True,
    gives_body: bool = False,
    null_reason: str = "",
    extra: bool = False,
    table: MethodTable = TABLE,
) -> Callable[[Function], Function]:
    """Declare a function as a remote method.

    The function takes a `Call` and then, annotated, what callers pass after the token; its docstring is the method's
    public documentation. Overloads share a name and differ in their number of parameters; the order in which they are
    declared is the order in which the WSDL has them.

    Args:
        name: the name on every wire.
        access: who may call it.
        group: the chapter of the reference.
        faults: what it may raise beside RemoteException, which every method may.
        changes: whether it changes anything; by default whatever is not Access.READ does. What does runs in one
            transaction, and no token for reading opens it.
        atomic: False for what changes something outside of one transaction, because a part of it (a counted failure)
            must stay although the call ends in a fault.
        gives_body: refuse it in a version that gives no bodies.
        null_reason: for a result that may be None, the reason that a wire without null gives.
        extra: the original never had it.
        table: where it goes; tests have tables of their own.

    Raises:
        TableError: it is untyped, undocumented, or there already.
    """

    def declare(function: Function) -> Function:
        parameters = _parameters_of(name, function)
        if access is not Access.NO_TOKEN:
            parameters = (TOKEN_PARAMETER, *parameters)
        hints = typing.get_type_hints(function, include_extras=True)
        try:
            result = wire_type(hints["return"])
        except (KeyError, UnknownAnnotation) as error:
            raise TableError(f"{name}: its result has no type that a wire can carry ({error})") from error
        if result.optional != bool(null_reason):
            raise TableError(f"{name}: a result that may be None needs a null_reason, and no other result has one")
        doc = inspect.cleandoc(function.__doc__ or "")
        if not doc:
            raise TableError(f"{name}: a remote method without a docstring has no documentation")
        does_change = access not in _READING if changes is None else changes
        table.add(
            MethodSpec(
                name=name,
                function=function,
                parameters=parameters,
                result=result,
                faults=tuple(one.value for one in faults),
                access=access,
                changes=does_change,
                atomic=does_change and atomic,
                gives_body=gives_body,
                null_reason=null_reason,
                extra=extra,
                doc=doc,
                group=group,
            )
        )
        return function

    return declare


def _parameters_of(name: str, function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """What callers pass, after the token, read from the function's signature."""
    hints = typing.get_type_hints(function, include_extras=True)
    first, *rest = inspect.signature(function).parameters.values()
    if hints.get(first.name) is not Call:
        raise TableError(f"{name}: the first parameter of a remote method is `call: Call`")
    found = []
    for one in rest:
        if one.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD or one.default is not inspect.Parameter.empty:
            raise TableError(f"{name}: parameter {one.name} must be a plain one without a default; use an overload")
        try:
            found_type = wire_type(hints[one.name])
        except (KeyError, UnknownAnnotation) as error:
            raise TableError(f"{name}: parameter {one.name} has no type that a wire can carry ({error})") from error
        if found_type.kind is Kind.VOID:
            raise TableError(f"{name}: parameter {one.name} can't be None only")
        found.append(Parameter(one.name, camel_case(one.name), found_type))
    return tuple(found)
