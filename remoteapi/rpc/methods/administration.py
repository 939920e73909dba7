"""Remote methods for those who look after the site: its processes, its built-in features and a few of its settings."""

from functools import partial

from accounts.services.global_grants import set_anonymous_access
from remoteapi import nodes
from remoteapi.errors import RemoteApiError
from remoteapi.faults import FaultClass
from remoteapi.features import is_feature_enabled, is_feature_installed
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.nodes import present_cluster, present_node
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import RemoteClusterInformation, RemoteNodeStatus
from wiki.services.site.editor import set_rich_editor_default
from wiki.site_settings.now import settings_now

remote_method = partial(registry.remote_method, access=Access.ADMINISTRATOR, group=Group.ADMINISTRATION)

_FAULTS = (FaultClass.NOT_PERMITTED,)


@remote_method("getClusterInformation", faults=_FAULTS, changes=False)
def get_cluster_information(call: Call) -> RemoteClusterInformation:
    """Return the live nodes: each web server process and task worker that told of itself within a minute.

    running is true where nodes on several machines can serve the site. For administrators.
    """
    return present_cluster(nodes.live_nodes(), is_clustered=nodes.may_be_clustered())


@remote_method("getClusterNodeStatuses", faults=_FAULTS, changes=False)
def get_cluster_node_statuses(call: Call) -> list[RemoteNodeStatus]:
    """Return for each live node figures of its process, its build and its settings. For administrators.

    They are as of its last word, at most a minute ago.
    """
    return [present_node(node) for node in nodes.live_nodes()]


@remote_method("isPluginInstalled", changes=False)
def is_plugin_installed(call: Call, plugin_key: str) -> bool:
    """Return whether the site has a built-in feature. For administrators.

    Features have keys such as `macro.toc`: one for each macro, by each of its names. Unknown keys are not installed.
    """
    return is_feature_installed(plugin_key)


@remote_method("isPluginEnabled", changes=False)
def is_plugin_enabled(call: Call, plugin_key: str) -> bool:
    """Return whether the site has a built-in feature and it is on; see isPluginInstalled. For administrators."""
    return is_feature_enabled(plugin_key)


@remote_method("installPlugin", faults=_FAULTS)
def install_plugin(call: Call, plugin_file_name: str, plugin_data: bytes) -> bool:
    """Never installs anything: code does not come in over the API, and the call says so. For administrators."""
    raise RemoteApiError(
        "Plugins can't be installed: this server takes no code over its API. Its features are built in; "
        "isPluginInstalled tells of them."
    )


@remote_method("setEnableAnonymousAccess", faults=_FAULTS)
def set_enable_anonymous_access(call: Call, value: bool) -> bool:
    """Open the site to people who are not logged in, where spaces let them view, or close it. For administrators."""
    set_anonymous_access(call.actor, enabled=value)
    return True


@remote_method("setEnableWysiwyg")
def set_enable_wysiwyg(call: Call, value: bool) -> bool:
    """Say whether the rich editor is what people start in. For administrators."""
    set_rich_editor_default(call.actor, enabled=value)
    return True


@remote_method("isDarkFeatureEnabled", access=Access.READ)
def is_dark_feature_enabled(call: Call, key: str) -> bool:
    """Return whether the key of a feature is among those that a system administrator has put on a list of such keys."""
    return key in settings_now().lines("dark_features")
