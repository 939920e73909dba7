"""One table: which remote exception each error of the house becomes."""

from enum import Enum

import accounts.errors
import jobs.errors
import search.errors
import wiki.errors
from remoteapi import errors

RPC_PACKAGE = "com.atlassian.confluence.rpc"


class FaultClass(Enum):
    """The exceptions that clients know by name."""

    REMOTE = "RemoteException"
    AUTHENTICATION_FAILED = "AuthenticationFailedException"
    INVALID_SESSION = "InvalidSessionException"
    NOT_PERMITTED = "NotPermittedException"
    ALREADY_EXISTS = "AlreadyExistsException"
    VERSION_MISMATCH = "VersionMismatchException"
    NO_SUCH_METHOD = "NoSuchMethodException"

    @property
    def qualified_name(self) -> str:
        """The name with its package, as the original's clients look for it."""
        package = "java.lang" if self is FaultClass.NO_SUCH_METHOD else RPC_PACKAGE
        return f"{package}.{self.value}"


class Fault(Exception):
    """What leaves instead of a result: the class of the exception, the reason, and which error of ours it was."""

    def __init__(self, fault_class: FaultClass, reason: str, source: type[BaseException] | None = None) -> None:
        self.fault_class = fault_class
        self.reason = reason
        self.source = source
        super().__init__(fault_class, reason)

    def __str__(self) -> str:
        return f"{self.fault_class.qualified_name}: {self.reason}"


FAULTS: dict[type[Exception], FaultClass] = {
    errors.RemoteApiError: FaultClass.REMOTE,
    errors.InvalidSession: FaultClass.INVALID_SESSION,
    errors.BadCredentials: FaultClass.INVALID_SESSION,
    errors.NoSuchMethod: FaultClass.NO_SUCH_METHOD,
    accounts.errors.AccountError: FaultClass.REMOTE,
    accounts.errors.AuthenticationFailed: FaultClass.AUTHENTICATION_FAILED,
    accounts.errors.NotPermitted: FaultClass.NOT_PERMITTED,
    accounts.errors.InformationConflict: FaultClass.VERSION_MISMATCH,
    wiki.errors.WikiError: FaultClass.REMOTE,
    wiki.errors.AlreadyExists: FaultClass.ALREADY_EXISTS,
    # The published contract has a title in use, and a file name in the way of a move, as plain remote exceptions.
    wiki.errors.TitleTaken: FaultClass.REMOTE,
    wiki.errors.FileNameTaken: FaultClass.REMOTE,
    wiki.errors.VersionConflict: FaultClass.VERSION_MISMATCH,
    wiki.errors.MalformedStorage: FaultClass.REMOTE,
    search.errors.SearchError: FaultClass.REMOTE,
    jobs.errors.JobError: FaultClass.REMOTE,
}


def fault_for(error: BaseException) -> Fault | None:
    """The fault that an error becomes, by the nearest of its classes in the table; None for an unforeseen error."""
    if isinstance(error, Fault):
        return error
    for cls in type(error).__mro__:
        fault_class = FAULTS.get(cls)
        if fault_class is not None:
            return Fault(fault_class, str(error), type(error))
    return None
