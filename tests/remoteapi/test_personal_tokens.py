"""Personal tokens: made, used on every wire and for files, and ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import BadValue, NotPermitted
from accounts.models import User
from accounts.services.passwords import change_my_password
from accounts.services.users import deactivate_user, reactivate_user
from remoteapi.errors import InvalidSession, NoSuchPersonalToken
from remoteapi.models import PersonalToken
from remoteapi.personal_tokens import (
    MOST_LIVE_TOKENS,
    TOKEN_BYTES,
    create_personal_token,
    live_personal_token,
    personal_tokens_of,
    revoke_personal_token,
)
from remoteapi.rpc.table import TABLE
from remoteapi.tasks import forget_expired_tokens
from tests.clients.axis_wire import AxisWire
from tests.clients.jsonrpc_wire import JsonRpcWire
from tests.clients.wire import Wire, WireFault
from tests.clients.xmlrpc_wire import XmlRpcWire
from tests.clients.zeep_wire import ZeepWire
from tests.factories.accounts import PASSWORD, fresh
from tests.factories.wiki import make_attachment
from tests.remoteapi.conftest import People
from wiki.models import AuditEntry, Content, Space

WIRES: tuple[Wire, ...] = (XmlRpcWire(), ZeepWire(), AxisWire(), JsonRpcWire())
by_wire = pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.name)
PAGE = "/users/personaltokens.action"


def make(actor: Actor, **options: Any) -> str:
    token, _ = create_personal_token(actor, **{"name": "a script", "may_change": True, **options})
    return token


def spaces(wire: Wire, token: str) -> list[str]:
    return [one["key"] for one in wire.call(TABLE.find("getSpaces", 1), 2, token, [])]


def refusal(wire: Wire, token: str) -> str:
    with pytest.raises(WireFault) as caught:
        spaces(wire, token)
    return caught.value.exception


class TestServices:
    def test_only_a_digest_is_kept(self, people: People) -> None:
        token = make(people.member)
        assert TOKEN_BYTES * 8 >= 160
        assert token not in str(list(PersonalToken.objects.values()))
        assert live_personal_token(token).user == people.member.user

    def test_making_and_revoking_are_in_the_audit_log(self, people: People) -> None:
        token = make(people.member)
        revoke_personal_token(people.member, token_id=live_personal_token(token).pk)
        entries = AuditEntry.objects.filter(event__endswith="personal_token").order_by("pk")
        assert [(one.event, one.actor_name, one.subject) for one in entries] == [
            ("create_personal_token", "alice", "'a script' of alice"),
            ("revoke_personal_token", "alice", "'a script' of alice"),
        ]

    @pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\0b"])
    def test_a_token_needs_a_name(self, people: People, name: str) -> None:
        with pytest.raises(BadValue):
            make(people.member, name=name)
        assert not PersonalToken.objects.exists()

    def test_a_name_is_used_once_until_it_is_revoked(self, people: People) -> None:
        token = make(people.member)
        with pytest.raises(BadValue, match="already"):
            make(people.member)
        make(people.admin)
        revoke_personal_token(people.member, token_id=live_personal_token(token).pk)
        make(people.member)

    def test_there_are_not_too_many(self, people: People) -> None:
        for number in range(MOST_LIVE_TOKENS):
            make(people.member, name=f"token {number}")
        with pytest.raises(BadValue, match="Revoke one"):
            make(people.member)

    def test_nobody_has_tokens_for_nobody(self, people: People) -> None:
        for call in (lambda: make(Actor.anonymous()), lambda: personal_tokens_of(Actor.anonymous())):
            with pytest.raises(NotPermitted):
                call()

    def test_another_persons_token_can_not_be_revoked(self, people: People) -> None:
        token = make(people.member)
        with pytest.raises(NoSuchPersonalToken):
            revoke_personal_token(people.admin, token_id=live_personal_token(token).pk)
        assert live_personal_token(token)

    def test_the_last_use_is_coarse(self, people: People) -> None:
        token = make(people.member)
        live_personal_token(token)
        first = PersonalToken.objects.get().last_used
        assert first is not None
        live_personal_token(token)
        assert PersonalToken.objects.get().last_used == first
        PersonalToken.objects.update(last_used=first - timedelta(hours=2))
        live_personal_token(token)
        assert PersonalToken.objects.get().last_used >= first

    def test_the_nightly_task_forgets_what_was_revoked_long_ago(self, people: People) -> None:
        for days in (29, 31):
            token = make(people.member, name=str(days))
            PersonalToken.objects.filter(pk=live_personal_token(token).pk).update(
                revoked=timezone.now() - timedelta(days=days)
            )
        make(people.member, name="live")
        forget_expired_tokens()
        assert set(PersonalToken.objects.values_list("name", flat=True)) == {"29", "live"}

    def test_an_expired_token_can_not_be_made(self, people: People) -> None:
        with pytest.raises(BadValue):
            make(people.member, expires=timezone.now())


@by_wire
class TestOnEveryWire:
    def test_it_opens_what_its_owner_may(self, people: People, space: Space, wire: Wire) -> None:
        assert spaces(wire, make(people.member)) == ["DOC"]

    def test_it_dies_when_it_is_revoked(self, people: People, space: Space, wire: Wire) -> None:
        token = make(people.member)
        revoke_personal_token(people.member, token_id=live_personal_token(token).pk)
        assert refusal(wire, token) == "InvalidSessionException"

    def test_it_dies_when_it_expires(self, people: People, space: Space, wire: Wire) -> None:
        token = make(people.member, expires=timezone.now() + timedelta(days=1))
        assert spaces(wire, token)
        PersonalToken.objects.update(expires=timezone.now())
        assert refusal(wire, token) == "InvalidSessionException"

    def test_it_dies_with_a_deactivation_for_good(
        self, people: People, space: Space, wire: Wire, django_capture_on_commit_callbacks: Any
    ) -> None:
        token = make(people.member)
        with django_capture_on_commit_callbacks(execute=True):
            deactivate_user(fresh(people.admin), username="alice")
        assert refusal(wire, token) == "InvalidSessionException"
        reactivate_user(fresh(people.admin), username="alice")
        assert refusal(wire, token) == "InvalidSessionException"

    def test_it_outlives_a_password(
        self, people: People, space: Space, wire: Wire, django_capture_on_commit_callbacks: Any
    ) -> None:
        token = make(people.member)
        with django_capture_on_commit_callbacks(execute=True):
            change_my_password(fresh(people.member), old=PASSWORD, new="another horse entirely")
        assert spaces(wire, token)

    def test_it_opens_nothing_without_the_permission_to_use_the_api(
        self, people: People, space: Space, wire: Wire
    ) -> None:
        assert refusal(wire, make(people.stranger)) == "NotPermittedException"

    def test_one_for_reading_changes_nothing(self, people: People, space: Space, wire: Wire) -> None:
        token = make(people.member, may_change=False)
        assert spaces(wire, token)
        with pytest.raises(WireFault, match="for reading only"):
            wire.call(
                TABLE.find("storePage", 2), 2, token, [{"space": "DOC", "title": "New", "content": "", "parentId": 0}]
            )
        assert not Content.objects.filter(title="New").exists()

    def test_logging_out_with_it_does_not_end_it(self, people: People, space: Space, wire: Wire) -> None:
        token = make(people.member)
        assert wire.call(TABLE.find("logout", 1), 2, token, []) is False
        assert spaces(wire, token)


class TestDownloads:
    @pytest.fixture
    def address(self, people: People, space: Space) -> str:
        home = Content.objects.get(pk=space.home_page_id)
        make_attachment(people.admin, home, "notes.txt", b"some notes")
        return f"/download/attachments/{home.pk}/notes.txt"

    def fetch(self, address: str, authorization: str) -> Any:
        return Client().get(address, HTTP_AUTHORIZATION=authorization)

    def test_a_file_by_token(self, people: People, address: str) -> None:
        answer = self.fetch(address, f"Bearer {make(people.member, may_change=False)}")
        assert b"".join(answer.streaming_content) == b"some notes"

    def test_a_wrong_token_is_told(self, people: People, address: str) -> None:
        answer = self.fetch(address, "Bearer oxp_nothing")
        assert answer.status_code == 401
        assert "Basic" in answer["WWW-Authenticate"]

    def test_no_more_than_its_owner_may(self, people: People, address: str) -> None:
        assert self.fetch(address, f"Bearer {make(people.stranger)}").status_code == 403

    def test_without_a_header_nothing_changes(self, people: People, address: str) -> None:
        client = Client()
        assert client.get(address).status_code == 302
        client.force_login(people.member.user)
        assert b"".join(client.get(address).streaming_content) == b"some notes"


class TestScreen:
    @pytest.fixture
    def browser(self, people: People) -> Client:
        client = Client()
        client.force_login(people.member.user)  # type: ignore[arg-type]
        return client

    def test_somebody_who_is_not_logged_in_is_asked_to(self, people: People) -> None:
        for answer in (Client().get(PAGE), Client().post(PAGE, {"name": "x"})):
            assert answer.status_code == 302
            assert "login.action" in answer["Location"]

    def test_a_token_is_shown_once(self, browser: Client) -> None:
        answer = browser.post(PAGE, {"name": "nightly", "may_change": "yes", "days": "30"})
        token = answer.content.decode().partition('value="oxp_')[2].partition('"')[0]
        row = live_personal_token(f"oxp_{token}")
        assert (row.name, row.may_change) == ("nightly", True)
        assert row.expires is not None
        assert timedelta(days=29) < row.expires - timezone.now() <= timedelta(days=30)
        assert "no-store" in answer["Cache-Control"]
        again = browser.get(PAGE).content.decode()
        assert "nightly" in again
        assert "oxp_" not in again

    def test_the_least_is_the_default(self, browser: Client) -> None:
        browser.post(PAGE, {"name": "x", "may_change": "no", "days": "0"})
        row = PersonalToken.objects.get()
        assert (row.may_change, row.expires) == (False, None)

    def test_mistakes_are_told(self, browser: Client) -> None:
        browser.post(PAGE, {"name": "x", "may_change": "no", "days": "0"})
        for given in ({"name": ""}, {"name": "x", "may_change": "no", "days": "0"}, {"name": "y", "days": "7"}):
            assert b"field-error" in browser.post(PAGE, given).content
        assert PersonalToken.objects.count() == 1

    def test_revoking(self, browser: Client) -> None:
        browser.post(PAGE, {"name": "x", "may_change": "no", "days": "0"})
        pk = PersonalToken.objects.get().pk
        assert browser.get(f"/users/personaltokens/{pk}/revoke").status_code == 405
        assert b"was revoked" in browser.post(f"/users/personaltokens/{pk}/revoke", follow=True).content
        assert browser.post(f"/users/personaltokens/{pk}/revoke").status_code == 404
        assert PersonalToken.objects.get().revoked

    def test_others_tokens_are_neither_seen_nor_revoked(self, people: People, browser: Client) -> None:
        make(people.admin, name="the administrator's")
        assert b"administrator" not in browser.get(PAGE).content.partition(b"personal-tokens")[2]
        pk = PersonalToken.objects.get().pk
        assert browser.post(f"/users/personaltokens/{pk}/revoke").status_code == 404
        assert PersonalToken.objects.get().revoked is None

    def test_forged_requests_are_refused(self, people: People) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(people.member.user)  # type: ignore[arg-type]
        assert client.post(PAGE, {"name": "x", "may_change": "no", "days": "0"}).status_code == 403

    def test_the_profile_leads_to_it(self, browser: Client) -> None:
        assert PAGE.encode() in browser.get("/users/viewmyprofile.action").content


def test_a_session_token_is_no_personal_one(people: People) -> None:
    assert User.objects.filter(username="alice").exists()
    for token in ("", "oxp_", "oxp_\ud800"):
        with pytest.raises(InvalidSession):
            live_personal_token(token)
