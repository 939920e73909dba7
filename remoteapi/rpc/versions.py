"""The two versions of the API as data: their names on the wires, and what each takes and gives as a body."""

from collections.abc import Callable
from dataclasses import dataclass

from remoteapi.errors import UnsupportedInVersion
from wiki.macros.catalogue import REGISTERED
from wiki.markup import convert


def storage_of_markup(markup: str) -> str:
    """Give wiki markup in storage format, with the macros of this wiki.

    Raises:
        MarkupTooLong: the text, or what it would become, is too long.
    """
    return convert(markup, REGISTERED)


def _as_it_is(storage: str) -> str:
    return storage


@dataclass(frozen=True)
class ApiVersion:
    """One version: everything in which it differs from the other.

    Attributes:
        number: as the WSDL's port and the paths end.
        prefix: before the method's name on XML-RPC.
        port_name: the last part of the SOAP and JSON-RPC paths, and the name of the WSDL's port.
        body_format: what a body is written in.
        read_body: turns a body that came in into storage format.
        gives_bodies: whether calls that would give a body are supported.
        empty_body_is_absent: whether an empty body in an update means "unchanged".
    """

    number: int
    prefix: str
    port_name: str
    body_format: str
    read_body: Callable[[str], str]
    gives_bodies: bool
    empty_body_is_absent: bool

    def storage_of(self, body: str | None) -> str | None:
        """A body that came in, in storage format; None where none came.

        Raises:
            MarkupTooLong: the text, or what it would become in storage format, is too long.
        """
        if body is None or (not body and self.empty_body_is_absent):
            return None
        return self.read_body(body)

    def body_of(self, storage: str) -> str:
        """A stored body as this version gives it; empty where the version gives none."""
        return storage if self.gives_bodies else ""

    def refuse_bodies(self, method: str) -> None:
        """Refuse a call whose whole sense is the body that it gives, where this version gives none.

        Raises:
            UnsupportedInVersion: this version gives no bodies.
        """
        if not self.gives_bodies:
            raise UnsupportedInVersion(
                f"Unsupported operation: {method} can't give wiki markup, because content is kept in storage format. "
                f"Please use the version 2 API."
            )


V1 = ApiVersion(
    number=1,
    prefix="confluence1",
    port_name="confluenceservice-v1",
    body_format="wiki",
    read_body=storage_of_markup,
    gives_bodies=False,
    empty_body_is_absent=True,
)
V2 = ApiVersion(
    number=2,
    prefix="confluence2",
    port_name="confluenceservice-v2",
    body_format="storage",
    read_body=_as_it_is,
    gives_bodies=True,
    empty_body_is_absent=False,
)
VERSIONS: tuple[ApiVersion, ...] = (V1, V2)
BY_PREFIX: dict[str, ApiVersion] = {version.prefix: version for version in VERSIONS}
BY_PORT_NAME: dict[str, ApiVersion] = {version.port_name: version for version in VERSIONS}
