"""Remote methods of groups and who is in them."""

from functools import partial

from accounts import queries
from accounts.services import groups as services
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group

remote_method = partial(registry.remote_method, group=Group.GROUPS)

_CHANGING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)


@remote_method("getGroups", access=Access.ADMINISTRATOR, faults=(FaultClass.NOT_PERMITTED,), changes=False)
def get_groups(call: Call) -> list[str]:
    """Return the names of all groups. For administrators."""
    return [group.name for group in queries.all_groups()]


@remote_method("getUserGroups", access=Access.READ, faults=_CHANGING)
def get_user_groups(call: Call, username: str) -> list[str]:
    """Return the names of the groups that a user is in: one's own or, for administrators, anybody's."""
    return queries.group_names_of(call.actor, username)


@remote_method(
    "getGroupMembers", access=Access.ADMINISTRATOR, faults=(FaultClass.NOT_PERMITTED,), changes=False, extra=True
)
def get_group_members(call: Call, groupname: str) -> list[str]:
    """Return the names of the members of a group, deactivated users too. For administrators."""
    return [user.username for user in queries.members_of(queries.group_by_name(groupname))]


@remote_method("hasGroup", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def has_group(call: Call, groupname: str) -> bool:
    """Return whether there is a group of this name. For those who may view profiles."""
    queries.require_profile_view(call.actor, username="")
    return queries.group_exists(groupname)


@remote_method("addGroup", access=Access.ADMINISTRATOR, faults=_CHANGING)
def add_group(call: Call, groupname: str) -> bool:
    """Add a group, without members and permissions. Its name is kept in lower case. For administrators."""
    services.add_group(call.actor, name=groupname)
    return True


@remote_method("removeGroup", access=Access.ADMINISTRATOR, faults=_CHANGING)
def remove_group(call: Call, groupname: str, default_group_name: str) -> bool:
    """Remove a group with the permissions it has. With a default group, the members move there. For administrators."""
    services.remove_group(call.actor, name=groupname, default_group=default_group_name)
    return True


@remote_method("addUserToGroup", access=Access.ADMINISTRATOR, faults=_CHANGING)
def add_user_to_group(call: Call, username: str, groupname: str) -> bool:
    """Make a user a member of a group. For administrators."""
    services.add_user_to_group(call.actor, username=username, group=groupname)
    return True


@remote_method("removeUserFromGroup", access=Access.ADMINISTRATOR, faults=_CHANGING)
def remove_user_from_group(call: Call, username: str, groupname: str) -> bool:
    """Make a user no member of a group any more. For administrators.

    The group of the site's administrators keeps at least one active member.
    """
    services.remove_user_from_group(call.actor, username=username, group=groupname)
    return True
