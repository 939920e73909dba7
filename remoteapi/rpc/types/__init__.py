"""Data objects: every structure that the remote API takes or gives."""

from remoteapi.rpc.types.attachments import RemoteAttachment
from remoteapi.rpc.types.base import RemoteObject
from remoteapi.rpc.types.blogposts import RemoteBlogEntry, RemoteBlogEntrySummary
from remoteapi.rpc.types.comments import RemoteComment
from remoteapi.rpc.types.labels import RemoteLabel
from remoteapi.rpc.types.pages import (
    AbstractRemotePageSummary,
    RemotePage,
    RemotePageHistory,
    RemotePageSummary,
    RemotePageUpdateOptions,
)
from remoteapi.rpc.types.permissions import (
    RemoteContentPermission,
    RemoteContentPermissionSet,
    RemotePermission,
    RemoteSpacePermissionSet,
)
from remoteapi.rpc.types.search import RemoteContentSummaries, RemoteContentSummary, RemoteSearchResult
from remoteapi.rpc.types.server import RemoteClusterInformation, RemoteNodeStatus, RemoteServerInfo
from remoteapi.rpc.types.spaces import RemoteSpace, RemoteSpaceGroup, RemoteSpaceSummary
from remoteapi.rpc.types.users import RemoteConfluenceUser, RemoteUser, RemoteUserInformation
from remoteapi.rpc.types.wire_type import Kind, Long, WireType

__all__ = [
    "ALL_OBJECTS",
    "AbstractRemotePageSummary",
    "Kind",
    "Long",
    "RemoteAttachment",
    "RemoteBlogEntry",
    "RemoteBlogEntrySummary",
    "RemoteClusterInformation",
    "RemoteComment",
    "RemoteConfluenceUser",
    "RemoteContentPermission",
    "RemoteContentPermissionSet",
    "RemoteContentSummaries",
    "RemoteContentSummary",
    "RemoteLabel",
    "RemoteNodeStatus",
    "RemoteObject",
    "RemotePage",
    "RemotePageHistory",
    "RemotePageSummary",
    "RemotePageUpdateOptions",
    "RemotePermission",
    "RemoteSearchResult",
    "RemoteServerInfo",
    "RemoteSpace",
    "RemoteSpaceGroup",
    "RemoteSpacePermissionSet",
    "RemoteSpaceSummary",
    "RemoteUser",
    "RemoteUserInformation",
    "WireType",
]

ALL_OBJECTS: tuple[type[RemoteObject], ...] = (
    RemoteServerInfo,
    RemoteSpaceSummary,
    RemoteSpace,
    RemoteSpaceGroup,
    AbstractRemotePageSummary,
    RemotePageSummary,
    RemotePage,
    RemotePageUpdateOptions,
    RemotePageHistory,
    RemoteBlogEntrySummary,
    RemoteBlogEntry,
    RemoteSearchResult,
    RemoteAttachment,
    RemoteComment,
    RemoteLabel,
    RemoteUser,
    RemoteConfluenceUser,
    RemoteUserInformation,
    RemotePermission,
    RemoteContentPermission,
    RemoteContentPermissionSet,
    RemoteSpacePermissionSet,
    RemoteContentSummary,
    RemoteContentSummaries,
    RemoteClusterInformation,
    RemoteNodeStatus,
)
