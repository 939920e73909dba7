"""Remote methods that tell of the server itself."""

from functools import partial

from accounts.global_permissions import GlobalPermissionType
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.server import present_server
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import RemoteServerInfo

remote_method = partial(registry.remote_method, group=Group.GENERAL)


@remote_method("getServerInfo", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_server_info(call: Call) -> RemoteServerInfo:
    """Return the version that this server is compatible with, its build, and its address as configured."""
    return present_server()


@remote_method("getPermissionTypes", access=Access.READ, extra=True)
def get_permission_types(call: Call) -> list[str]:
    """Return the names of all global permissions."""
    return [str(one) for one in GlobalPermissionType]
