"""Data objects of labels."""

from dataclasses import dataclass

from remoteapi.rpc.types.base import RemoteObject, wire_field
from remoteapi.rpc.types.wire_type import Long


@dataclass(kw_only=True, slots=True)
class RemoteLabel(RemoteObject):
    """A label."""

    id: Long | None = wire_field(doc="The label's own id.")
    name: str | None = wire_field(doc="The name without its namespace.")
    namespace: str | None = wire_field(doc="`global`, `my` (personal) or `team` (a category of spaces).")
    owner: str | None = wire_field(doc="The username of whose personal label it is.")
