"""People, a space and clients for the tests of the remote API."""

import xmlrpc.client
from dataclasses import dataclass

import pytest

from accounts.actor import Actor
from accounts.models import User
from accounts.services.setup import set_up_people
from remoteapi.tokens import issue_token
from tests.clients.xmlrpc_client import RemoteWiki, in_process
from tests.factories.accounts import PASSWORD, UserFactory, fresh
from wiki.models import Space
from wiki.services.spaces.create import create_space


@dataclass
class People:
    """Those who call: the administrator, a member, one who may use nothing, and the system administrator's password."""

    admin: Actor
    member: Actor
    stranger: Actor


@pytest.fixture
def people(db: None) -> People:
    """An administrator of the site, an ordinary member, and somebody in no group; all with the same password."""
    set_up_people("admin", PASSWORD)
    return People(
        admin=Actor.for_user(User.objects.get(username="admin")),
        member=Actor.for_user(UserFactory(username="alice", groups=["confluence-users"])),
        stranger=Actor.for_user(UserFactory(username="mallory")),
    )


@pytest.fixture
def space(people: People) -> Space:
    """A space that everybody with a login may read and write, administered by the administrator."""
    return create_space(fresh(people.admin), key="DOC", name="Documentation", for_all_users=True)


@pytest.fixture
def proxy() -> xmlrpc.client.ServerProxy:
    """The XML-RPC service, to be called with methods' full names."""
    return in_process()


def wiki_as(actor: Actor, version: int = 2) -> RemoteWiki:
    """The remote wiki as somebody who is logged in."""
    assert actor.user is not None
    return RemoteWiki(in_process(), issue_token(actor.user, address="192.0.2.1"), version)


@pytest.fixture
def admin(people: People) -> RemoteWiki:
    """Version 2 as the administrator."""
    return wiki_as(people.admin)


@pytest.fixture
def member(people: People) -> RemoteWiki:
    """Version 2 as an ordinary member."""
    return wiki_as(people.member)


@pytest.fixture
def member_v1(people: People) -> RemoteWiki:
    """Version 1 as an ordinary member."""
    return wiki_as(people.member, version=1)


@pytest.fixture
def stranger(people: People) -> RemoteWiki:
    """Version 2 as somebody who may not use the wiki."""
    return wiki_as(people.stranger)
