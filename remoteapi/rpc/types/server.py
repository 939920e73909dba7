"""Data objects of the server itself."""

from dataclasses import dataclass
from typing import Any

from remoteapi.rpc.types.base import RemoteObject, wire_field


@dataclass(kw_only=True, slots=True)
class RemoteServerInfo(RemoteObject):
    """What a client can know of the server that it talks to."""

    base_url: str | None = wire_field(doc="The address that the site is configured to have.")
    build_id: str | None = wire_field(doc="Names the build.")
    development_build: bool | None = wire_field(doc="Whether it is a build for development.")
    major_version: int | None = wire_field(doc="The first part of the version that this API is compatible with.")
    minor_version: int | None = wire_field(doc="Its second part.")
    patch_level: int | None = wire_field(doc="Its third part.")


@dataclass(kw_only=True, slots=True)
class RemoteClusterInformation(RemoteObject):
    """The nodes that serve the site together."""

    description: str | None = wire_field(doc="What the cluster is.")
    member_count: int | None = wire_field(doc="How many nodes live.")
    members: list[Any] | None = wire_field(doc="The names of the nodes.")
    multicast_address: str | None = wire_field(doc="Kept for old clients; always empty.")
    multicast_port: str | None = wire_field(doc="Kept for old clients; always empty.")
    name: str | None = wire_field(doc="The name of the cluster.")
    running: bool | None = wire_field(doc="Whether more than one node may serve the site.")


@dataclass(kw_only=True, slots=True)
class RemoteNodeStatus(RemoteObject):
    """How one node does, as figures by name."""

    jvm_stats: dict[str, str] | None = wire_field(name="JVMstats", doc="Figures of the process.")
    build_stats: dict[str, str] | None = wire_field(doc="Figures of the build.")
    node_id: int | None = wire_field(doc="The number of the node.")
    props: dict[str, str] | None = wire_field(doc="Settings of the node.")
