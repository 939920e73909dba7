"""Data objects of spaces and space groups."""

from dataclasses import dataclass

from remoteapi.rpc.types.base import RemoteObject, wire_field
from remoteapi.rpc.types.wire_type import Long


@dataclass(kw_only=True, slots=True)
class RemoteSpaceSummary(RemoteObject):
    """A space as lists show it."""

    key: str | None = wire_field(doc="The key that addresses the space.")
    name: str | None = wire_field(doc="The name that people read.")
    type: str | None = wire_field(doc="`global` or `personal`.")
    url: str | None = wire_field(doc="Where a browser finds the space.")


@dataclass(kw_only=True, slots=True)
class RemoteSpace(RemoteSpaceSummary):
    """A space with its description and home page."""

    description: str | None = wire_field(doc="What the space is for, as plain text.")
    home_page: Long | None = wire_field(doc="The id of the home page; 0 where there is none.")
    space_group: str | None = wire_field(doc="The key of the space group, where the space is in one.")


@dataclass(kw_only=True, slots=True)
class RemoteSpaceGroup(RemoteObject):
    """A named group of spaces."""

    creator_name: str | None = wire_field(doc="Who made the group.")
    key: str | None = wire_field(doc="The key that addresses the group.")
    license_key: str | None = wire_field(doc="Kept for old clients; always empty.")
    name: str | None = wire_field(doc="The name that people read.")
