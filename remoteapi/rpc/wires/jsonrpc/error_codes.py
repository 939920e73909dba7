"""The number that each fault has in JSON-RPC, and the HTTP status that it has where the method is in the address."""

from remoteapi import errors
from remoteapi.faults import Fault, FaultClass

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603

# The protocol gives these numbers their meaning.
_OF_PROTOCOL: dict[type[BaseException], tuple[int, int]] = {
    errors.RequestTooLarge: (PARSE_ERROR, 413),
    errors.MalformedRequest: (PARSE_ERROR, 400),
    errors.NoSuchMethod: (METHOD_NOT_FOUND, 404),
    errors.BadArgument: (INVALID_PARAMS, 400),
    errors.UnforeseenError: (INTERNAL_ERROR, 500),
}
# These are ours, from the numbers that the protocol leaves to servers.
_OF_CLASS: dict[FaultClass, tuple[int, int]] = {
    FaultClass.REMOTE: (-32000, 400),
    FaultClass.AUTHENTICATION_FAILED: (-32001, 401),
    FaultClass.INVALID_SESSION: (-32002, 401),
    FaultClass.NOT_PERMITTED: (-32003, 403),
    FaultClass.ALREADY_EXISTS: (-32004, 409),
    FaultClass.VERSION_MISMATCH: (-32005, 409),
    FaultClass.NO_SUCH_METHOD: (METHOD_NOT_FOUND, 404),
}


def code_of(fault: Fault) -> int:
    """The number of a fault."""
    return _row(fault)[0]


def status_of(fault: Fault) -> int:
    """The HTTP status of a fault, where the method is in the address."""
    return _row(fault)[1]


def _row(fault: Fault) -> tuple[int, int]:
    return _OF_PROTOCOL.get(fault.source or Fault) or _OF_CLASS[fault.fault_class]
