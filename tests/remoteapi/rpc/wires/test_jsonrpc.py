"""JSON-RPC: envelopes, batches, bare arguments, and who calls."""

import base64
import io
import json
import logging
import re
import subprocess
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.conf import settings as django_settings
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import User
from remoteapi import http_credentials
from remoteapi.models import LoginToken
from remoteapi.personal_tokens import create_personal_token
from remoteapi.rpc.wires.jsonrpc import view
from remoteapi.tokens import issue_token
from tests.factories.accounts import PASSWORD, grant_anonymous
from tests.remoteapi.conftest import People
from wiki.models import Content, Space

PATH = "/rpc/json-rpc/confluenceservice-v2"
RPC = "com.atlassian.confluence.rpc."


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


ALICE = {"HTTP_AUTHORIZATION": basic("alice", PASSWORD)}
ADMIN = {"HTTP_AUTHORIZATION": basic("admin", PASSWORD)}


def send(body: Any, path: str = PATH, client: Client | None = None, **headers: Any) -> Any:
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    headers = {"content_type": "application/json", **headers}
    return (client or Client()).post(path, data=data, **headers)


def ask(method: str, params: Any = None, **options: Any) -> Any:
    """The envelope that answers one call."""
    request = {"jsonrpc": "2.0", "method": method, "id": 1}
    answer = send(request if params is None else {**request, "params": params}, **(options or ALICE))
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    return answer.json()


def error(answer: Any) -> tuple[int, str]:
    """The code and the short name of the exception in an envelope."""
    assert set(answer) == {"jsonrpc", "error", "id"}
    found = answer["error"]
    assert set(found) == {"code", "message", "data"}
    assert found["message"]
    return found["code"], found["data"]["exception"].rpartition(".")[2]


class TestEnvelope:
    def test_a_call(self, space: Space) -> None:
        answer = ask("getSpace", ["DOC"])
        assert answer["jsonrpc"] == "2.0"
        assert answer["id"] == 1
        assert answer["result"] == {
            "key": "DOC",
            "name": "Documentation",
            "type": "global",
            "url": "http://127.0.0.1:8090/display/DOC",
            "description": "",
            "homePage": str(space.home_page_id),
            "spaceGroup": "",
        }

    @pytest.mark.parametrize(
        "given", [2**63 - 1, -(2**63), 0, 1.5, "a\u2028\U0001f600", "", None, "x" * 1000], ids=range(8)
    )
    def test_ids_are_echoed_exactly(self, people: People, given: Any) -> None:
        answer = send({"jsonrpc": "2.0", "method": "getServerInfo", "id": given}, **ALICE)
        assert json.loads(answer.content)["id"] == given
        assert type(json.loads(answer.content)["id"]) is type(given)

    @pytest.mark.parametrize("given", [True, [1], {"a": 1}, "x" * 1001])
    def test_what_can_be_no_id(self, people: People, given: Any) -> None:
        answer = send({"jsonrpc": "2.0", "method": "getServerInfo", "id": given}, **ALICE).json()
        assert error(answer) == (-32600, "RemoteException")
        assert answer["id"] is None

    @pytest.mark.parametrize(
        "body",
        [
            3,
            "text",
            None,
            [],
            {},
            {"jsonrpc": "1.0", "method": "getServerInfo", "id": 1},
            {"jsonrpc": "2.0", "method": 7, "id": 1},
            {"jsonrpc": "2.0", "method": "", "id": 1},
            {"jsonrpc": "2.0", "params": [], "id": 1},
        ],
    )
    def test_what_is_no_request(self, people: People, body: Any) -> None:
        answer = send(json.dumps(body), **ALICE)
        assert answer.status_code == 200
        assert error(answer.json()) == (-32600, "RemoteException")

    def test_params_may_be_absent_null_or_empty(self, space: Space) -> None:
        for params in ({}, {"params": None}, {"params": []}, {"params": {}}):
            answer = send({"jsonrpc": "2.0", "method": "getSpaces", "id": 1, **params}, **ALICE).json()
            assert [one["key"] for one in answer["result"]] == ["DOC"]

    def test_params_by_name(self, space: Space) -> None:
        by_title = ask("getPage", {"pageTitle": "Documentation Home", "spaceKey": "DOC"})["result"]
        assert ask("getPage", {"pageId": by_title["id"]})["result"] == by_title

    def test_one_struct_in_the_place_of_params(self, space: Space) -> None:
        stored = ask("storePage", {"space": "DOC", "title": "New", "content": "<p>x</p>"})["result"]
        assert Content.objects.get(pk=stored["id"]).title == "New"

    def test_names_that_fit_nothing(self, space: Space) -> None:
        for params in (
            {"pageId": 1, "spaceKey": "DOC"},
            {"nothing": 1},
            {"spaceKey": "DOC"},
            {"token": "", "pageId": 1},
        ):
            answer = ask("getPage", params)
            assert error(answer) == (-32602, "RemoteException")
            assert "getPage(pageId: long) -> RemotePage" in answer["error"]["message"]

    @pytest.mark.parametrize("params", [3, "DOC", True])
    def test_params_are_an_array_or_an_object(self, people: People, params: Any) -> None:
        assert error(ask("getSpaces", params)) == (-32602, "RemoteException")

    def test_an_unknown_method_or_number_of_arguments(self, people: People) -> None:
        for method, params in (
            ("dance", []),
            ("dance", {"a": 1}),
            ("getPage", [1, 2, 3]),
            ("confluence2.getPage", [1]),
        ):
            assert error(ask(method, params)) == (-32601, "NoSuchMethodException")
        assert "this would fit: getPage(spaceKey: string, pageTitle" in ask("getPage", [])["error"]["message"]

    def test_a_wrong_type_is_told_by_position_and_name(self, people: People) -> None:
        answer = ask("getPage", ["DOC", {"a": 1}])
        assert error(answer) == (-32602, "RemoteException")
        assert answer["error"]["message"].startswith("getPage: argument 2 (pageTitle) must be a string")

    def test_each_fault_has_its_code(self, space: Space) -> None:
        home = str(space.home_page_id)
        assert error(ask("getPage", [7])) == (-32000, "RemoteException")
        assert error(ask("login", ["alice", "wrong"])) == (-32001, "AuthenticationFailedException")
        assert error(ask("addSpaceGroup", [{"key": "g", "name": "g"}])) == (-32003, "NotPermittedException")
        assert error(ask("addSpace", [{"key": "DOC", "name": "g"}])) == (-32004, "AlreadyExistsException")
        edit = {"id": home, "version": 9, "content": "<p/>"}
        assert error(ask("storePage", [edit])) == (-32005, "VersionMismatchException")

    def test_an_unforeseen_error_leaves_only_an_incident_id(
        self, people: People, caplog: pytest.LogCaptureFixture
    ) -> None:
        with (
            caplog.at_level(logging.ERROR),
            mock.patch("remoteapi.rpc.methods.server.present_server", side_effect=ValueError("a secret")),
        ):
            answer = ask("getServerInfo")
        assert error(answer) == (-32603, "RemoteException")
        incident = re.search(r"incident id (\w+)", answer["error"]["message"])
        assert incident is not None
        assert incident[1] in caplog.text
        assert "a secret" not in str(answer)

    def test_version_1(self, space: Space) -> None:
        answer = ask("getPage", [space.home_page_id], path="/rpc/json-rpc/confluenceservice-v1", **ALICE)
        assert "use the version 2 API" in answer["error"]["message"]
        assert ask("getSpaces", path="/rpc/json-rpc/confluenceservice-v1/", **ALICE)["result"]


class TestValues:
    def test_longs_are_strings_dates_have_a_zone_and_null_is_null(self, space: Space) -> None:
        page = ask("getPage", [space.home_page_id])["result"]
        assert page["id"] == str(space.home_page_id)
        assert page["version"] == 1
        assert page["homePage"] is True
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", page["created"])
        assert ask("getSpace", ["NONE"])["result"] is None

    @pytest.mark.parametrize("as_sent", [str, int])
    def test_ids_come_as_strings_or_numbers(self, space: Space, as_sent: Any) -> None:
        assert ask("getPageSummary", [as_sent(space.home_page_id)])["result"]["space"] == "DOC"

    def test_binaries_are_base64(self, space: Space) -> None:
        data = base64.b64encode(bytes(range(256))).decode()
        file = {"fileName": "a.bin", "contentType": "application/octet-stream"}
        ask("addAttachment", [space.home_page_id, file, data])
        assert ask("getAttachmentData", [space.home_page_id, "a.bin", 0])["result"] == data
        assert error(ask("addAttachment", [space.home_page_id, file, "no base64!"])) == (-32602, "RemoteException")

    def test_text_comes_back_as_it_was_sent(self, space: Space) -> None:
        content = "<p>a &amp; b \u2028 \U0001f43b  \n\r ü</p>"
        page = ask("storePage", [{"space": "DOC", "title": "Ünï \U0001f43b", "content": content}])["result"]
        assert ask("getPage", [page["id"]])["result"]["content"] == content

    def test_a_lone_surrogate_is_refused_and_may_stand_in_an_id(self, people: People) -> None:
        answer = send('{"method": "getSpace", "params": ["\\ud800"], "id": "\\ud800"}', **ALICE)
        assert b'"id":"\\ud800"' in answer.content
        assert error(answer.json())[0] == -32602


class TestNotificationsAndBatches:
    def test_a_notification_is_carried_out_and_not_answered(self, space: Space) -> None:
        answer = send({"method": "storePage", "params": [{"space": "DOC", "title": "New", "content": ""}]}, **ALICE)
        assert (answer.status_code, answer.content) == (204, b"")
        assert Content.objects.filter(title="New").exists()

    def test_a_failed_notification_is_not_answered_either(self, people: People) -> None:
        assert send({"method": "dance"}, **ALICE).status_code == 204

    def test_a_batch(self, space: Space) -> None:
        calls = [
            {"jsonrpc": "2.0", "method": "getSpaces", "id": "a"},
            {"jsonrpc": "2.0", "method": "storePage", "params": [{"space": "DOC", "title": "New", "content": ""}]},
            {"jsonrpc": "2.0", "method": "getPage", "params": [7], "id": "b"},
            5,
            {"jsonrpc": "2.0", "method": "getPageSummary", "params": ["DOC", "New"], "id": "c"},
        ]
        answers = send(calls, **ALICE).json()
        assert [one["id"] for one in answers] == ["a", "b", None, "c"]
        assert answers[3]["result"]["title"] == "New"
        assert [error(one)[0] for one in answers[1:3]] == [-32000, -32600]

    def test_a_batch_of_notifications(self, people: People) -> None:
        assert send([{"method": "getSpaces"}] * 3, **ALICE).status_code == 204

    def test_a_batch_has_a_maximum(self, people: People) -> None:
        answer = send([{"method": "getSpaces", "id": 1}] * (view.MOST_CALLS_AT_ONCE + 1), **ALICE).json()
        assert error(answer) == (-32600, "RemoteException")
        assert "at most 1000" in answer["error"]["message"]

    def test_calls_in_a_batch_see_what_the_ones_before_did(self, people: People) -> None:
        calls = [
            {"method": "addGroup", "params": ["writers"], "id": 1},
            {"method": "addUserToGroup", "params": ["admin", "writers"], "id": 2},
            {"method": "getUserGroups", "params": ["admin"], "id": 3},
        ]
        assert "writers" in send(calls, **ADMIN).json()[2]["result"]


class TestBareArguments:
    def test_a_bare_result(self, space: Space) -> None:
        assert send(["DOC"], f"{PATH}/getSpace", **ALICE).json()["key"] == "DOC"
        assert send({"spaceKey": "DOC"}, f"{PATH}/getSpace", **ALICE).json()["key"] == "DOC"
        assert send(["NONE"], f"{PATH}/getSpace", **ALICE).content == b"null"

    def test_no_body_is_no_arguments(self, space: Space) -> None:
        assert len(send(b"", f"{PATH}/getSpaces", **ALICE).json()) == 1
        assert len(send([], f"{PATH}/getSpaces", **ALICE).json()) == 1

    @pytest.mark.parametrize(
        ("method", "body", "status"),
        [
            ("getPage", [7], 400),
            ("getPage", ["x"], 400),
            ("getPage", "[7", 400),
            ("getPage", 7, 400),
            ("getPage", [1, 2, 3], 404),
            ("dance", [], 404),
            ("login", ["alice", "wrong"], 401),
            ("addSpaceGroup", [{"key": "g", "name": "g"}], 403),
            ("addSpace", [{"key": "DOC", "name": "g"}], 409),
        ],
    )
    def test_an_error_has_a_status(self, space: Space, method: str, body: Any, status: int) -> None:
        answer = send(body if isinstance(body, str) else json.dumps(body), f"{PATH}/{method}", **ALICE)
        assert answer.status_code == status
        assert set(answer.json()) == {"error"}
        assert set(answer.json()["error"]) == {"code", "message", "data"}
        assert ("WWW-Authenticate" in answer) == (status == 401)

    def test_an_unforeseen_error(self, people: People) -> None:
        with mock.patch("remoteapi.rpc.methods.server.present_server", side_effect=ValueError("a secret")):
            answer = send([], f"{PATH}/getServerInfo", **ALICE)
        assert answer.status_code == 500
        assert "incident id" in answer.json()["error"]["message"]

    def test_only_by_post(self, people: People) -> None:
        assert Client().get(f"{PATH}/getSpaces", **ALICE).status_code == 405


class TestWhoCalls:
    def test_nobody_may_call_at_first_and_is_asked_for_credentials(self, people: People) -> None:
        for body, path in (({"method": "getSpaces", "id": 1}, PATH), ([], f"{PATH}/getSpaces")):
            answer = send(body, path)
            assert answer.status_code == 401
            assert answer["WWW-Authenticate"].startswith("Basic ")
            assert "Anonymous RPC access is disabled" in answer.json()["error"]["message"]

    def test_nobody_where_the_site_lets_them(self, people: People) -> None:
        grant_anonymous("USECONFLUENCE", "USEREMOTEAPI")
        assert ask("getSpaces", path=PATH)["result"] == []
        assert error(ask("addSpace", [{"key": "A", "name": "A"}], path=PATH))[1] == "NotPermittedException"

    def test_a_page_in_a_browser_is_not_made_to_ask_for_a_password(self, people: People) -> None:
        answer = send({"method": "getSpaces", "id": 1}, HTTP_SEC_FETCH_MODE="cors")
        assert answer["WWW-Authenticate"].startswith("Bearer ")

    @pytest.mark.parametrize(
        "header",
        [
            basic("alice", "wrong"),
            basic("nobody", PASSWORD),
            basic("*anonymous*", ""),
            basic("alice", "oxp_nothing"),
            "Basic !!!",
            "Basic " + base64.b64encode(b"alice").decode(),
            "Basic " + base64.b64encode(b"\xff\xfe:\x00").decode(),
            "Basic",
            "Bearer",
            "Bearer nothing",
            "Bearer oxp_nothing",
            "Digest username=alice",
            "x" * 9000,
        ],
    )
    def test_wrong_credentials(self, people: People, header: str) -> None:
        grant_anonymous("USECONFLUENCE", "USEREMOTEAPI")
        for path in (PATH, f"{PATH}/getSpaces"):
            answer = send({"method": "getSpaces", "id": 1}, path, HTTP_AUTHORIZATION=header)
            assert answer.status_code == 401
            assert "Basic realm=" in answer["WWW-Authenticate"]
            assert answer.json()["error"]["code"] in (-32001, -32002)

    def test_failures_are_throttled(self, people: People) -> None:
        statuses = {send({}, HTTP_AUTHORIZATION=basic("alice", "wrong")).status_code for _ in range(30)}
        assert statuses == {401, 429}
        answer = send({}, **ALICE)
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0

    def test_a_password_is_hashed_once_in_a_while(self, people: People) -> None:
        with mock.patch.object(http_credentials, "authenticate", wraps=http_credentials.authenticate) as slow:
            for _ in range(3):
                ask("getServerInfo")
        assert slow.call_count <= 1

    def test_a_remembered_password_is_forgotten_with_a_new_one(self, people: People) -> None:
        ask("getServerInfo")
        user = User.objects.get(username="alice")
        user.set_password("another horse entirely")
        user.save()
        assert send({"method": "getServerInfo", "id": 1}, **ALICE).status_code == 401

    def test_a_remembered_password_is_worth_nothing_to_the_deactivated(self, people: People) -> None:
        ask("getServerInfo")
        User.objects.filter(username="alice").update(is_active=False)
        assert send({"method": "getServerInfo", "id": 1}, **ALICE).status_code == 401

    def test_what_is_remembered_ages_and_is_bounded(self, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
        remembered = http_credentials._Verified()
        monkeypatch.setattr(remembered, "MOST", 2)
        for digest in (b"a", b"b", b"c"):
            remembered.remember(digest)
        assert [remembered.knows(one) for one in (b"a", b"b", b"c")] == [False, True, True]
        monkeypatch.setattr(remembered, "SECONDS", -1)
        remembered.remember(b"c")
        assert not remembered.knows(b"c")

    def test_a_personal_token_as_the_password(self, people: People) -> None:
        token, _ = create_personal_token(people.member, name="x", may_change=True)
        assert ask("getServerInfo", HTTP_AUTHORIZATION=basic("Alice", token))["result"]
        assert send({}, HTTP_AUTHORIZATION=basic("admin", token)).status_code == 401

    def test_a_password_with_a_colon_and_umlauts(self, people: People) -> None:
        user = User.objects.get(username="alice")
        user.set_password("a:bü")
        user.save()
        for encoded in ("alice:a:bü".encode(), "alice:a:bü".encode("latin-1")):
            header = "Basic " + base64.b64encode(encoded).decode()
            assert ask("getServerInfo", HTTP_AUTHORIZATION=header)["result"]

    def test_a_sessions_token_as_bearer_and_logging_out(self, people: People) -> None:
        token = ask("login", ["alice", PASSWORD], path=PATH)["result"]
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
        assert ask("getServerInfo", **bearer)["result"]
        assert ask("logout", **bearer)["result"] is True
        assert not LoginToken.objects.exists()
        assert send({"method": "getServerInfo", "id": 1}, **bearer).status_code == 401

    def test_logging_out_without_a_token(self, people: People) -> None:
        assert ask("logout")["result"] is False


class TestBrowserSession:
    @pytest.fixture
    def browser(self, people: People) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.force_login(people.member.user)  # type: ignore[arg-type]
        return client

    def call(self, browser: Client, **headers: Any) -> Any:
        return send({"method": "getUser", "params": ["alice"], "id": 1}, client=browser, **headers)

    @pytest.mark.parametrize("value", ["no-check", "nocheck", "No-Check"])
    def test_with_the_header_that_other_sites_can_not_send(self, browser: Client, value: str) -> None:
        assert self.call(browser, HTTP_X_ATLASSIAN_TOKEN=value).json()["result"]["name"] == "alice"

    def test_without_it_the_session_is_refused(self, browser: Client) -> None:
        for headers in ({}, {"HTTP_X_ATLASSIAN_TOKEN": "yes"}, {"HTTP_X_CSRFTOKEN": "x" * 32}):
            answer = self.call(browser, **headers)
            assert answer.status_code == 403
            assert "X-Atlassian-Token" in answer.json()["error"]["message"]

    def test_with_the_token_against_forged_requests(self, browser: Client) -> None:
        browser.get("/users/personaltokens.action")
        token = browser.cookies[django_settings.CSRF_COOKIE_NAME].value
        assert self.call(browser, HTTP_X_CSRFTOKEN=token).json()["result"]["name"] == "alice"

    def test_a_form_of_another_site_is_refused_unread(self, browser: Client) -> None:
        browser.get("/users/personaltokens.action")
        token = browser.cookies[django_settings.CSRF_COOKIE_NAME].value
        for content_type in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"):
            answer = send(f"csrfmiddlewaretoken={token}", client=browser, content_type=content_type)
            assert answer.status_code == 403

    def test_credentials_come_before_the_session(self, browser: Client) -> None:
        assert self.call(browser, HTTP_AUTHORIZATION=basic("alice", "wrong")).status_code == 401


class TestTransport:
    @pytest.mark.parametrize(
        "content_type", ["text/plain", "application/json-rpc", "text/xml", "x", "application/json"]
    )
    def test_the_content_type_does_not_matter(self, space: Space, content_type: str) -> None:
        answer = send({"method": "getSpaces", "id": 1}, content_type=content_type, **ALICE)
        assert answer.json()["result"]

    def test_malformed(self, people: People) -> None:
        for body in (b"", b"{", b"\xff", b"<methodCall/>", b"[" * 100_000, b'{"a":1,"a":2}'):
            answer = send(body, **ALICE)
            assert answer.status_code == 200
            assert error(answer.json()) == (-32700, "RemoteException")
            assert answer.json()["error"]["message"].startswith("Failed to parse JSON-RPC request: ")

    def test_a_request_over_the_limit(self, people: People, settings: Any) -> None:
        settings.WIKI_MAX_REQUEST_BYTES = 1000
        request = RequestFactory().generic("POST", PATH, b"x" * 1001, content_type="application/json", **ALICE)
        with mock.patch.object(request, "read", side_effect=AssertionError("it was read")):
            answer = view.json_rpc(request, "confluenceservice-v2")
        assert b"larger than this server takes (1000 bytes)" in answer.content  # type: ignore[attr-defined]
        assert send(b"x" * 1001, f"{PATH}/getSpaces", **ALICE).status_code == 413

    def test_a_body_in_chunks(self, space: Space) -> None:
        body = json.dumps(["DOC"]).encode()
        request = RequestFactory().generic("POST", PATH, body, HTTP_TRANSFER_ENCODING="chunked", **ALICE)
        del request.META["CONTENT_LENGTH"]
        request.META |= {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
        assert b"Documentation" in view.json_rpc_method(request, "confluenceservice-v2", "getSpace").content  # type: ignore[attr-defined]

    def test_other_services_and_verbs(self, db: None) -> None:
        assert Client().get("/rpc/json-rpc/otherservice").status_code == 404
        assert Client().post("/rpc/json-rpc/otherservice/getSpaces").status_code == 404
        assert Client().put(PATH).status_code == 405
        assert b"X-Atlassian-Token" in Client().get(PATH).content

    def test_admission_reads_as_little_as_on_other_wires(self, people: People, django_assert_num_queries: Any) -> None:
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {issue_token(people.member.user, address='')}"}  # type: ignore[arg-type]
        with django_assert_num_queries(3):
            ask("getServerInfo", **bearer)

    def test_curl(self, people: People, live_server: Any) -> None:
        command = ["curl", "-s", "-u", f"alice:{PASSWORD}", "-d", "[]", f"{live_server.url}{PATH}/getServerInfo"]
        try:
            done = subprocess.run(command, capture_output=True, check=True, timeout=60)
        except FileNotFoundError:
            pytest.skip("curl is not installed")
        assert json.loads(done.stdout)["majorVersion"] == 6


def test_an_idle_session_is_dead_as_bearer(people: People) -> None:
    token = issue_token(people.member.user, address="")  # type: ignore[arg-type]
    LoginToken.objects.update(last_used=timezone.now() - timedelta(hours=2))
    answer = send({"method": "getServerInfo", "id": 1}, HTTP_AUTHORIZATION=f"Bearer {token}")
    assert answer.status_code == 401
