"""SOAP as Axis clients speak it, by hand and with the clients of two registries."""

import base64
from typing import Any
from unittest import mock

import pytest
import zeep
from django.test import Client, RequestFactory
from lxml import etree
from suds import WebFault, null

from remoteapi.errors import RequestTooLarge
from remoteapi.rpc.registry import Call, remote_method
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.table import MethodTable
from remoteapi.rpc.types import RemoteContentPermissionSet
from remoteapi.rpc.wires.soap import decoding, view
from remoteapi.tokens import issue_token
from tests.clients import axis
from tests.clients.suds_client import NumberInWsdl, PublishedNameInCalls, suds_client
from tests.clients.zeep_client import zeep_service
from tests.factories.accounts import PASSWORD
from tests.remoteapi.conftest import People
from wiki.models import Space
from wiki.services.pages.store import create_page

PROTOCOL = "remoteapi.rpc.wires.soap.protocol"
SITE = "http://127.0.0.1:8090"
TO_R1 = '<x href="#r1"/>'
PERMISSION = "<x><type>View</type></x>"
XSI_TYPE = f"{{{axis.XSI}}}type"
XSI_NIL = f"{{{axis.XSI}}}nil"
FAULTS = "http://rpc.confluence.atlassian.com"


@pytest.fixture
def token(people: People) -> str:
    return issue_token(people.admin.user, address="")  # type: ignore[arg-type]


@pytest.fixture
def page_id(people: People, space: Space) -> int:
    return create_page(people.admin, space_key="DOC", title="One", storage="<p>1 &amp; 2</p>").pk


def get_page(token: str, page_id: int) -> etree._Element:
    """Ask for a page as Axis does: over HTTP/1.0, the number beside the operation."""
    body = axis.operation(
        "getPage",
        axis.string("in0", token) + '<in1 href="#id0"/>',
        axis.multi_ref(0, str(page_id), "xsd:long"),
    )
    return axis.result(*axis.post(body, SERVER_PROTOCOL="HTTP/1.0"))


class TestAxis:
    def test_login(self, people: People) -> None:
        body = axis.operation("login", axis.string("in0", "alice") + axis.string("in1", PASSWORD))
        returned = axis.result(*axis.post(body))
        assert returned.tag == "loginReturn"
        assert returned.get(XSI_TYPE) == "xsd:string"
        assert returned.text

    def test_get_page(self, token: str, page_id: int) -> None:
        page = get_page(token, page_id)
        assert page.tag == "getPageReturn"
        assert page.get(XSI_TYPE) == "tns1:RemotePage"
        assert page.nsmap["tns1"] == "http://beans.soap.rpc.confluence.atlassian.com"
        found = {child.tag: (child.get(XSI_TYPE), child.text) for child in page}
        assert list(found)[:7] == ["id", "permissions", "space", "title", "url", "parentId", "version"]
        assert found["id"] == ("xsd:long", str(page_id))
        assert found["content"] == ("xsd:string", "<p>1 & 2</p>".replace("&", "&amp;"))
        assert found["homePage"] == ("xsd:boolean", "false")
        assert found["created"][0] == "xsd:dateTime"
        assert (found["created"][1] or "").endswith("Z")
        assert len((found["created"][1] or "").partition(".")[2]) == 4

    def test_a_whole_page_beside_the_operation(self, token: str, space: Space) -> None:
        fields = (
            '<content xsi:type="xsd:string">&lt;p&gt;new&lt;/p&gt;</content>'
            '<contentStatus xsi:type="xsd:string" xsi:nil="true"/>'
            '<created xsi:type="xsd:dateTime" xsi:nil="true"/><current href="#id2"/><id href="#id1"/>'
            '<parentId href="#id1"/><space xsi:type="xsd:string">DOC</space><title xsi:type="xsd:string">New</title>'
            '<url xsi:nil="1"/><version href="#id3"/>'
        )
        body = axis.operation(
            "storePage",
            axis.string("in0", token) + '<in1 href="#id0"/>',
            axis.multi_ref(0, fields, "ns2:RemotePage")
            + axis.multi_ref(1, "0", "xsd:long")
            + axis.multi_ref(2, "false", "xsd:boolean")
            + axis.multi_ref(3, "0", "xsd:int"),
        )
        stored = axis.result(*axis.post(body))
        assert stored.findtext("title") == "New"
        assert stored.findtext("content") == "<p>new</p>"
        assert stored.findtext("version") == "1"

    @pytest.mark.parametrize(
        "parameters",
        [
            "<a>{token}</a><b>DOC</b><c>One</c>",
            "<c-gensym5>{token}</c-gensym5><param3>DOC</param3><x>One</x>",
            "<ns1:in0>{token}</ns1:in0><ns1:in1>DOC</ns1:in1><ns1:in2>one</ns1:in2>",
        ],
    )
    def test_parameters_by_position_whatever_they_are_called(self, token: str, page_id: int, parameters: str) -> None:
        page = axis.result(*axis.post(axis.operation("getPage", parameters.format(token=token))))
        assert page.findtext("id") == str(page_id)

    def test_an_id_as_a_string(self, token: str, page_id: int) -> None:
        body = axis.operation("getPage", axis.string("in0", token) + axis.string("in1", str(page_id)))
        assert axis.result(*axis.post(body)).findtext("title") == "One"

    def test_arrays_and_their_types(self, token: str, page_id: int) -> None:
        returned = axis.result(*axis.post(axis.operation("getPages", f"<a>{token}</a><b>DOC</b>")))
        assert returned.get(XSI_TYPE) == "soapenc:Array"
        assert returned.get("{http://schemas.xmlsoap.org/soap/encoding/}arrayType") == "tns1:RemotePageSummary[2]"
        assert {one.get(XSI_TYPE) for one in returned} == {"tns1:RemotePageSummary"}

    def test_binaries_both_ways_and_maps(self, token: str, page_id: int) -> None:
        data = bytes(range(256))
        attachment = "<fileName>a.bin</fileName><contentType>application/octet-stream</contentType>"
        body = axis.operation(
            "addAttachment",
            f"<a>{token}</a><b>{page_id}</b><c>{attachment}</c><d>{base64.encodebytes(data).decode()}</d>",
        )
        added = axis.result(*axis.post(body))
        assert added.find("version") is None
        body = axis.operation("getAttachmentData", f"<a>{token}</a><b>{page_id}</b><c>a.bin</c><d>0</d>")
        got = axis.result(*axis.post(body))
        assert got.get(XSI_TYPE) == "xsd:base64Binary"
        assert base64.b64decode(got.text or "") == data
        options = (
            "<item><key>style</key><value>clean</value></item><ns1:item><ns1:key xsi:type='soapenc:string'>x</ns1:key>"
            "<ns1:value>y</ns1:value></ns1:item>"
        )
        body = axis.operation("renderContent", f"<a>{token}</a><b>DOC</b><c>{page_id}</c><d/><e>{options}</e>")
        assert (axis.result(*axis.post(body)).text or "").strip() == "<p>1 &amp; 2</p>"

    def test_null(self, token: str, space: Space) -> None:
        returned = axis.result(*axis.post(axis.operation("getSpace", f"<a>{token}</a><b>NONE</b>")))
        assert returned.get(XSI_NIL) == "true"

    def test_the_old_address_and_version_1(self, token: str, page_id: int) -> None:
        body = axis.operation("getPageSummary", f"<a>{token}</a><b>{page_id}</b>")
        for path in (
            "/plugins/servlet/soap-axis1/confluenceservice-v2",
            "/plugins/servlet/soap-axis1/confluenceservice-v1",
            "/rpc/soap-axis/confluenceservice-v1",
        ):
            assert axis.result(*axis.post(body, path)).findtext("title") == "One"
        body = axis.operation("getPage", f"<a>{token}</a><b>{page_id}</b>")
        assert "use the version 2 API" in axis.fault_string(*axis.post(body, "/rpc/soap-axis/confluenceservice-v1"))


class TestFaults:
    def test_typed_as_axis_sends_them(self, people: People) -> None:
        status, fault = axis.post(axis.operation("getServerInfo", "<in0>dead</in0>"))
        assert axis.fault_string(status, fault) == (
            "com.atlassian.confluence.rpc.InvalidSessionException: User not authenticated or session expired. "
            "Call login() to open a new session"
        )
        assert fault.findtext("faultcode") == "soapenv:Server.userException"
        detail = fault.find("detail")
        assert detail is not None
        prefix, _, name = (detail[0].get(XSI_TYPE) or "").partition(":")
        assert (detail[0].nsmap[prefix], name) == (FAULTS, "InvalidSessionException")
        assert detail[1].tag == "{http://xml.apache.org/axis/}exceptionName"
        assert detail[1].text == "com.atlassian.confluence.rpc.InvalidSessionException"

    @pytest.mark.parametrize(
        ("name", "parameters"), [("nothing", "<a/>"), ("getPage", "<a/>"), ("getPage", "<a/><b/><c/><d/>")]
    )
    def test_no_such_operation(self, db: None, name: str, parameters: str) -> None:
        assert f"No such operation '{name}'" in axis.fault_string(*axis.post(axis.operation(name, parameters)))

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"not XML",
            b"<a/>",
            b'<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"><Body><a/></Body></Envelope>',
            f'<Envelope xmlns="{axis.ENVELOPE}"/>'.encode(),
            f'<Envelope xmlns="{axis.ENVELOPE}"><Body/></Envelope>'.encode(),
            axis.operation("login", "<a/><b/>")[:-30],
            b"<!DOCTYPE x>" + axis.operation("login", "<a/><b/>").partition(b"?>")[2],
            b'<!DOCTYPE x [<!ENTITY a "ha">]>' + axis.operation("login", "<a>&a;</a><b/>").partition(b"?>")[2],
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
            axis.operation("login", "<a>\x01</a><b/>"),
            axis.operation("login", '<a href="#id9"/><b/>'),
            axis.operation("login", '<a href="#id0"/><b/>', '<multiRef id="id0" href="#id0"/>'),
        ],
    )
    def test_malformed_requests(self, db: None, body: bytes) -> None:
        assert "RemoteException: Failed to parse SOAP request: " in axis.fault_string(*axis.post(body))

    def test_structures_for_simple_values(self, token: str) -> None:
        text = axis.fault_string(*axis.post(axis.operation("getPage", f"<a>{token}</a><b><c/></b>")))
        assert "getPage: argument 2 (pageId) must be a long" in text
        text = axis.fault_string(*axis.post(axis.operation("storePage", f"<a>{token}</a><b>text</b>")))
        assert "storePage: argument 2 (page) must be a RemotePage" in text

    def test_references_can_not_multiply(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def take_sets(call: Call, sets: list[RemoteContentPermissionSet]) -> None:
            """Take sets."""

        table = MethodTable()
        remote_method("takeSets", access=Access.READ, group=Group.PERMISSIONS, table=table)(take_sets)
        monkeypatch.setattr(decoding, "MOST_VALUES", 10_000)
        refs = (
            f'<multiRef id="r0">{TO_R1 * 100}</multiRef>'
            f'<multiRef id="r1"><contentPermissions href="#r2"/></multiRef>'
            f'<multiRef id="r2">{PERMISSION * 100}</multiRef>'
        )
        envelope = etree.fromstring(axis.operation("takeSets", '<a/><b href="#r0"/>', refs))
        with pytest.raises(RequestTooLarge, match="more values"):
            decoding.Decoder(envelope).arguments(table.find("takeSets", 2))

    def test_a_million_elements(self, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(decoding, "MOST_VALUES", 1000)
        items = "<item><key>a</key><value>b</value></item>" * 1000
        body = axis.operation("renderContent", f"<a>{token}</a><b/><c/><d/><e>{items}</e>")
        assert "more values than this server takes" in axis.fault_string(*axis.post(body))

    def test_deep_nesting(self, token: str) -> None:
        deep = "<x>" * 5000 + "</x>" * 5000
        assert axis.fault_string(*axis.post(axis.operation("getPage", f"<a>{token}</a><b>{deep}</b>")))

    def test_a_request_over_the_limit(self, settings: Any) -> None:
        settings.WIKI_MAX_REQUEST_BYTES = 1000
        request = RequestFactory().generic("POST", axis.PATH, b"x" * 1001, content_type="text/xml")
        answer = view.soap(request, "confluenceservice-v2")
        assert answer.status_code == 500
        assert b"larger than this server takes" in answer.content  # type: ignore[attr-defined]

    @pytest.mark.parametrize("step", ["remoteapi.rpc.methods.server.present_server", f"{PROTOCOL}.encode_result"])
    def test_an_unforeseen_error_leaves_only_an_incident_id(self, token: str, step: str) -> None:
        with mock.patch(step, side_effect=KeyError("a secret")):
            text = axis.fault_string(*axis.post(axis.operation("getServerInfo", f"<a>{token}</a>")))
        assert "incident id" in text
        assert "a secret" not in text

    def test_unknown_services_and_verbs(self, db: None) -> None:
        assert Client().get("/rpc/soap-axis/otherservice").status_code == 404
        assert Client().delete(axis.PATH).status_code == 405
        assert b"?wsdl" in Client().get(axis.PATH).content


class TestClientLibraries:
    @pytest.mark.parametrize("version", [1, 2])
    def test_zeep(self, page_id: int, version: int) -> None:
        service = zeep_service(SITE, version)
        token = service.login("admin", PASSWORD)
        assert service.getServerInfo(token).baseUrl == SITE
        # zeep knows the last overload of an operation only.
        assert service.getPageSummary(token, "DOC", "One").id == page_id
        assert {one.title for one in service.getPages(token, "DOC")} >= {"One"}
        assert service.getSpace(token, "NONE").key is None
        with pytest.raises(zeep.exceptions.Fault, match="AuthenticationFailedException"):
            service.login("admin", "wrong")
        unset = dict.fromkeys(("url", "contentStatus", "created", "creator", "modified", "modifier"))
        numbers = dict.fromkeys(("id", "permissions", "parentId", "version"), 0)
        page = {"space": "DOC", "title": "By zeep", "content": "", "current": True, "homePage": False}
        assert service.storePage(token, page | unset | numbers).title == "By zeep"

    def test_zeep_reads_bodies_and_binaries(self, page_id: int) -> None:
        service = zeep_service(SITE)
        token = service.login("admin", PASSWORD)
        assert service.getPage(token, page_id).content == "<p>1 &amp; 2</p>"
        unset = dict.fromkeys(("comment", "created", "creator", "title", "url"))
        file = {"fileName": "a.txt", "contentType": "text/plain", "fileSize": 0, "id": 0, "pageId": page_id}
        service.addAttachment(token, file | unset, b"\x00\xff")
        assert service.getAttachmentData(token, page_id, "a.txt", 0) == b"\x00\xff"
        assert service.renderContent(token, "DOC", page_id, "").startswith("<!DOCTYPE html>")

    @pytest.mark.parametrize("version", [1, 2])
    def test_suds(self, page_id: int, version: int) -> None:
        client = suds_client(SITE, version)
        token = client.service.login("admin", PASSWORD)
        assert client.service.getServerInfo(token).majorVersion == 6
        assert client.service.getPageSummary(token, "DOC", "One").id == page_id
        page = client.factory.create("{http://beans.soap.rpc.confluence.atlassian.com}RemotePage")
        page.space, page.title, page.content, page.id, page.parentId = "DOC", "By suds", "", 0, 0
        assert client.service.storePage(token, page).title == "By suds"
        with pytest.raises(WebFault, match="InvalidSessionException"):
            client.service.getServerInfo("dead")

    def test_suds_knows_one_overload_of_a_name_and_with_plugins_all(self, page_id: int) -> None:
        plain = suds_client(SITE)
        token = plain.service.login("admin", PASSWORD)
        assert plain.service.getPage(token, page_id).title == "One"
        # It has forgotten the other one, and sends two arguments of three.
        with pytest.raises(WebFault, match="argument 2 .* must be a long"):
            plain.service.getPage(token, "DOC", "One")
        numbered = suds_client(SITE, plugins=[NumberInWsdl(), PublishedNameInCalls()])
        assert numbered.service.getPage(token, "DOC", "One").id == page_id
        assert numbered.service.getPage1(token, page_id).title == "One"

    def test_suds_leaves_none_out_and_sends_null(self, token: str, page_id: int) -> None:
        service = suds_client(SITE).service
        with pytest.raises(WebFault, match="No such operation 'updatePage' with 2 parameters"):
            service.updatePage(token, {"id": page_id, "version": 1, "content": "x"}, None)
        page = service.updatePage(token, {"id": page_id, "version": 1, "content": "x", "title": "One"}, null())
        assert (page.version, page.content) == (2, "x")
