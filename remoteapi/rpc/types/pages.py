"""Data objects of pages and their history."""

from dataclasses import dataclass
from datetime import datetime

from remoteapi.rpc.types.base import RemoteObject, wire_field
from remoteapi.rpc.types.wire_type import Long


@dataclass(kw_only=True, slots=True)
class AbstractRemotePageSummary(RemoteObject):
    """What pages and blog posts have in common."""

    id: Long | None = wire_field(doc="The content id.")
    permissions: int | None = wire_field(doc="The number of restrictions on the content.")
    space: str | None = wire_field(doc="The key of the space.")
    title: str | None = wire_field(doc="The title, unique in its space for pages.")
    url: str | None = wire_field(doc="Where a browser finds the content.")


@dataclass(kw_only=True, slots=True)
class RemotePageSummary(AbstractRemotePageSummary):
    """A page as lists show it."""

    parent_id: Long | None = wire_field(doc="The id of the parent page; 0 at the top level.")
    version: int | None = wire_field(doc="The number of this version; the first is 1.")


@dataclass(kw_only=True, slots=True)
class RemotePage(RemotePageSummary):
    """A page with its body."""

    content: str | None = wire_field(doc="The body in the format of the API's version; storage format in version 2.")
    content_status: str | None = wire_field(doc="`current`, or `deleted` for a page in the trash.")
    created: datetime | None = wire_field(doc="When the page was made.")
    creator: str | None = wire_field(doc="The username of who made the page.")
    current: bool | None = wire_field(doc="Whether this is the newest version.")
    home_page: bool | None = wire_field(doc="Whether this is its space's home page.")
    modified: datetime | None = wire_field(doc="When this version was made.")
    modifier: str | None = wire_field(doc="The username of who made this version.")


@dataclass(kw_only=True, slots=True)
class RemotePageUpdateOptions(RemoteObject):
    """How an update of a page is recorded."""

    minor_edit: bool | None = wire_field(doc="A minor edit sends no notification.")
    version_comment: str | None = wire_field(doc="What the history says about the change.")


@dataclass(kw_only=True, slots=True)
class RemotePageHistory(RemoteObject):
    """One historical version of a page."""

    id: Long | None = wire_field(doc="A content id of its own, which getPage takes.")
    modified: datetime | None = wire_field(doc="When the version was made.")
    modifier: str | None = wire_field(doc="The username of who made it.")
    version: int | None = wire_field(doc="Its number.")
    version_comment: str | None = wire_field(doc="What its author said about the change.", struct_only=True)
