"""What the clients of all wires have in common: one call with plain Python values, one answer in them, one fault."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import Any

from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind, WireType

SITE = "http://127.0.0.1:8090"


class WireFault(Exception):
    """A fault as a client sees it: the exception's class by its short name, and the whole text."""

    def __init__(self, exception: str, reason: str) -> None:
        super().__init__(f"{exception}: {reason}")
        self.exception = exception
        self.reason = reason


class Wire(ABC):
    """One way in. Values are int, str, bool, bytes, aware datetime, list, and dict for data objects and maps.

    Attributes:
        name: the name of its column in the table of coverage.
        has_null: whether it carries null.
        has_struct_fields: whether its data objects have the fields that only structs have.
    """

    name = ""
    has_null = True
    has_struct_fields = True

    @abstractmethod
    def call(self, spec: MethodSpec, version: int, token: str, arguments: list[Any]) -> Any:
        """Call a method.

        Args:
            spec: the method.
            version: of the API.
            token: of who calls; empty: the anonymous user.
            arguments: those after the token.

        Returns:
            the result by its declared type; an absent string is "".

        Raises:
            WireFault: the answer is a fault.
        """


def exception_in(text: str) -> str:
    """The short name of the exception class that a fault's text names first."""
    for word in text.replace(":", " ").split():
        if word.endswith("Exception") and word != "java.lang.Exception":
            return word.rpartition(".")[2]
    return ""


def read_record(value: dict[str, Any], declared: WireType, read: Any) -> dict[str, Any]:
    """A data object as a dict of what `read(value, type)` makes of its fields; those that did not come are left out."""
    assert declared.object_class is not None
    return {one.name: read(value[one.name], one.type) for one in fields_of(declared.object_class) if one.name in value}


def utc(moment: datetime) -> datetime:
    """A date without a zone is in UTC, which is the servers' zone in the tests."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def empty(kind: Kind) -> Any:
    """What an absent value is read as."""
    return "" if kind is Kind.STRING else None
