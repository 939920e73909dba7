"""Remote methods of space groups."""

from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.spaces import present_space_group
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import RemoteSpaceGroup
from wiki.queries import spaces as queries
from wiki.services.spaces import groups

remote_method = partial(registry.remote_method, group=Group.SPACES)

_FAULTS = (FaultClass.INVALID_SESSION, FaultClass.ALREADY_EXISTS, FaultClass.NOT_PERMITTED)


@remote_method("getSpaceGroup", access=Access.READ, faults=_FAULTS)
def get_space_group(call: Call, space_group_key: str) -> RemoteSpaceGroup:
    """Return a space group."""
    return present_space_group(queries.space_group(call.actor, space_group_key))


@remote_method("getSpaceGroups", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_space_groups(call: Call) -> list[RemoteSpaceGroup]:
    """Return all space groups."""
    return [present_space_group(group) for group in queries.space_groups(call.actor)]


@remote_method("addSpaceGroup", access=Access.WRITE, faults=_FAULTS)
def add_space_group(call: Call, space_group: RemoteSpaceGroup) -> RemoteSpaceGroup:
    """Make a space group with the given key and name. For administrators."""
    made = groups.add_space_group(
        call.actor,
        key=space_group.key or "",
        name=space_group.name or "",
        license_key=space_group.license_key or "",
    )
    return present_space_group(made)


@remote_method("removeSpaceGroup", access=Access.WRITE)
def remove_space_group(call: Call, space_group_key: str) -> bool:
    """Remove a space group; its spaces stay. For administrators."""
    groups.remove_space_group(call.actor, key=space_group_key)
    return True
