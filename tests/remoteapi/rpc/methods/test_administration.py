"""Remote methods for those who look after the site."""

import dataclasses
import os
import xmlrpc.client
from typing import Any

import pytest
from django.utils import timezone

from accounts.actor import Actor
from remoteapi import nodes
from tests.clients.xmlrpc_client import RemoteWiki
from tests.factories.accounts import administrator, grant_anonymous
from tests.remoteapi.conftest import People, wiki_as
from tests.remoteapi.rpc.methods.test_pages import refused
from wiki.macros.registry import MACROS
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.now import site_setting


def test_the_cluster(people: People, admin: RemoteWiki) -> None:
    nodes.beat("long", timezone.now())
    cluster = admin.getClusterInformation()
    assert (cluster["memberCount"], cluster["name"]) == ("1", "127.0.0.1")
    assert cluster["members"] == [f"long {os.getpid()} on {os.uname().nodename}"]
    (status,) = admin.getClusterNodeStatuses()
    assert status["nodeId"] != "0"
    assert status["JVMstats"]["process"] == "long"
    assert status["JVMstats"]["pid"] == str(os.getpid())
    assert status["buildStats"]["python"].startswith("3.")
    assert status["props"]["timeZone"] == "UTC"


def test_built_in_features(people: People, admin: RemoteWiki) -> None:
    for key, expected in (
        ("macro.toc", True),
        ("macro.TOC", True),
        ("remote-api.soap", True),
        ("macro.no-such-macro", False),
        ("macro.", False),
        ("", False),
        ("com.example.plugin", False),
    ):
        assert (key, admin.isPluginInstalled(key)) == (key, expected)
        assert (key, admin.isPluginEnabled(key)) == (key, expected)


def test_a_macro_that_is_switched_off(people: People, admin: RemoteWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    toc = MACROS.find("toc")
    assert toc is not None
    monkeypatch.setitem(MACROS._by_name, "toc", dataclasses.replace(toc, switch="html_macro"))
    assert admin.isPluginInstalled("macro.toc") is True
    assert admin.isPluginEnabled("macro.toc") is False
    change_site_settings(people.admin, values={"html_macro": True})
    assert admin.isPluginEnabled("macro.toc") is True


def test_no_code_is_installed(people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
    answer = refused(admin.installPlugin, "evil.jar", xmlrpc.client.Binary(b"PK"))
    assert answer.startswith("RemoteException: Plugins can't be installed: ")
    assert refused(member.installPlugin, "x", xmlrpc.client.Binary(b"")).startswith("NotPermittedException: ")


@pytest.mark.parametrize(("on", "off"), [(True, False), ("true", "false")])
def test_anonymous_access(people: People, admin: RemoteWiki, proxy: Any, on: Any, off: Any) -> None:
    grant_anonymous("USEREMOTEAPI")
    assert admin.setEnableAnonymousAccess(on) is True
    assert proxy.confluence2.getSpaces("") == []
    assert admin.setEnableAnonymousAccess(off) is True
    assert refused(proxy.confluence2.getSpaces, "").startswith("NotPermittedException: ")


def test_the_rich_editor_is_for_all_administrators(people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
    assert site_setting("rich_editor_default") is True
    assert admin.setEnableWysiwyg("false") is True
    assert site_setting("rich_editor_default") is False
    lesser: Any = administrator("lesser")
    lesser.user.groups.add(*people.member.user.groups.all())  # type: ignore[union-attr]
    assert wiki_as(Actor.for_user(lesser.user)).setEnableWysiwyg(True) is True
    assert site_setting("rich_editor_default") is True
    assert refused(member.setEnableWysiwyg, False).startswith("NotPermittedException: ")


def test_dark_features(people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
    assert member.isDarkFeatureEnabled("site-wide.something") is False
    change_site_settings(people.admin, values={"dark_features": "site-wide.something"})
    assert member.isDarkFeatureEnabled("site-wide.something") is True
    assert member.isDarkFeatureEnabled("") is False


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("getClusterInformation", ()),
        ("getClusterNodeStatuses", ()),
        ("isPluginEnabled", ("macro.toc",)),
        ("isPluginInstalled", ("macro.toc",)),
        ("setEnableAnonymousAccess", (True,)),
    ],
)
def test_only_administrators(people: People, member: RemoteWiki, name: str, arguments: tuple[Any, ...]) -> None:
    assert refused(getattr(member, name), *arguments).startswith("NotPermittedException: ")
