"""Data objects of permissions and restrictions."""

from dataclasses import dataclass

from remoteapi.rpc.types.base import RemoteObject, wire_field


@dataclass(kw_only=True, slots=True)
class RemotePermission(RemoteObject):
    """One restriction of a page, in the oldest form."""

    lock_type: str | None = wire_field(doc="`View` or `Edit`.")
    locked_by: str | None = wire_field(doc="The user or group that may pass.")


@dataclass(kw_only=True, slots=True)
class RemoteContentPermission(RemoteObject):
    """One user or group that a permission or restriction names; both empty means the anonymous user."""

    group_name: str | None = wire_field(doc="The group, where it is one.")
    type: str | None = wire_field(doc="The permission, or `View` or `Edit` for a restriction.")
    user_name: str | None = wire_field(doc="The user, where it is one.")


@dataclass(kw_only=True, slots=True)
class RemoteContentPermissionSet(RemoteObject):
    """Everybody whom one kind of restriction of a content lets pass."""

    content_permissions: list[RemoteContentPermission] | None = wire_field(doc="The users and groups.")
    type: str | None = wire_field(doc="`View` or `Edit`.")


@dataclass(kw_only=True, slots=True)
class RemoteSpacePermissionSet(RemoteObject):
    """Everybody who has one permission in a space."""

    space_permissions: list[RemoteContentPermission] | None = wire_field(doc="The users and groups.")
    type: str | None = wire_field(doc="The name of the permission.")
