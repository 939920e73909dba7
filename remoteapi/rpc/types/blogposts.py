"""Data objects of blog posts."""

from dataclasses import dataclass
from datetime import datetime

from remoteapi.rpc.types.base import wire_field
from remoteapi.rpc.types.pages import AbstractRemotePageSummary


@dataclass(kw_only=True, slots=True)
class RemoteBlogEntrySummary(AbstractRemotePageSummary):
    """A blog post as lists show it."""

    author: str | None = wire_field(doc="The username of who wrote the post.")
    publish_date: datetime | None = wire_field(doc="When the post was published.")


@dataclass(kw_only=True, slots=True)
class RemoteBlogEntry(RemoteBlogEntrySummary):
    """A blog post with its body."""

    content: str | None = wire_field(doc="The body in the format of the API's version; storage format in version 2.")
    version: int | None = wire_field(doc="The number of this version; the first is 1.")
