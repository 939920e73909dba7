"""The one path to a remote method: look up, admit, check access, coerce, call, and make every error a fault."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.global_permissions import GlobalPermissionType, require_global
from remoteapi.admission import Caller, caller_of_token, require_change, require_remote_use
from remoteapi.errors import InvalidSession, NoSuchMethod, UnforeseenError
from remoteapi.faults import Fault, fault_for
from remoteapi.rpc.coercion import Dialect, coerce_argument, coerce_arguments
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import TOKEN_PARAMETER, Access, MethodSpec
from remoteapi.rpc.table import TABLE, MethodTable
from remoteapi.rpc.versions import ApiVersion

log = logging.getLogger(__name__)

_REQUIRED_GLOBAL = {
    Access.ADMINISTRATOR: GlobalPermissionType.ADMINISTRATECONFLUENCE,
    Access.SYSTEM_ADMINISTRATOR: GlobalPermissionType.SYSTEMADMINISTRATOR,
}


@dataclass(frozen=True)
class Answer:
    """What a method gave, with the method, whose declaration says how a wire writes it."""

    spec: MethodSpec
    value: Any


def call(
    version: ApiVersion,
    name: str,
    values: list[Any],
    *,
    address: str,
    dialect: Dialect,
    caller: Caller | None = None,
    table: MethodTable = TABLE,
) -> Answer:
    """Carry out one call.

    Args:
        version: the version of the API that the caller named.
        name: the method's name.
        values: what the wire delivered, the token first where the method takes one and no caller is given.
        address: from where the call came.
        dialect: how the wire delivers values.
        caller: who calls, on a wire where no argument says so.
        table: the methods.

    Raises:
        Fault: whatever goes wrong, foreseen or not.
    """
    try:
        spec = _look_up(table, version, name, values, has_token=caller is None)
        tokens = 1 if caller is None and spec.takes_token else 0
        if tokens:
            token = coerce_argument(spec, 0, TOKEN_PARAMETER, values[0], dialect)
            admitted = _admit(spec, token)
        else:
            admitted = _admit_caller(spec, caller)
        if spec.gives_body:
            version.refuse_bodies(spec.name)
        arguments = coerce_arguments(spec, spec.own_parameters, values[tokens:], dialect, first=tokens)
        under_way = Call(actor=admitted.actor, version=version, address=address, token=admitted.token)
        if not spec.atomic:
            return Answer(spec, spec.function(under_way, *arguments))
        with transaction.atomic():
            return Answer(spec, spec.function(under_way, *arguments))
    except Exception as error:
        raise as_fault(error, f"{version.prefix}.{name}") from None


def as_fault(error: Exception, doing: str) -> Fault:
    """The fault that an error becomes; an unforeseen one is logged under an incident id, which is all that leaves."""
    fault = fault_for(error)
    if fault is None:
        incident = secrets.token_hex(6)
        log.error("incident %s: %s failed", incident, doing, exc_info=error)
        fault = fault_for(UnforeseenError(incident))
        assert fault is not None  # the table has a row for every RemoteApiError
    return fault


def _look_up(table: MethodTable, version: ApiVersion, name: str, values: list[Any], *, has_token: bool) -> MethodSpec:
    try:
        return (table.find if has_token else table.find_without_token)(name, len(values))
    except NoSuchMethod as error:
        given = ", ".join(_java_type(value) for value in values)
        raise NoSuchMethod(f"{version.prefix}.{name[:100]}({given}): {str(error)[:2000]}") from None


def _admit(spec: MethodSpec, token: str) -> Caller:
    """Whom a token stands for, once it is certain that they may call this method; nothing else is looked at before."""
    if spec.access is Access.ANY_TOKEN:
        return Caller(Actor.anonymous(), token)
    return _admit_caller(spec, caller_of_token(token))


def _admit_caller(spec: MethodSpec, caller: Caller | None) -> Caller:
    """Somebody who is known, once it is certain that they may call this method."""
    if caller is None or spec.access is Access.NO_TOKEN:
        return Caller(Actor.anonymous())
    if spec.access is Access.ANY_TOKEN:
        return caller
    actor = caller.actor
    require_remote_use(actor)
    if spec.changes:
        require_change(caller)
    if spec.access is Access.LOGGED_IN and actor.is_anonymous:
        raise InvalidSession
    required = _REQUIRED_GLOBAL.get(spec.access)
    if required is not None:
        if actor.is_anonymous:
            raise NotPermitted("Only administrators who are logged in may do this.")
        require_global(actor, required)
    return caller


_JAVA_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "java.lang.Boolean"),
    (int, "java.lang.Integer"),
    (float, "java.lang.Double"),
    (str, "java.lang.String"),
    (bytes, "[B"),
    (datetime, "java.util.Date"),
    (list, "java.util.Vector"),
    (dict, "java.util.Hashtable"),
)


def _java_type(value: Any) -> str:
    """How the original called the type of an argument; clients' users search for these messages."""
    for cls, name in _JAVA_TYPES:
        if isinstance(value, cls):
            return name
    return "null"
