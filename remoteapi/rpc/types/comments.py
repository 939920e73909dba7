"""Data objects of comments."""

from dataclasses import dataclass
from datetime import datetime

from remoteapi.rpc.types.base import RemoteObject, wire_field
from remoteapi.rpc.types.wire_type import Long


@dataclass(kw_only=True, slots=True)
class RemoteComment(RemoteObject):
    """A comment on a page or blog post, or a reply to another comment."""

    content: str | None = wire_field(doc="The body in the format of the API's version; storage format in version 2.")
    created: datetime | None = wire_field(doc="When the comment was written.")
    creator: str | None = wire_field(doc="The username of who wrote it.")
    id: Long | None = wire_field(doc="The content id.")
    modified: datetime | None = wire_field(doc="When it was last changed.")
    modifier: str | None = wire_field(doc="The username of who last changed it.")
    page_id: Long | None = wire_field(doc="The id of the page or blog post that it is about.")
    parent_id: Long | None = wire_field(doc="The id of the comment that it answers; 0 where it answers none.")
    title: str | None = wire_field(doc="A title made from the content's.")
    url: str | None = wire_field(doc="Where a browser finds the comment.")
