"""Copying the permissions of another space, and the names that are suggested."""

import pytest

from accounts.actor import Actor
from accounts.errors import NotPermitted
from tests.factories.accounts import actor
from tests.factories.wiki import grant, make_space, member
from tests.wiki.views.conftest import Browser, Scene
from wiki.errors import BadPermission
from wiki.models import Space
from wiki.permissions.decide import space_permissions
from wiki.queries.space_access import access_of
from wiki.services.spaces.copy_permissions import copy_space_permissions


@pytest.fixture
def origin(ann: Actor, bob: Actor, scene: Scene) -> Space:
    """Another space of Ann's, which Bob alone may read besides."""
    made = make_space(ann, "OTHER")
    assert bob.user is not None
    grant(made, bob.user, "VIEWSPACE", "COMMENT")
    return made


def test_permissions_are_copied_once_that_is_confirmed(origin: Space, browser: Browser, ann: Actor, bob: Actor) -> None:
    member("carl")
    sent = {"key": "TST", "from": "OTHER"}
    asked = browser(ann).post("/spaces/copyspacepermissions.action", sent)
    assert asked.status_code == 200 and "Carl" in asked.content.decode()
    assert access_of(ann, "TST").groups
    assert browser(ann).post("/spaces/copyspacepermissions.action", sent | {"confirmed": "1"}).status_code == 302
    copied = access_of(ann, "TST")
    assert (copied.users, copied.groups, copied.anonymous) == (
        access_of(ann, "OTHER").users,
        access_of(ann, "OTHER").groups,
        access_of(ann, "OTHER").anonymous,
    )
    assert space_permissions(Actor.for_user(bob.user), Space.objects.get(key="TST")) == {"VIEWSPACE", "COMMENT"}


def test_it_is_for_who_administers_both(origin: Space, ann: Actor, bob: Actor) -> None:
    assert bob.user is not None
    grant(origin, bob.user, "SETSPACEPERMISSIONS")
    with pytest.raises(NotPermitted):
        copy_space_permissions(bob, key="TST", origin_key="OTHER")
    with pytest.raises(BadPermission):
        copy_space_permissions(ann, key="TST", origin_key="tst")


def test_whoever_copies_goes_on_administering(origin: Space, ann: Actor, bob: Actor) -> None:
    assert bob.user is not None
    grant(Space.objects.get(key="TST"), bob.user, "VIEWSPACE", "SETSPACEPERMISSIONS")
    grant(origin, bob.user, "SETSPACEPERMISSIONS")
    origin.user_permissions.filter(user=bob.user, permission__codename="comment").delete()
    copy_space_permissions(bob, key="TST", origin_key="OTHER")
    assert "SETSPACEPERMISSIONS" in space_permissions(Actor.for_user(bob.user), Space.objects.get(key="TST"))


def test_names_are_suggested_to_who_may_view_profiles(browser: Browser, ann: Actor, bob: Actor) -> None:
    people = browser(ann).get("/wiki/names?kind=people&query=bo").json()["results"]
    assert {"name": "bob", "title": "Bob"} in people
    groups = browser(ann).get("/wiki/names?kind=groups&query=users").json()["results"]
    assert groups == [{"name": "confluence-users", "title": "confluence-users"}]
    shut = browser(actor("shut", permissions=("USECONFLUENCE",)))
    assert shut.get("/wiki/names?kind=people&query=bo").json() == {"results": []}
    assert shut.get("/wiki/names?kind=groups&query=users").json() == {"results": []}
