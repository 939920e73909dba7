"""What a call can raise, under the names that the remote API has for its exceptions."""


class TransportError(Exception):
    """The server could not be reached, or answered something else than JSON-RPC."""


class RemoteException(Exception):
    """The server refused a call; `str(error)` says why, and `code` is the number that JSON-RPC has for it."""

    def __init__(self, reason: str, code: int = 0) -> None:
        super().__init__(reason)
        self.code = code


class AuthenticationFailedException(RemoteException):
    """Name and password do not fit."""


class InvalidSessionException(RemoteException):
    """The token is unknown or dead."""


class NotPermittedException(RemoteException):
    """Whoever called may not do that."""


class AlreadyExistsException(RemoteException):
    """What was to be made is there already."""


class VersionMismatchException(RemoteException):
    """Somebody else changed it since the version that was sent."""


class NoSuchMethodException(RemoteException):
    """The server has no such method: it is older or newer than this client."""


EXCEPTIONS = {
    one.__name__: one
    for one in (
        RemoteException,
        AuthenticationFailedException,
        InvalidSessionException,
        NotPermittedException,
        AlreadyExistsException,
        VersionMismatchException,
        NoSuchMethodException,
    )
}
