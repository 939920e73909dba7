"""Data objects of attachments."""

from dataclasses import dataclass
from datetime import datetime

from remoteapi.rpc.types.base import RemoteObject, wire_field
from remoteapi.rpc.types.wire_type import Long


@dataclass(kw_only=True, slots=True)
class RemoteAttachment(RemoteObject):
    """A file on a page, blog post or comment, without its bytes."""

    comment: str | None = wire_field(doc="What was said about this version of the file.")
    content_type: str | None = wire_field(doc="The media type, such as `image/png`.")
    created: datetime | None = wire_field(doc="When this version was made.")
    creator: str | None = wire_field(doc="The username of who made this version.")
    file_name: str | None = wire_field(doc="The name of the file, unique on its content.")
    file_size: Long | None = wire_field(doc="The size in bytes.")
    id: Long | None = wire_field(doc="The content id of the attachment itself.")
    page_id: Long | None = wire_field(doc="The id of the content that it hangs on.")
    title: str | None = wire_field(doc="The title; the file's name.")
    url: str | None = wire_field(doc="Where the file can be fetched.")
    version: int | None = wire_field(doc="The number of this version.", struct_only=True)
