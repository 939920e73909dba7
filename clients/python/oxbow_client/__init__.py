"""A client of the remote API of Oxbow, over JSON-RPC, with nothing but the standard library."""

from oxbow_client.errors import (
    AlreadyExistsException,
    AuthenticationFailedException,
    InvalidSessionException,
    NoSuchMethodException,
    NotPermittedException,
    RemoteException,
    TransportError,
    VersionMismatchException,
)
from oxbow_client.objects import *  # noqa: F403
from oxbow_client.wiki import Wiki

__all__ = [
    "AlreadyExistsException",
    "AuthenticationFailedException",
    "InvalidSessionException",
    "NoSuchMethodException",
    "NotPermittedException",
    "RemoteException",
    "TransportError",
    "VersionMismatchException",
    "Wiki",
]
