"""The views at /rpc/json-rpc/: envelopes of JSON-RPC 2.0, and bare arguments to the method in the address."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.errors import AuthenticationFailed, NotPermitted, TooManyFailures
from remoteapi.admission import Caller, may_use_remotely
from remoteapi.errors import BadArgument, BadCredentials, MalformedRequest, RequestTooLarge
from remoteapi.faults import Fault, FaultClass, fault_for
from remoteapi.http_credentials import caller_of_request, challenge
from remoteapi.request_body import body_pieces, client_address
from remoteapi.rpc import dispatch
from remoteapi.rpc.coercion import UTC, Dialect
from remoteapi.rpc.versions import BY_PORT_NAME, ApiVersion
from remoteapi.rpc.wires.jsonrpc.arguments import positional
from remoteapi.rpc.wires.jsonrpc.error_codes import INVALID_REQUEST, code_of, status_of
from remoteapi.rpc.wires.jsonrpc.reader import read_json
from remoteapi.rpc.wires.jsonrpc.writer import write_plain, write_result

CONTENT_TYPE = "application/json; charset=utf-8"
DIALECT = Dialect(binary_is_text=True, zone=UTC)
MOST_CALLS_AT_ONCE = 1000
LONGEST_ID = 1000


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def json_rpc(request: HttpRequest, port_name: str) -> HttpResponseBase:
    """Answer an envelope or a batch of them; a browser gets a page that says what this address is for."""
    version = _version(port_name)
    if request.method != "POST":
        return render(request, "remoteapi/jsonrpc.html", {"version": version})
    try:
        calls = _Calls(version, caller_of_request(request), client_address(request))
        answer = calls.answer_body(read_json(body_pieces(request)))
    except Exception as error:
        fault = _fault(error, "reading a JSON-RPC request")
        return _refusal(request, _envelope(f'"error":{_error(fault)}', None), error, 200)
    if answer is None:
        return HttpResponse(status=204)
    return _response(request, answer, 200, calls)


@csrf_exempt
@require_http_methods(["POST"])
def json_rpc_method(request: HttpRequest, port_name: str, name: str) -> HttpResponseBase:
    """Answer bare arguments for the method in the address with its bare result, or an object with an error."""
    version = _version(port_name)
    calls = None
    try:
        calls = _Calls(version, caller_of_request(request), client_address(request))
        given = read_json(body_pieces(request)) if _has_body(request) else None
        return _response(request, calls.result(name, given), 200, calls)
    except Exception as error:
        fault = _fault(error, name[:100])
        answer = f'{{"error":{_error(fault)}}}'
        if calls is not None and calls.wants_credentials:
            return _response(request, answer, 401, calls)
        return _refusal(request, answer, error, status_of(fault))


@dataclass(frozen=True)
class _Request:
    """One envelope: what to call, and where the answer goes."""

    method: str
    params: Any
    id: Any
    is_notification: bool


class _Calls:
    """The calls of one HTTP request."""

    def __init__(self, version: ApiVersion, caller: Caller, address: str) -> None:
        self.version = version
        self.caller = caller
        self.address = address
        self.wants_credentials = False

    def answer_body(self, body: Any) -> str | None:
        """The answer to an envelope or a batch of them; None where nobody waits for one."""
        if not isinstance(body, list):
            return self._answer(body)
        if not body:
            return _envelope(f'"error":{_error_object(INVALID_REQUEST, "a batch holds at least one request")}', None)
        if len(body) > MOST_CALLS_AT_ONCE:
            reason = f"a batch holds at most {MOST_CALLS_AT_ONCE} requests"
            return _envelope(f'"error":{_error_object(INVALID_REQUEST, reason)}', None)
        answers = [answer for one in body if (answer := self._answer(one)) is not None]
        return f"[{','.join(answers)}]" if answers else None

    def result(self, name: str, given: Any) -> str:
        """Carry out one call and write its result.

        Raises:
            Fault: it can't be carried out.
        """
        try:
            answer = dispatch.call(
                self.version,
                name,
                positional(name, given),
                address=self.address,
                dialect=DIALECT,
                caller=self.caller.anew(),
            )
        except Fault as fault:
            # Some clients send a name and a password only once they are asked for them.
            if fault.fault_class is FaultClass.NOT_PERMITTED and self.caller.actor.is_anonymous:
                self.wants_credentials |= not may_use_remotely(self.caller.actor)
            raise
        return write_result(answer.value, answer.spec.result)

    def _answer(self, given: Any) -> str | None:
        try:
            request = _read_envelope(given)
        except BadArgument as error:
            given_id = given.get("id") if isinstance(given, dict) else None
            return _envelope(
                f'"error":{_error_object(INVALID_REQUEST, str(error))}', given_id if _is_id(given_id) else None
            )
        try:
            body = f'"result":{self.result(request.method, request.params)}'
        except Exception as error:
            body = f'"error":{_error(_fault(error, request.method[:100]))}'
        return None if request.is_notification else _envelope(body, request.id)


def _version(port_name: str) -> ApiVersion:
    version = BY_PORT_NAME.get(port_name)
    if version is None:
        raise Http404(f"There is no JSON-RPC service {port_name}.")
    return version


def _has_body(request: HttpRequest) -> bool:
    """Whether arguments came: a call without any may have no body."""
    return request.META.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in request.META


def _read_envelope(given: Any) -> _Request:
    """One envelope, checked.

    Raises:
        BadArgument: it is none.
    """
    if not isinstance(given, dict):
        raise BadArgument("a request is an object with method, params and id")
    if given.get("jsonrpc", "2.0") != "2.0":
        raise BadArgument("this server speaks JSON-RPC 2.0")
    name = given.get("method")
    if not isinstance(name, str) or not name:
        raise BadArgument("the method of a request is its name")
    if not _is_id(given.get("id")):
        raise BadArgument(f"the id of a request is a number or a string of at most {LONGEST_ID} characters")
    return _Request(name, given.get("params"), given.get("id"), "id" not in given)


def _is_id(given: Any) -> bool:
    if isinstance(given, str):
        return len(given) <= LONGEST_ID
    return given is None or (isinstance(given, int | float) and not isinstance(given, bool))


def _fault(error: Exception, doing: str) -> Fault:
    if isinstance(error, MalformedRequest):
        fault = fault_for(type(error)(f"Failed to parse JSON-RPC request: {error}"))
        assert fault is not None  # the table has a row for every RemoteApiError
        return fault
    return dispatch.as_fault(error, doing)


def _error(fault: Fault) -> str:
    return _error_object(code_of(fault), fault.reason, fault.fault_class)


def _error_object(code: int, reason: str, fault_class: FaultClass = FaultClass.REMOTE) -> str:
    return write_plain({"code": code, "message": reason, "data": {"exception": fault_class.qualified_name}})


def _envelope(body: str, request_id: Any) -> str:
    return f'{{"jsonrpc":"2.0",{body},"id":{write_plain(request_id)}}}'


def _refusal(request: HttpRequest, answer: str, error: Exception, status: int) -> HttpResponse:
    """The answer to a request that was not carried out; credentials that are wrong are told by the status, too."""
    if isinstance(error, TooManyFailures):
        response = _response(request, answer, 429)
        response["Retry-After"] = str(error.seconds)
        return response
    if isinstance(error, BadCredentials | AuthenticationFailed):
        status = 401
    elif isinstance(error, NotPermitted):
        status = 403
    elif isinstance(error, RequestTooLarge) and status != 200:
        status = 413
    return _response(request, answer, status)


def _response(request: HttpRequest, answer: str, status: int, calls: _Calls | None = None) -> HttpResponse:
    if calls is not None and calls.wants_credentials:
        status = 401
    response = HttpResponse(answer, status=status, content_type=CONTENT_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = challenge(request)
    # What a call refuses is an answer; Django would log each as a failure of the server.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
