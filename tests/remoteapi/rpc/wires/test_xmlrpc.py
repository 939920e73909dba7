"""XML-RPC as scripts use it, and as it is misused."""

import io
import logging
import re
import xmlrpc.client
from datetime import datetime
from typing import Any
from unittest import mock

import pytest
from django.test import Client, RequestFactory

from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types.wire_type import Kind
from remoteapi.rpc.wires.xmlrpc import view
from tests.clients.xmlrpc_client import PATH, RemoteWiki, fault_of, raw
from tests.factories.accounts import PASSWORD, UserFactory, grant_anonymous
from tests.remoteapi.conftest import People
from wiki.models import Space

RPC = "java.lang.Exception: com.atlassian.confluence.rpc."


def fault(function: Any, *arguments: Any) -> str:
    with pytest.raises(xmlrpc.client.Fault) as caught:
        function(*arguments)
    assert caught.value.faultCode == 0
    return caught.value.faultString


class TestSession:
    def test_login_work_logout(self, people: People, proxy: Any) -> None:
        token = proxy.confluence2.login("alice", PASSWORD)
        assert proxy.confluence2.getServerInfo(token)["majorVersion"] == "6"
        assert proxy.confluence1.logout(token) is True
        assert proxy.confluence2.logout(token) is False
        assert fault(proxy.confluence2.getServerInfo, token) == (
            f"{RPC}InvalidSessionException: User not authenticated or session expired. "
            "Call login() to open a new session"
        )

    @pytest.mark.parametrize(("name", "password"), [("alice", "wrong"), ("nobody", PASSWORD), ("*anonymous*", "")])
    def test_wrong_credentials(self, people: People, proxy: Any, name: str, password: str) -> None:
        assert fault(proxy.confluence2.login, name, password).startswith(f"{RPC}AuthenticationFailedException: ")

    def test_failures_are_throttled_although_each_ends_in_a_fault(self, people: People, proxy: Any) -> None:
        texts = {fault(proxy.confluence2.login, "alice", "wrong") for _ in range(30)}
        assert any("maximum number of failed login attempts" in text for text in texts)
        assert "maximum number" in fault(proxy.confluence2.login, "alice", PASSWORD)

    def test_who_may_not_use_the_remote_api_is_not_logged_in(self, people: People, proxy: Any) -> None:
        UserFactory(username="browser-only", permissions=["USECONFLUENCE"])
        assert "NotPermittedException: User 'browser-only' is not permitted to use the remote API" in fault(
            proxy.confluence2.login, "browser-only", PASSWORD
        )

    def test_a_right_that_was_lost_counts_at_once(self, people: People, member: RemoteWiki) -> None:
        assert member.getServerInfo()
        people.member.user.groups.clear()  # type: ignore[union-attr]
        assert "NotPermittedException" in fault(member.getServerInfo)

    def test_the_anonymous_user(self, people: People, proxy: Any) -> None:
        refusal = f"{RPC}NotPermittedException: Anonymous RPC access is disabled on this server"
        assert fault(proxy.confluence2.getSpaces, "") == refusal
        grant_anonymous("USECONFLUENCE")
        assert fault(proxy.confluence2.getSpaces, "") == refusal
        grant_anonymous("USEREMOTEAPI")
        assert proxy.confluence2.getSpaces("") == []


class TestAnswers:
    def test_in_a_struct_every_scalar_is_a_string(self, space: Space, admin: RemoteWiki) -> None:
        page = admin.storePage({"space": "DOC", "title": "One", "content": "<p>1</p>"})
        created, modified = page.pop("created"), page.pop("modified")
        assert isinstance(created, xmlrpc.client.DateTime)
        assert re.fullmatch(r"\d{8}T\d\d:\d\d:\d\d", modified.value)
        page_id = page.pop("id")
        assert page_id.isdigit()
        assert page == {
            "space": "DOC",
            "parentId": "0",
            "title": "One",
            "url": "http://127.0.0.1:8090/display/DOC/One",
            "version": "1",
            "content": "<p>1</p>",
            "creator": "admin",
            "modifier": "admin",
            "homePage": "false",
            "permissions": "0",
            "current": "true",
            "contentStatus": "current",
        }

    def test_dates_are_in_the_servers_time_zone(self, space: Space, admin: RemoteWiki, settings: Any) -> None:
        settings.TIME_ZONE = "Asia/Kolkata"
        post = {"space": "DOC", "title": "P", "content": "", "publishDate": datetime(2018, 7, 16, 14, 40, 15)}
        assert admin.storeBlogEntry(post)["publishDate"].value == "20180716T14:40:15"

    def test_bare_results_keep_their_type(self, space: Space, admin: RemoteWiki) -> None:
        assert admin.getSpaceStatus("DOC") == "CURRENT"
        assert admin.setSpaceStatus("DOC", "archived") is True
        assert "USEREMOTEAPI" in admin.getPermissionTypes()

    def test_there_is_no_null(self, people: People, space: Space, admin: RemoteWiki, stranger: RemoteWiki) -> None:
        assert fault(admin.getSpace, "NONE") == (
            f"{RPC}RemoteException: You're not allowed to view that space, or it does not exist."
        )

    def test_text_comes_back_as_it_was_sent(self, space: Space, admin: RemoteWiki) -> None:
        content = "<p>a &amp; b ]]&gt; \U0001f43b  \n ü</p>\n<!-- x -->"
        stored = admin.storePage({"space": "DOC", "title": "Ünï 'x' \U0001f43b", "content": content})
        page = admin.getPage(stored["id"])
        assert page["content"] == content
        assert page["title"] == "Ünï 'x' \U0001f43b"

    def test_carriage_returns_survive_the_way_back(self) -> None:
        written = view.Writer(datetime.now().astimezone().tzinfo).response(  # type: ignore[arg-type]
            view.Writer(None).plain("a\r\nb\rc\x00d\ud800")  # type: ignore[arg-type]
        )
        assert xmlrpc.client.loads(written)[0] == ("a\r\nb\rc\ufffdd\ufffd",)


class TestIntrospection:
    def test_list_methods(self, proxy: Any) -> None:
        names = proxy.system.listMethods()
        assert {"confluence1.getPage", "confluence2.getPage", "system.multicall"} <= set(names)
        assert len(names) == 2 * len(TABLE.names()) + 5

    def test_signatures_of_all(self, proxy: Any) -> None:
        assert sorted(proxy.system.methodSignature("confluence2.getPage")) == [
            ["struct", "string", "string"],
            ["struct", "string", "string", "string"],
        ]
        for name in proxy.system.listMethods():
            assert all(isinstance(one, list) and one for one in proxy.system.methodSignature(name))
            assert proxy.system.methodHelp(name)

    def test_help(self, proxy: Any) -> None:
        text = proxy.system.methodHelp("confluence2.storePage")
        assert "storePage(token: string, page: RemotePage) -> RemotePage" in text
        assert "VersionMismatchException" in text

    def test_capabilities(self, proxy: Any) -> None:
        assert proxy.system.getCapabilities()["xmlrpc"] == {"specUrl": "http://www.xmlrpc.com/spec", "specVersion": 1}

    @pytest.mark.parametrize("name", ["confluence2.nothing", "nothing", "confluence3.getPage", ""])
    def test_unknown_names(self, proxy: Any, name: str) -> None:
        assert fault(proxy.system.methodHelp, name).startswith("java.lang.NoSuchMethodException: ")

    @pytest.mark.parametrize("arguments", [(), (1,), ("a", "b")])
    def test_wrong_arguments(self, proxy: Any, arguments: tuple[Any, ...]) -> None:
        assert fault(proxy.system.methodHelp, *arguments).startswith("java.lang.NoSuchMethodException: ")


class TestMulticall:
    def test_results_and_faults_side_by_side(self, member: RemoteWiki) -> None:
        calls = xmlrpc.client.MultiCall(member.proxy)
        calls.confluence2.getServerInfo(member.token)
        calls.confluence2.getPage(member.token, "1")
        calls.system.listMethods()
        results = calls()
        assert results[0]["developmentBuild"] == "false"
        with pytest.raises(xmlrpc.client.Fault, match="RemoteException"):
            results[1]
        assert "system.multicall" in results[2]

    @pytest.mark.parametrize(
        "bad",
        [
            "text",
            {},
            {"methodName": 1},
            {"methodName": "confluence2.login", "params": "x"},
            {"methodName": "system.multicall", "params": [[]]},
        ],
    )
    def test_a_bad_call_in_it_is_one_fault(self, proxy: Any, bad: Any) -> None:
        (only,) = proxy.system.multicall([bad])
        assert only["faultCode"] == 0
        assert "Exception" in only["faultString"]

    def test_it_is_bounded(self, proxy: Any) -> None:
        assert "at most 1000 calls" in fault(proxy.system.multicall, [{}] * 1001)
        assert "NoSuchMethodException" in fault(proxy.system.multicall, "x")


class TestBadRequests:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"\x00\x01\x02",
            b"<methodCall><methodName>confluence2.getPage</methodName><params><param><value>",
            b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><methodCall/>',
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><methodCall/>',
            b"{}",
        ],
    )
    def test_malformed(self, body: bytes) -> None:
        assert fault_of(raw(body)).startswith("Failed to parse XML-RPC request: ")

    @pytest.mark.parametrize("content_type", ["text/plain", "application/json", "multipart/form-data", "x"])
    def test_the_content_type_does_not_matter(self, db: None, content_type: str) -> None:
        body = "<methodCall><methodName>system.listMethods</methodName></methodCall>"
        assert b"confluence2.getPage" in raw(body, content_type=content_type)

    def test_unknown_method(self, member: RemoteWiki) -> None:
        text = fault(member.getPage, "DOC", "A", 3, True)
        assert text.startswith(
            "java.lang.NoSuchMethodException: confluence2.getPage(java.lang.String, java.lang.String, "
            "java.lang.String, java.lang.Integer, java.lang.Boolean): "
        )
        assert "this would fit: getPage(token: string, spaceKey: string, pageTitle: string) -> RemotePage" in text
        assert "NoSuchMethodException: confluence2.dance" in fault(member.dance)
        assert "NoSuchMethodException" in fault(member.proxy.confluence9.getPage, "")

    def test_a_request_over_the_limit_is_not_read(self, settings: Any) -> None:
        settings.WIKI_MAX_REQUEST_BYTES = 1000
        request = RequestFactory().generic("POST", PATH, b"x" * 1001, content_type="text/xml")
        with mock.patch.object(request, "read", side_effect=AssertionError("it was read")):
            answer = view.xmlrpc(request)
        assert "larger than this server takes (1000 bytes)" in fault_of(answer.content)  # type: ignore[attr-defined]

    def test_a_body_in_chunks(self, db: None) -> None:
        body = b"<methodCall><methodName>system.listMethods</methodName></methodCall>"
        assert "listMethods" in str(xmlrpc.client.loads(self._chunked(body).content))

    def test_a_body_in_chunks_over_the_limit(self, settings: Any) -> None:
        settings.WIKI_MAX_REQUEST_BYTES = 100_000
        assert "larger than" in fault_of(self._chunked(b"<methodCall>" + b" " * 100_000).content)

    def _chunked(self, body: bytes) -> Any:
        request = RequestFactory().generic(
            "POST", PATH, body, content_type="text/xml", HTTP_TRANSFER_ENCODING="chunked"
        )
        del request.META["CONTENT_LENGTH"]
        request.META |= {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
        return view.xmlrpc(request)

    def test_a_server_that_does_not_undo_chunks(self) -> None:
        request = RequestFactory().generic(
            "POST", PATH, b"x", content_type="text/xml", HTTP_TRANSFER_ENCODING="chunked"
        )
        assert "Content-Length" in fault_of(view.xmlrpc(request).content)  # type: ignore[attr-defined]

    def test_a_client_that_goes_away(self) -> None:
        request = RequestFactory().generic("POST", PATH, b"<methodCall>", content_type="text/xml")
        with mock.patch.object(request, "read", side_effect=OSError("gone")):
            answer = view.xmlrpc(request)
        assert "ended before it was whole" in fault_of(answer.content)  # type: ignore[attr-defined]

    def test_an_unforeseen_error_leaves_only_an_incident_id(
        self, member: RemoteWiki, caplog: pytest.LogCaptureFixture
    ) -> None:
        with (
            caplog.at_level(logging.ERROR),
            mock.patch("remoteapi.rpc.methods.server.present_server", side_effect=ValueError("a secret")),
        ):
            text = fault(member.getServerInfo)
        assert text.startswith(f"{RPC}RemoteException: The server failed")
        assert "a secret" not in text
        incident = re.search(r"incident id (\w+)", text)
        assert incident is not None
        assert incident[1] in caplog.text
        assert "a secret" in caplog.text

    def test_no_csrf_token_is_asked_for(self, db: None) -> None:
        body = "<methodCall><methodName>system.listMethods</methodName></methodCall>"
        assert Client(enforce_csrf_checks=True).post(PATH, data=body, content_type="text/xml").status_code == 200

    def test_other_verbs(self, db: None) -> None:
        assert Client().put(PATH).status_code == 405
        page = Client().get(PATH)
        assert page.status_code == 200
        assert b"system.listMethods" in page.content


RIGHT: dict[Kind, Any] = {
    Kind.STRING: "x",
    Kind.INT: 1,
    Kind.LONG: "1",
    Kind.BOOLEAN: True,
    Kind.DATETIME: datetime(2020, 1, 1),
    Kind.BINARY: b"x",
    Kind.MAP: {},
    Kind.ARRAY: [],
    Kind.OBJECT: {},
}


@pytest.mark.parametrize("spec", [one for one in TABLE if one.gives_body], ids=lambda one: one.anchor)
def test_version_1_gives_no_bodies(member_v1: RemoteWiki, spec: MethodSpec) -> None:
    rest = [RIGHT[parameter.type.kind] for parameter in spec.own_parameters]
    text = fault(getattr(member_v1, spec.name), *rest)
    assert "RemoteException: Unsupported operation: " in text
    assert "use the version 2 API" in text


def test_seven_calls_give_bodies() -> None:
    assert sum(spec.gives_body for spec in TABLE) == 7


def test_a_faulted_call_changes_nothing(space: Space, admin: RemoteWiki) -> None:
    before = admin.getPages("DOC")
    for page in (
        {"space": "DOC", "title": "Broken", "content": "<p>"},
        {"space": "DOC", "title": "Orphan", "content": "", "parentId": "99"},
        {"space": "DOC", "title": "", "content": ""},
        {"space": "NONE", "title": "Nowhere", "content": ""},
        {"space": "DOC", "title": before[0]["title"].upper(), "content": ""},
    ):
        assert f"{RPC}RemoteException: " in fault(admin.storePage, page)
    assert admin.getPages("DOC") == before


def test_broken_storage_format_names_line_and_column(space: Space, admin: RemoteWiki) -> None:
    text = fault(admin.storePage, {"space": "DOC", "title": "Broken", "content": "<p>one</p>\n<p>two</b>"})
    assert "line 2" in text
    assert "column" in text


def test_over_the_network(people: People, live_server: Any) -> None:
    proxy = xmlrpc.client.ServerProxy(f"{live_server.url}{PATH}", allow_none=True)
    assert "confluence2.login" in proxy.system.listMethods()
    with pytest.raises(xmlrpc.client.Fault, match="AuthenticationFailedException"):
        proxy.confluence2.login("nobody", None)
