"""Data objects of search results and summaries of content."""

from dataclasses import dataclass
from datetime import datetime

from remoteapi.rpc.types.base import RemoteObject, wire_field
from remoteapi.rpc.types.wire_type import Long


@dataclass(kw_only=True, slots=True)
class RemoteSearchResult(RemoteObject):
    """One thing found."""

    excerpt: str | None = wire_field(doc="A piece of its text.")
    id: Long | None = wire_field(doc="The content id.")
    title: str | None = wire_field(doc="Its title.")
    type: str | None = wire_field(doc="What it is: `page`, `blogpost`, `comment`, `attachment`, `space` or `user`.")
    url: str | None = wire_field(doc="Where a browser finds it.")
    modified: datetime | None = wire_field(doc="When it was last changed.", struct_only=True)
    space: str | None = wire_field(doc="The key of its space.", struct_only=True)
    page_id: Long | None = wire_field(
        doc="The id of the content that an attachment or comment hangs on.", struct_only=True
    )


@dataclass(kw_only=True, slots=True)
class RemoteContentSummary(RemoteObject):
    """One content of any kind, as the trash lists it."""

    created: datetime | None = wire_field(doc="When it was made.")
    creator: str | None = wire_field(doc="The username of who made it.")
    id: Long | None = wire_field(doc="The content id.")
    modified: datetime | None = wire_field(doc="When it was last changed.")
    modifier: str | None = wire_field(doc="The username of who last changed it.")
    space: str | None = wire_field(doc="The key of its space.")
    status: str | None = wire_field(doc="`current`, `deleted` or `historical`.")
    title: str | None = wire_field(doc="Its title.")
    type: str | None = wire_field(doc="`page`, `blogpost`, `comment` or `attachment`.")


@dataclass(kw_only=True, slots=True)
class RemoteContentSummaries(RemoteObject):
    """A part of a longer list of contents."""

    content: list[RemoteContentSummary] | None = wire_field(doc="This part of the list.")
    offset: int | None = wire_field(doc="How many stand before it.")
    total_available: int | None = wire_field(doc="How long the whole list is.")
