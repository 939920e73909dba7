"""Remote methods of spaces."""

from functools import partial

from accounts.queries import person_for
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.spaces import present_space, present_space_summaries
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import RemoteSpace, RemoteSpaceSummary
from wiki.errors import NoSuchSpace
from wiki.permissions.access import space_for
from wiki.queries.spaces import space_group, spaces_for, spaces_in_group
from wiki.services.spaces.create import create_personal_space, create_space
from wiki.services.spaces.edit import convert_to_personal_space, edit_space
from wiki.services.spaces.edit import set_space_status as change_status
from wiki.services.spaces.remove import remove_space as remove

remote_method = partial(registry.remote_method, group=Group.SPACES)

_ADDING = (FaultClass.INVALID_SESSION, FaultClass.ALREADY_EXISTS, FaultClass.NOT_PERMITTED)
_CHANGING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)


@remote_method("getSpaces", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_spaces(call: Call) -> list[RemoteSpaceSummary]:
    """Return all spaces that the caller can view, global ones first, by name."""
    return present_space_summaries(spaces_for(call.actor))


@remote_method("getSpacesInGroup", access=Access.READ)
def get_spaces_in_group(call: Call, space_group_key: str) -> list[RemoteSpaceSummary]:
    """Return the spaces of a space group that the caller can view."""
    return present_space_summaries(spaces_in_group(call.actor, space_group_key))


@remote_method(
    "getSpace",
    access=Access.READ,
    faults=(FaultClass.INVALID_SESSION,),
    null_reason="You're not allowed to view that space, or it does not exist.",
)
def get_space(call: Call, space_key: str) -> RemoteSpace | None:
    """Return a space. Where there is none that the caller can view, SOAP gives null and XML-RPC a fault."""
    try:
        return present_space(space_for(call.actor, space_key))
    except NoSuchSpace:
        return None


@remote_method("addSpace", access=Access.WRITE, faults=_ADDING)
def add_space(call: Call, space: RemoteSpace) -> RemoteSpace:
    """Make a space with the given key and name, and a description if one is given.

    Needs the permission Create Space. The space gets a home page, '<name> Home', and the caller all permissions in it.
    A key is made of letters and digits only, up to 255, and is unique without regard to case.
    """
    return _add_space(call, space, for_all_users=False)


@remote_method("addSpaceWithDefaultPermissions", access=Access.WRITE, faults=_ADDING)
def add_space_with_default_permissions(call: Call, space: RemoteSpace) -> RemoteSpace:
    """Make a space as addSpace does, and give the site's default group its default permissions in it, too."""
    return _add_space(call, space, for_all_users=True)


@remote_method("addPersonalSpace", access=Access.WRITE, faults=_ADDING)
def add_personal_space(call: Call, space: RemoteSpace, username: str) -> RemoteSpace:
    """Make somebody's personal space. Its key is ~username; the name defaults to the full name."""
    return _add_personal_space(call, space, username, for_all_users=False)


@remote_method("addPersonalSpaceWithDefaultPermissions", access=Access.WRITE, faults=_ADDING)
def add_personal_space_with_default_permissions(call: Call, space: RemoteSpace, username: str) -> RemoteSpace:
    """Make a personal space as addPersonalSpace does, with the default permissions of the site's default group."""
    return _add_personal_space(call, space, username, for_all_users=True)


@remote_method("convertToPersonalSpace", access=Access.WRITE)
def convert_to_personal(call: Call, username: str, space_key: str, new_name: str, update_links: bool) -> bool:
    """Make a space into somebody's personal space, ~username. With updateLinks, links in other content follow."""
    owner = person_for(call.actor, username)
    convert_to_personal_space(call.actor, key=space_key, owner=owner, name=new_name, update_links=update_links)
    return True


@remote_method("storeSpace", access=Access.WRITE)
def store_space(call: Call, space: RemoteSpace) -> RemoteSpace:
    """Change name, description, home page or group of the space of this key; what is not given stays.

    For space administrators.
    """
    group = space_group(call.actor, space.space_group) if space.space_group else None
    stored = edit_space(
        call.actor,
        key=space.key or "",
        name=space.name,
        description=space.description,
        home_page_id=space.home_page or None,
        group=group,
    )
    return present_space(stored)


@remote_method("removeSpace", access=Access.WRITE, faults=_CHANGING)
def remove_space(call: Call, space_key: str) -> bool:
    """Remove a space with all its content, for good. For space administrators."""
    remove(call.actor, key=space_key)
    return True


@remote_method("getSpaceStatus", access=Access.READ, faults=_CHANGING)
def get_space_status(call: Call, space_key: str) -> str:
    """Return CURRENT or ARCHIVED."""
    return str(space_for(call.actor, space_key).status).upper()


@remote_method("setSpaceStatus", access=Access.WRITE, faults=_CHANGING)
def set_space_status(call: Call, space_key: str, status: str) -> bool:
    """Make a space CURRENT or ARCHIVED. An archived one can be read; searches and dashboards leave it out."""
    change_status(call.actor, key=space_key, status=status)
    return True


def _add_space(call: Call, space: RemoteSpace, *, for_all_users: bool) -> RemoteSpace:
    group = space_group(call.actor, space.space_group) if space.space_group else None
    made = create_space(
        call.actor,
        key=space.key or "",
        name=space.name or "",
        description=space.description or "",
        for_all_users=for_all_users,
        group=group,
    )
    return present_space(made)


def _add_personal_space(call: Call, space: RemoteSpace, username: str, *, for_all_users: bool) -> RemoteSpace:
    made = create_personal_space(
        call.actor,
        owner=person_for(call.actor, username),
        name=space.name or "",
        description=space.description or "",
        for_all_users=for_all_users,
    )
    return present_space(made)
