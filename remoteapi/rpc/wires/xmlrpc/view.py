"""The view at /rpc/xmlrpc: bytes to calls, answers to bytes, and never anything but an answer or a fault."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from remoteapi.errors import BadArgument, MalformedRequest, NoSuchMethod
from remoteapi.faults import Fault, FaultClass
from remoteapi.request_body import body_pieces, client_address
from remoteapi.rpc import dispatch
from remoteapi.rpc.coercion import Dialect
from remoteapi.rpc.versions import BY_PREFIX
from remoteapi.rpc.wires.xmlrpc.introspection import SYSTEM_METHODS
from remoteapi.rpc.wires.xmlrpc.reader import read_request
from remoteapi.rpc.wires.xmlrpc.writer import Writer

CONTENT_TYPE = "text/xml; charset=UTF-8"
MOST_CALLS_AT_ONCE = 1000
# How the original's XML-RPC library introduced every exception; clients look for what follows.
_FAULT_PREFIX = "java.lang.Exception: "


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def xmlrpc(request: HttpRequest) -> HttpResponseBase:
    """Answer an XML-RPC request; a browser gets a page that says what this address is for."""
    if request.method != "POST":
        return render(request, "remoteapi/xmlrpc.html")
    writer = Writer(timezone.get_default_timezone())
    try:
        name, params = read_request(body_pieces(request))
    except MalformedRequest as error:
        answer = writer.fault(f"Failed to parse XML-RPC request: {error}")
    except Exception as error:
        answer = writer.fault(_fault_text(dispatch.as_fault(error, "reading an XML-RPC request")))
    else:
        answer = _answer(_Caller(client_address(request), writer), name, params)
    return HttpResponse(answer, content_type=CONTENT_TYPE)


class _Caller:
    """One client's calls within one request."""

    def __init__(self, address: str, writer: Writer) -> None:
        self.address = address
        self.writer = writer
        self.dialect = Dialect(binary_is_text=False, zone=timezone.get_default_timezone())

    def value_of(self, name: str, params: list[Any]) -> str:
        """Carry out one call and write its result.

        Raises:
            Fault: it can't be carried out.
        """
        if name in SYSTEM_METHODS:
            return self.writer.plain(_system_call(name, params))
        prefix, _, bare = name.partition(".")
        version = BY_PREFIX.get(prefix)
        if version is None or not bare:
            known = " or ".join(f"{one}." for one in BY_PREFIX)
            raise Fault(FaultClass.NO_SUCH_METHOD, f"{name[:100]}: the names of methods begin with {known}")
        answer = dispatch.call(version, bare, params, address=self.address, dialect=self.dialect)
        if answer.value is None and answer.spec.null_reason:
            raise Fault(FaultClass.REMOTE, answer.spec.null_reason)
        return self.writer.result(answer.value, answer.spec.result)


def _answer(caller: _Caller, name: str, params: list[Any]) -> bytes:
    writer = caller.writer
    try:
        value = _multicall(caller, params) if name == "system.multicall" else caller.value_of(name, params)
        return writer.response(value)
    except Exception as error:
        return writer.fault(_fault_text(dispatch.as_fault(error, name[:100])))


def _multicall(caller: _Caller, params: list[Any]) -> str:
    """Carry out a list of calls; each gives an array around its result, or a fault of its own."""
    if len(params) != 1 or not isinstance(params[0], list):
        raise NoSuchMethod("system.multicall takes one argument, an array of structs with methodName and params")
    if len(params[0]) > MOST_CALLS_AT_ONCE:
        raise BadArgument(f"system.multicall takes at most {MOST_CALLS_AT_ONCE} calls at once")
    written = []
    for one in params[0]:
        try:
            name, arguments = _call_in(one)
            written.append(f"<value><array><data>{caller.value_of(name, arguments)}</data></array></value>")
        except Exception as error:
            written.append(caller.writer.fault_struct(_fault_text(dispatch.as_fault(error, "a call in a multicall"))))
    return f"<value><array><data>{''.join(written)}</data></array></value>"


def _call_in(given: Any) -> tuple[str, list[Any]]:
    """The name and the arguments of one call in a multicall."""
    if not isinstance(given, dict) or not isinstance(name := given.get("methodName"), str):
        raise BadArgument("each call in a system.multicall is a struct with methodName and params")
    arguments = given.get("params", [])
    if not isinstance(arguments, list):
        raise BadArgument("the params of a call in a system.multicall are an array")
    if name == "system.multicall":
        raise BadArgument("a system.multicall can't hold another")
    return name, arguments


def _system_call(name: str, params: list[Any]) -> Any:
    types, function = SYSTEM_METHODS[name]
    if len(params) != len(types) or not all(isinstance(one, cls) for one, cls in zip(params, types, strict=True)):
        wanted = ", ".join("string" for _ in types) or "no arguments"
        raise NoSuchMethod(f"{name} takes {wanted}")
    return function(*params)


def _fault_text(fault: Fault) -> str:
    """The faultString; an unknown method was never wrapped into another exception."""
    return str(fault) if fault.fault_class is FaultClass.NO_SUCH_METHOD else f"{_FAULT_PREFIX}{fault}"
