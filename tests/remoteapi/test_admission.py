"""Sessions and the permission to use the remote API, on every wire."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType
from accounts.models import User
from accounts.services.global_grants import Grantee, grant_global, revoke_global
from accounts.services.passwords import change_my_password
from accounts.services.users import deactivate_user
from remoteapi.models import LoginToken
from remoteapi.rpc.table import TABLE
from remoteapi.tokens import issue_token
from tests.clients.axis_wire import AxisWire
from tests.clients.jsonrpc_wire import JsonRpcWire
from tests.clients.wire import Wire, WireFault
from tests.clients.xmlrpc_wire import XmlRpcWire
from tests.clients.zeep_wire import ZeepWire
from tests.factories.accounts import PASSWORD, UserFactory, fresh
from tests.remoteapi.conftest import People
from wiki.models import Space

WIRES: tuple[Wire, ...] = (XmlRpcWire(), ZeepWire(), AxisWire(), JsonRpcWire())
USE = GlobalPermissionType.USECONFLUENCE
REMOTE = GlobalPermissionType.USEREMOTEAPI
EVERYBODY = Grantee.group("confluence-users")

pytestmark = pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.name)


def call(wire: Wire, token: str, name: str = "getSpaces", *arguments: Any) -> Any:
    spec = next(one for one in TABLE.overloads(name) if len(one.own_parameters) == len(arguments))
    return wire.call(spec, 2, token, list(arguments))


def refusal(wire: Wire, token: str, name: str = "getSpaces", *arguments: Any) -> WireFault:
    with pytest.raises(WireFault) as caught:
        call(wire, token, name, *arguments)
    return caught.value


class TestSessions:
    @pytest.fixture
    def token(self, people: People, space: Space, wire: Wire) -> str:
        return str(call(wire, "", "login", "alice", PASSWORD))

    def test_use_keeps_a_session_alive_and_idleness_ends_it(self, wire: Wire, token: str, settings: Any) -> None:
        assert settings.WIKI_SESSION_MINUTES == 60
        for minutes in (59, 59):
            LoginToken.objects.update(last_used=timezone.now() - timedelta(minutes=minutes))
            assert call(wire, token)
        LoginToken.objects.update(last_used=timezone.now() - timedelta(minutes=61))
        assert refusal(wire, token).exception == "InvalidSessionException"

    def test_the_knob_says_how_long(self, wire: Wire, token: str, settings: Any) -> None:
        settings.WIKI_SESSION_MINUTES = 5
        LoginToken.objects.update(last_used=timezone.now() - timedelta(minutes=6))
        assert refusal(wire, token).exception == "InvalidSessionException"

    def test_logging_out(self, wire: Wire, token: str) -> None:
        assert call(wire, token, "logout") is True
        assert refusal(wire, token).exception == "InvalidSessionException"

    def test_a_new_password(
        self, people: People, wire: Wire, token: str, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            change_my_password(fresh(people.member), old=PASSWORD, new="another horse entirely")
        assert refusal(wire, token).exception == "InvalidSessionException"

    def test_a_deactivation(
        self, people: People, wire: Wire, token: str, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            deactivate_user(fresh(people.admin), username="alice")
        assert refusal(wire, token).exception == "InvalidSessionException"
        assert refusal(wire, "", "login", "alice", PASSWORD).exception == "AuthenticationFailedException"

    def test_the_session_of_a_browser_is_no_token(self, people: People, wire: Wire, token: str) -> None:
        browser = Client()
        browser.force_login(people.member.user)  # type: ignore[arg-type]
        assert refusal(wire, browser.cookies["JSESSIONID"].value).exception == "InvalidSessionException"


class TestAnonymous:
    def test_nobody_calls_at_first(self, people: People, wire: Wire) -> None:
        assert refusal(wire, "").reason.endswith("Anonymous RPC access is disabled on this server")

    def test_opening_the_wiki_does_not_open_the_api(self, people: People, wire: Wire) -> None:
        grant_global(fresh(people.admin), permission=USE, grantee=Grantee.anonymous())
        assert refusal(wire, "").reason.endswith("Anonymous RPC access is disabled on this server")

    def test_both_permissions_do(self, people: People, space: Space, wire: Wire) -> None:
        for permission in (USE, REMOTE):
            grant_global(fresh(people.admin), permission=permission, grantee=Grantee.anonymous())
        assert call(wire, "") == []
        assert refusal(wire, "", "addSpace", {"key": "A", "name": "A"}).exception == "NotPermittedException"


class TestPermission:
    def test_all_users_have_it_at_first(self, people: People, space: Space, wire: Wire) -> None:
        token = issue_token(people.member.user, address="")  # type: ignore[arg-type]
        assert call(wire, token)

    def test_who_loses_it_is_told_so_at_once(self, people: People, space: Space, wire: Wire) -> None:
        token = issue_token(people.member.user, address="")  # type: ignore[arg-type]
        revoke_global(fresh(people.admin), permission=REMOTE, grantee=EVERYBODY)
        for name, arguments in (("getSpaces", ()), ("addSpace", ({"key": "A", "name": "A"},)), ("getUser", ("alice",))):
            fault = refusal(wire, token, name, *arguments)
            assert fault.exception == "NotPermittedException"
            assert fault.reason.endswith("User 'alice' is not permitted to use the remote API of this server")
        assert not Space.objects.filter(key="A").exists()
        assert refusal(wire, "", "login", "alice", PASSWORD).exception == "NotPermittedException"
        assert call(wire, token, "logout") is True

    def test_administrators_can_be_locked_out_but_for_the_super_group(self, people: People, wire: Wire) -> None:
        revoke_global(fresh(people.admin), permission=REMOTE, grantee=EVERYBODY)
        plain = UserFactory(username="plain", groups=["confluence-users"], permissions=["SYSTEMADMINISTRATOR"])
        assert refusal(wire, issue_token(plain, address="")).exception == "NotPermittedException"
        assert call(wire, issue_token(people.admin.user, address="")) == []  # type: ignore[arg-type]

    def test_it_can_be_given_to_one(self, people: People, wire: Wire) -> None:
        only = UserFactory(username="robot", permissions=["USECONFLUENCE"])
        token = issue_token(only, address="")
        assert refusal(wire, token).exception == "NotPermittedException"
        grant_global(fresh(people.admin), permission=REMOTE, grantee=Grantee.user("robot"))
        assert call(wire, token) == []

    def test_it_is_worth_nothing_without_the_permission_to_use_the_wiki(self, people: People, wire: Wire) -> None:
        robot = UserFactory(username="robot", permissions=["USEREMOTEAPI"])
        assert refusal(wire, issue_token(robot, address="")).exception == "NotPermittedException"

    def test_browsers_do_not_need_it(self, people: People, wire: Wire) -> None:
        revoke_global(fresh(people.admin), permission=REMOTE, grantee=EVERYBODY)
        assert Actor.for_user(User.objects.get(username="alice")).may_use
        browser = Client()
        browser.force_login(people.member.user)  # type: ignore[arg-type]
        assert browser.get("/users/viewmyprofile.action").status_code == 200
        assert b"would open nothing" in browser.get("/users/personaltokens.action").content
