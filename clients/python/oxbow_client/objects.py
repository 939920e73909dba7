"""The data objects of the remote API; a field that is None was not given."""

# Written by `manage.py python_client` from the table of methods: change that, not this.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oxbow_client.values import RemoteObject, wire

__all__ = [
    "AbstractRemotePageSummary",
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
]


@dataclass(kw_only=True)
class AbstractRemotePageSummary(RemoteObject):
    """What pages and blog posts have in common."""

    # The content id.
    id: int | None = wire("id")
    # The number of restrictions on the content.
    permissions: int | None = wire("permissions")
    # The key of the space.
    space: str | None = wire("space")
    # The title, unique in its space for pages.
    title: str | None = wire("title")
    # Where a browser finds the content.
    url: str | None = wire("url")


@dataclass(kw_only=True)
class RemoteAttachment(RemoteObject):
    """A file on a page, blog post or comment, without its bytes."""

    # What was said about this version of the file.
    comment: str | None = wire("comment")
    # The media type, such as `image/png`.
    content_type: str | None = wire("contentType")
    # When this version was made.
    created: datetime | None = wire("created")
    # The username of who made this version.
    creator: str | None = wire("creator")
    # The name of the file, unique on its content.
    file_name: str | None = wire("fileName")
    # The size in bytes.
    file_size: int | None = wire("fileSize")
    # The content id of the attachment itself.
    id: int | None = wire("id")
    # The id of the content that it hangs on.
    page_id: int | None = wire("pageId")
    # The title; the file's name.
    title: str | None = wire("title")
    # Where the file can be fetched.
    url: str | None = wire("url")
    # The number of this version.
    version: int | None = wire("version")


@dataclass(kw_only=True)
class RemoteClusterInformation(RemoteObject):
    """The nodes that serve the site together."""

    # What the cluster is.
    description: str | None = wire("description")
    # How many nodes live.
    member_count: int | None = wire("memberCount")
    # The names of the nodes.
    members: list[Any] | None = wire("members")
    # Kept for old clients; always empty.
    multicast_address: str | None = wire("multicastAddress")
    # Kept for old clients; always empty.
    multicast_port: str | None = wire("multicastPort")
    # The name of the cluster.
    name: str | None = wire("name")
    # Whether more than one node may serve the site.
    running: bool | None = wire("running")


@dataclass(kw_only=True)
class RemoteComment(RemoteObject):
    """A comment on a page or blog post, or a reply to another comment."""

    # The body in the format of the API's version; storage format in version 2.
    content: str | None = wire("content")
    # When the comment was written.
    created: datetime | None = wire("created")
    # The username of who wrote it.
    creator: str | None = wire("creator")
    # The content id.
    id: int | None = wire("id")
    # When it was last changed.
    modified: datetime | None = wire("modified")
    # The username of who last changed it.
    modifier: str | None = wire("modifier")
    # The id of the page or blog post that it is about.
    page_id: int | None = wire("pageId")
    # The id of the comment that it answers; 0 where it answers none.
    parent_id: int | None = wire("parentId")
    # A title made from the content's.
    title: str | None = wire("title")
    # Where a browser finds the comment.
    url: str | None = wire("url")


@dataclass(kw_only=True)
class RemoteConfluenceUser(RemoteObject):
    """A user with the key that stays when the user is renamed."""

    # The address for mail.
    email: str | None = wire("email")
    # The name that people read.
    fullname: str | None = wire("fullname")
    # The stable key.
    key: str | None = wire("key")
    # The username.
    name: str | None = wire("name")
    # Where a browser finds the profile.
    url: str | None = wire("url")


@dataclass(kw_only=True)
class RemoteContentPermission(RemoteObject):
    """One user or group that a permission or restriction names; both empty means the anonymous user."""

    # The group, where it is one.
    group_name: str | None = wire("groupName")
    # The permission, or `View` or `Edit` for a restriction.
    type: str | None = wire("type")
    # The user, where it is one.
    user_name: str | None = wire("userName")


@dataclass(kw_only=True)
class RemoteContentPermissionSet(RemoteObject):
    """Everybody whom one kind of restriction of a content lets pass."""

    # The users and groups.
    content_permissions: list[RemoteContentPermission] | None = wire("contentPermissions")
    # `View` or `Edit`.
    type: str | None = wire("type")


@dataclass(kw_only=True)
class RemoteContentSummaries(RemoteObject):
    """A part of a longer list of contents."""

    # This part of the list.
    content: list[RemoteContentSummary] | None = wire("content")
    # How many stand before it.
    offset: int | None = wire("offset")
    # How long the whole list is.
    total_available: int | None = wire("totalAvailable")


@dataclass(kw_only=True)
class RemoteContentSummary(RemoteObject):
    """One content of any kind, as the trash lists it."""

    # When it was made.
    created: datetime | None = wire("created")
    # The username of who made it.
    creator: str | None = wire("creator")
    # The content id.
    id: int | None = wire("id")
    # When it was last changed.
    modified: datetime | None = wire("modified")
    # The username of who last changed it.
    modifier: str | None = wire("modifier")
    # The key of its space.
    space: str | None = wire("space")
    # `current`, `deleted` or `historical`.
    status: str | None = wire("status")
    # Its title.
    title: str | None = wire("title")
    # `page`, `blogpost`, `comment` or `attachment`.
    type: str | None = wire("type")


@dataclass(kw_only=True)
class RemoteLabel(RemoteObject):
    """A label."""

    # The label's own id.
    id: int | None = wire("id")
    # The name without its namespace.
    name: str | None = wire("name")
    # `global`, `my` (personal) or `team` (a category of spaces).
    namespace: str | None = wire("namespace")
    # The username of whose personal label it is.
    owner: str | None = wire("owner")


@dataclass(kw_only=True)
class RemoteNodeStatus(RemoteObject):
    """How one node does, as figures by name."""

    # Figures of the process.
    jvm_stats: dict[str, str] | None = wire("JVMstats")
    # Figures of the build.
    build_stats: dict[str, str] | None = wire("buildStats")
    # The number of the node.
    node_id: int | None = wire("nodeId")
    # Settings of the node.
    props: dict[str, str] | None = wire("props")


@dataclass(kw_only=True)
class RemotePageHistory(RemoteObject):
    """One historical version of a page."""

    # A content id of its own, which getPage takes.
    id: int | None = wire("id")
    # When the version was made.
    modified: datetime | None = wire("modified")
    # The username of who made it.
    modifier: str | None = wire("modifier")
    # Its number.
    version: int | None = wire("version")
    # What its author said about the change.
    version_comment: str | None = wire("versionComment")


@dataclass(kw_only=True)
class RemotePageUpdateOptions(RemoteObject):
    """How an update of a page is recorded."""

    # A minor edit sends no notification.
    minor_edit: bool | None = wire("minorEdit")
    # What the history says about the change.
    version_comment: str | None = wire("versionComment")


@dataclass(kw_only=True)
class RemotePermission(RemoteObject):
    """One restriction of a page, in the oldest form."""

    # `View` or `Edit`.
    lock_type: str | None = wire("lockType")
    # The user or group that may pass.
    locked_by: str | None = wire("lockedBy")


@dataclass(kw_only=True)
class RemoteSearchResult(RemoteObject):
    """One thing found."""

    # A piece of its text.
    excerpt: str | None = wire("excerpt")
    # The content id.
    id: int | None = wire("id")
    # Its title.
    title: str | None = wire("title")
    # What it is: `page`, `blogpost`, `comment`, `attachment`, `space` or `user`.
    type: str | None = wire("type")
    # Where a browser finds it.
    url: str | None = wire("url")
    # When it was last changed.
    modified: datetime | None = wire("modified")
    # The key of its space.
    space: str | None = wire("space")
    # The id of the content that an attachment or comment hangs on.
    page_id: int | None = wire("pageId")


@dataclass(kw_only=True)
class RemoteServerInfo(RemoteObject):
    """What a client can know of the server that it talks to."""

    # The address that the site is configured to have.
    base_url: str | None = wire("baseUrl")
    # Names the build.
    build_id: str | None = wire("buildId")
    # Whether it is a build for development.
    development_build: bool | None = wire("developmentBuild")
    # The first part of the version that this API is compatible with.
    major_version: int | None = wire("majorVersion")
    # Its second part.
    minor_version: int | None = wire("minorVersion")
    # Its third part.
    patch_level: int | None = wire("patchLevel")


@dataclass(kw_only=True)
class RemoteSpaceGroup(RemoteObject):
    """A named group of spaces."""

    # Who made the group.
    creator_name: str | None = wire("creatorName")
    # The key that addresses the group.
    key: str | None = wire("key")
    # Kept for old clients; always empty.
    license_key: str | None = wire("licenseKey")
    # The name that people read.
    name: str | None = wire("name")


@dataclass(kw_only=True)
class RemoteSpacePermissionSet(RemoteObject):
    """Everybody who has one permission in a space."""

    # The users and groups.
    space_permissions: list[RemoteContentPermission] | None = wire("spacePermissions")
    # The name of the permission.
    type: str | None = wire("type")


@dataclass(kw_only=True)
class RemoteSpaceSummary(RemoteObject):
    """A space as lists show it."""

    # The key that addresses the space.
    key: str | None = wire("key")
    # The name that people read.
    name: str | None = wire("name")
    # `global` or `personal`.
    type: str | None = wire("type")
    # Where a browser finds the space.
    url: str | None = wire("url")


@dataclass(kw_only=True)
class RemoteUser(RemoteObject):
    """A user."""

    # The address for mail.
    email: str | None = wire("email")
    # The name that people read.
    fullname: str | None = wire("fullname")
    # The username.
    name: str | None = wire("name")
    # Where a browser finds the profile.
    url: str | None = wire("url")


@dataclass(kw_only=True)
class RemoteUserInformation(RemoteObject):
    """What a user says about himself or herself on the profile page."""

    # The text of the profile page.
    content: str | None = wire("content")
    # When the text was first written.
    creation_date: datetime | None = wire("creationDate")
    # The username of who first wrote it.
    creator_name: str | None = wire("creatorName")
    # The id of the information.
    id: int | None = wire("id")
    # When it was last changed.
    last_modification_date: datetime | None = wire("lastModificationDate")
    # The username of who last changed it.
    last_modifier_name: str | None = wire("lastModifierName")
    # Whose information it is.
    username: str | None = wire("username")
    # How often it was stored.
    version: int | None = wire("version")


@dataclass(kw_only=True)
class RemoteBlogEntrySummary(AbstractRemotePageSummary):
    """A blog post as lists show it."""

    # The username of who wrote the post.
    author: str | None = wire("author")
    # When the post was published.
    publish_date: datetime | None = wire("publishDate")


@dataclass(kw_only=True)
class RemotePageSummary(AbstractRemotePageSummary):
    """A page as lists show it."""

    # The id of the parent page; 0 at the top level.
    parent_id: int | None = wire("parentId")
    # The number of this version; the first is 1.
    version: int | None = wire("version")


@dataclass(kw_only=True)
class RemoteSpace(RemoteSpaceSummary):
    """A space with its description and home page."""

    # What the space is for, as plain text.
    description: str | None = wire("description")
    # The id of the home page; 0 where there is none.
    home_page: int | None = wire("homePage")
    # The key of the space group, where the space is in one.
    space_group: str | None = wire("spaceGroup")


@dataclass(kw_only=True)
class RemoteBlogEntry(RemoteBlogEntrySummary):
    """A blog post with its body."""

    # The body in the format of the API's version; storage format in version 2.
    content: str | None = wire("content")
    # The number of this version; the first is 1.
    version: int | None = wire("version")


@dataclass(kw_only=True)
class RemotePage(RemotePageSummary):
    """A page with its body."""

    # The body in the format of the API's version; storage format in version 2.
    content: str | None = wire("content")
    # `current`, or `deleted` for a page in the trash.
    content_status: str | None = wire("contentStatus")
    # When the page was made.
    created: datetime | None = wire("created")
    # The username of who made the page.
    creator: str | None = wire("creator")
    # Whether this is the newest version.
    current: bool | None = wire("current")
    # Whether this is its space's home page.
    home_page: bool | None = wire("homePage")
    # When this version was made.
    modified: datetime | None = wire("modified")
    # The username of who made this version.
    modifier: str | None = wire("modifier")
