"""The page of global permissions in the administration."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.actor import Actor
from accounts.services.global_grants import Grantee, grants_of_global
from tests.factories.accounts import GroupFactory, UserFactory, actor, super_actor, system_administrator

pytestmark = pytest.mark.django_db
PAGE = "/admin/accounts/globalpermission/"


@pytest.fixture
def root() -> Client:
    """A browser of a member of the super group."""
    client = Client()
    client.force_login(super_actor().user)  # type: ignore[arg-type]
    return client


def test_it_lists_gives_and_takes(root: Client) -> None:
    GroupFactory(name="writers")
    assert PAGE in root.get("/admin/").text
    page = root.get(PAGE)
    assert page.status_code == 200
    assert "CREATESPACE" in page.text
    response = root.post(PAGE, {"permission": "CREATESPACE", "kind": "group", "name": "Writers"})
    assert response.status_code == 302
    assert Grantee.group("writers") in [grant.grantee for grant in grants_of_global()]
    assert "group writers" in root.get(PAGE).text
    root.post(PAGE, {"permission": "CREATESPACE", "kind": "group", "name": "writers", "revoke": "1"})
    assert grants_of_global() == []
    root.post(PAGE, {"permission": "USECONFLUENCE", "kind": "anonymous"})
    assert Actor.anonymous().may_use
    UserFactory(username="anna")
    root.post(PAGE, {"permission": "PERSONALSPACE", "kind": "user", "name": "anna"})
    assert LogEntry.objects.count() == 4


def test_refusals_are_shown(root: Client) -> None:
    system_administrator()
    for given, text in (
        ({"permission": "CREATESPACE", "kind": "group", "name": ""}, "Please name"),
        ({"permission": "CREATESPACE", "kind": "user", "name": "nobody"}, "There is no user"),
        ({"permission": "CREATESPACE", "kind": "anonymous"}, "not logged in"),
        ({"permission": "NONSENSE", "kind": "anonymous"}, "valid choice"),
        ({"permission": "SYSTEMADMINISTRATOR", "kind": "user", "name": "sysadmin", "revoke": "1"}, "must keep"),
    ):
        response = root.post(PAGE, given)
        assert response.status_code == 200
        assert text in response.text
    assert not LogEntry.objects.exists()


def test_nothing_can_be_added_or_removed(root: Client) -> None:
    assert root.get(f"{PAGE}add/").status_code == 403
    somebody = Client()
    somebody.force_login(actor().user)  # type: ignore[arg-type]
    assert somebody.get(PAGE).status_code == 302
