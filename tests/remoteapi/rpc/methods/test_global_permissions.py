"""Remote methods of permissions on the whole site."""

from typing import Any

import pytest

from accounts.models import ANONYMOUS_USER_ID, User
from tests.clients.xmlrpc_client import RemoteWiki
from tests.factories.accounts import grant_anonymous, system_administrator
from tests.remoteapi.conftest import People, wiki_as
from tests.remoteapi.rpc.methods.test_pages import refused


def granted(name: str) -> set[str]:
    return set(User.objects.get(username=name).user_permissions.values_list("codename", flat=True))


def granted_to_everybody() -> set[str]:
    return set(User.objects.get(pk=ANONYMOUS_USER_ID).user_permissions.values_list("codename", flat=True))


def test_give_and_take(people: People, admin: RemoteWiki) -> None:
    assert admin.addGlobalPermission("CREATESPACE", "Mallory") is True
    assert admin.addGlobalPermissions(["PERSONALSPACE", "CREATESPACE"], "mallory") is True
    assert granted("mallory") == {"PERSONALSPACE", "CREATESPACE"}
    assert admin.removeGlobalPermission("CREATESPACE", "mallory") is True
    assert granted("mallory") == {"PERSONALSPACE"}


def test_to_a_group_it_counts_at_once(people: People, admin: RemoteWiki, stranger: RemoteWiki) -> None:
    admin.addGroup("guests")
    admin.addUserToGroup("mallory", "guests")
    assert refused(stranger.getSpaces).startswith("NotPermittedException: ")
    admin.addGlobalPermissions(["USECONFLUENCE", "USEREMOTEAPI"], "guests")
    assert stranger.getSpaces() == []
    admin.removeGlobalPermission("USECONFLUENCE", "guests")
    assert refused(stranger.getSpaces).startswith("NotPermittedException: ")


def test_an_unknown_name_gets_the_list(people: People, admin: RemoteWiki) -> None:
    answer = refused(admin.addGlobalPermission, "FLY", "mallory")
    assert "'FLY' is not a global permission" in answer
    assert all(name in answer for name in admin.getPermissionTypes())
    assert "'FLY'" in refused(admin.addGlobalPermissions, ["CREATESPACE", "FLY"], "mallory")
    assert granted("mallory") == set()
    assert "There is no user 'nobody'" in refused(admin.addGlobalPermission, "CREATESPACE", "nobody")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("addGlobalPermission", ("CREATESPACE", "alice")),
        ("addGlobalPermissions", (["CREATESPACE"], "alice")),
        ("removeGlobalPermission", ("CREATESPACE", "alice")),
        ("addAnonymousUsePermission", ()),
        ("removeAnonymousUsePermission", ()),
        ("addAnonymousViewUserProfilePermission", ()),
        ("removeAnonymousViewUserProfilePermission", ()),
    ],
)
def test_only_administrators(people: People, member: RemoteWiki, name: str, arguments: Any) -> None:
    assert refused(getattr(member, name), *arguments).startswith("NotPermittedException: ")


def test_the_last_system_administrator_stays(people: People, admin: RemoteWiki) -> None:
    answer = refused(admin.removeGlobalPermission, "SYSTEMADMINISTRATOR", "confluence-administrators")
    assert "At least one active person must keep the permission SYSTEMADMINISTRATOR" in answer
    other = system_administrator("other")
    assert admin.removeGlobalPermission("SYSTEMADMINISTRATOR", "confluence-administrators") is True
    grant_anonymous("USECONFLUENCE", "USEREMOTEAPI")
    assert "At least one" in refused(wiki_as(other).removeGlobalPermission, "SYSTEMADMINISTRATOR", "other")


def test_everybody(people: People, admin: RemoteWiki, proxy: Any) -> None:
    before = granted_to_everybody()
    assert admin.addAnonymousUsePermission() is True
    assert admin.addAnonymousViewUserProfilePermission() is True
    assert granted_to_everybody() - before >= {"VIEWUSERPROFILES", "USECONFLUENCE"}
    grant_anonymous("USEREMOTEAPI")
    assert proxy.confluence2.hasUser("", "alice") is True
    assert admin.removeAnonymousViewUserProfilePermission() is True
    assert refused(proxy.confluence2.hasUser, "", "alice").startswith("NotPermittedException: ")
    assert admin.removeAnonymousUsePermission() is True
    assert "Anonymous RPC access is disabled" in refused(proxy.confluence2.getSpaces, "")
