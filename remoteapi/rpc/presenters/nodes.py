"""The processes that serve the site to RemoteClusterInformation and RemoteNodeStatus."""

from urllib.parse import urlsplit

from django.conf import settings

from remoteapi.models import NodeHeartbeat
from remoteapi.rpc.types import RemoteClusterInformation, RemoteNodeStatus


def present_cluster(nodes: list[NodeHeartbeat], *, is_clustered: bool) -> RemoteClusterInformation:
    """All live processes together."""
    return RemoteClusterInformation(
        description="Web servers and task workers that share a database and queues",
        member_count=len(nodes),
        members=[str(node) for node in nodes],
        multicast_address="",
        multicast_port="",
        name=urlsplit(settings.WIKI_BASE_URL).hostname or "",
        running=is_clustered,
    )


def present_node(node: NodeHeartbeat) -> RemoteNodeStatus:
    """One live process with its figures; the number of one that has not yet told of itself is 0."""
    return RemoteNodeStatus(
        jvm_stats={"host": node.host, "process": node.process, **node.figures.get("process", {})},
        build_stats=dict(node.figures.get("build", {})),
        node_id=node.pk or 0,
        props=dict(node.figures.get("settings", {})),
    )
