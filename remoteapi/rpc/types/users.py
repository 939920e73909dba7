"""Data objects of people."""

from dataclasses import dataclass
from datetime import datetime

from remoteapi.rpc.types.base import RemoteObject, wire_field
from remoteapi.rpc.types.wire_type import Long


@dataclass(kw_only=True, slots=True)
class RemoteUser(RemoteObject):
    """A user."""

    email: str | None = wire_field(doc="The address for mail.")
    fullname: str | None = wire_field(doc="The name that people read.")
    name: str | None = wire_field(doc="The username.")
    url: str | None = wire_field(doc="Where a browser finds the profile.")


@dataclass(kw_only=True, slots=True)
class RemoteConfluenceUser(RemoteObject):
    """A user with the key that stays when the user is renamed."""

    email: str | None = wire_field(doc="The address for mail.")
    fullname: str | None = wire_field(doc="The name that people read.")
    key: str | None = wire_field(doc="The stable key.")
    name: str | None = wire_field(doc="The username.")
    url: str | None = wire_field(doc="Where a browser finds the profile.")


@dataclass(kw_only=True, slots=True)
class RemoteUserInformation(RemoteObject):
    """What a user says about himself or herself on the profile page."""

    content: str | None = wire_field(doc="The text of the profile page.")
    creation_date: datetime | None = wire_field(doc="When the text was first written.")
    creator_name: str | None = wire_field(doc="The username of who first wrote it.")
    id: Long | None = wire_field(doc="The id of the information.")
    last_modification_date: datetime | None = wire_field(doc="When it was last changed.")
    last_modifier_name: str | None = wire_field(doc="The username of who last changed it.")
    username: str | None = wire_field(doc="Whose information it is.")
    version: int | None = wire_field(doc="How often it was stored.")
