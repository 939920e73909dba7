"""Scenarios of the administration of the site."""

import os

import pytest
from django.utils import timezone

from accounts.services.global_grants import GlobalGrant, Grantee, grants_of_global
from remoteapi import nodes
from tests.clients.wire import WireFault
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.permissions import ANONYMOUS, G
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.now import site_setting


@scenario("getClusterInformation-1", by="admin")
def get_cluster_information(stage: Stage) -> None:
    nodes.beat("quick", timezone.now())
    found = stage.call()
    assert found["memberCount"] == len(found["members"]) == 1
    assert found["members"][0].startswith(f"quick {os.getpid()} on ")


@scenario("getClusterNodeStatuses-1", by="admin")
def get_cluster_node_statuses(stage: Stage) -> None:
    nodes.beat("quick", timezone.now())
    (found,) = stage.call()
    assert (found["JVMstats"]["process"], found["JVMstats"]["pid"]) == ("quick", str(os.getpid()))
    assert found["buildStats"]["python"]
    assert found["props"]["timeZone"]


@scenario("isPluginEnabled-2", by="admin")
def is_plugin_enabled(stage: Stage) -> None:
    assert stage.call("macro.toc") is True
    assert stage.call("macro.nothing") is False


@scenario("isPluginInstalled-2", by="admin")
def is_plugin_installed(stage: Stage) -> None:
    assert stage.call("macro.toc") is True
    assert stage.call("macro.nothing") is False


@scenario("installPlugin-3", by="admin")
def install_plugin(stage: Stage) -> None:
    if stage.is_refusal:
        stage.call("x.jar", b"PK")
    with pytest.raises(WireFault, match="takes no code over its API"):
        stage.call("x.jar", b"PK")
    stage.calls += 1


@scenario("isDarkFeatureEnabled-2", anybody="whoever may use the wiki")
def is_dark_feature_enabled(stage: Stage) -> None:
    change_site_settings(stage.world.actor("admin"), values={"dark_features": "some.feature"})
    assert stage.call("some.feature") is True
    assert stage.call("another.feature") is False


@scenario("setEnableAnonymousAccess-2", by="admin")
def set_enable_anonymous_access(stage: Stage) -> None:
    assert stage.call(True) is True
    assert GlobalGrant(G.USECONFLUENCE, ANONYMOUS) in grants_of_global()
    assert stage.call(False) is True
    assert GlobalGrant(G.USECONFLUENCE, Grantee.anonymous()) not in grants_of_global()


@scenario("setEnableWysiwyg-2", by="admin")
def set_enable_wysiwyg(stage: Stage) -> None:
    assert stage.call(False) is True
    assert site_setting("rich_editor_default") is False
