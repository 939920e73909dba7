"""Requests that nobody meant: each gets an answer or a fault with a reason, never an unhandled error, and soon.

Django's test client lets an unhandled error through, so that a test fails with it.
"""

import io
import json
import time
import xmlrpc.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from remoteapi.rpc.table import TABLE
from remoteapi.rpc.wires.jsonrpc.view import json_rpc, json_rpc_method
from remoteapi.rpc.wires.soap.view import soap
from remoteapi.rpc.wires.xmlrpc.view import xmlrpc as xmlrpc_view
from tests.clients import axis
from tests.remoteapi.rpc.scenarios.world import World, build_world

JSON_PATH = "/rpc/json-rpc/confluenceservice-v2"
SECONDS = 10
PORT = "confluenceservice-v2"

pytestmark = [pytest.mark.django_db, pytest.mark.once]
thoroughly = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def whole_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(whole_world: World, db: None) -> World:
    return whole_world


@dataclass
class Target:
    """One wire: where it is, what is sent at best, and what every answer must be."""

    path: str
    content_type: str
    valid: Callable[[str], bytes]
    check: Callable[[Any], str]
    view: Callable[[Any], Any]


def check_xmlrpc(answer: Any) -> str:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/xml; charset=UTF-8"
    try:
        xmlrpc.client.loads(answer.content)
    except xmlrpc.client.Fault as fault:
        assert fault.faultCode == 0
        return fault.faultString
    return ""


def check_soap(answer: Any) -> str:
    assert answer.status_code in (200, 500)
    assert answer["Content-Type"].startswith("text/xml")
    body = etree.fromstring(answer.content).find(f"{{{axis.ENVELOPE}}}Body")
    assert body is not None
    is_fault = body[0].tag == f"{{{axis.ENVELOPE}}}Fault"
    assert is_fault == (answer.status_code == 500)
    return body[0].findtext("faultstring") or "nothing" if is_fault else ""


def check_json(answer: Any) -> str:
    if answer.status_code == 204:
        assert answer.content == b""
        return ""
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    found = json.loads(answer.content)
    errors = [one["error"]["message"] for one in (found if isinstance(found, list) else [found]) if "error" in one]
    assert all(errors)
    return errors[0] if errors else ""


def check_bare(answer: Any) -> str:
    assert answer.status_code in (200, 400, 401, 403, 404, 409, 413)
    found = json.loads(answer.content)
    return str(found["error"]["message"]) if answer.status_code != 200 else ""


PAGE = {"space": "DOC", "title": "Fuzzed", "content": "<p>a</p>", "parentId": "7", "created": "20180716T14:40:15"}
TARGETS = {
    "xmlrpc": Target(
        "/rpc/xmlrpc",
        "text/xml",
        lambda token: xmlrpc.client.dumps((token, PAGE), "confluence2.storePage").encode(),
        check_xmlrpc,
        xmlrpc_view,
    ),
    "soap": Target(
        axis.PATH,
        "text/xml",
        lambda token: axis.operation(
            "storePage",
            axis.string("in0", token) + '<in1 href="#id0"/>',
            axis.multi_ref(
                0, "".join(f"<{name}>{escape(value)}</{name}>" for name, value in PAGE.items()), "ns2:RemotePage"
            ),
        ),
        check_soap,
        lambda request: soap(request, PORT),
    ),
    "json": Target(
        JSON_PATH,
        "application/json",
        lambda token: json.dumps({"jsonrpc": "2.0", "method": "storePage", "params": [PAGE], "id": 1}).encode(),
        check_json,
        lambda request: json_rpc(request, PORT),
    ),
    "bare": Target(
        f"{JSON_PATH}/storePage",
        "application/json",
        lambda token: json.dumps([PAGE]).encode(),
        check_bare,
        lambda request: json_rpc_method(request, PORT, "storePage"),
    ),
}
by_target = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)


def send(target: Target, body: bytes, token: str, content_type: str = "") -> str:
    """Post a body; the reason of the fault, or nothing."""
    headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if "json" in target.path else {}
    began = time.process_time()
    answer = Client().post(target.path, data=body, content_type=content_type or target.content_type, **headers)
    assert time.process_time() - began < SECONDS
    reason = target.check(answer)
    assert "incident id" not in reason, reason
    return reason


MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "insert", "swap", "flip"]),
        st.integers(0, 10_000),
        st.integers(1, 60),
        st.sampled_from(
            [b"<", b">", b"&", b"/", b"]]>", b"<!--", b"<![CDATA[", b"<?x", b"\x00", b"\xff", b"&#0;", b"&lt;"]
            + [
                b"\xed\xa0\x80",
                b"{",
                b"[",
                b'"',
                b"\\",
                b"\\u0000",
                b"\\ud800",
                b",",
                b"null",
                b"-",
                b"1e9",
                b"<value>",
            ]
            + [b"<nil/>", b"<array>", b'href="#id0"', b' xsi:nil="true"', b"<multiRef/>", b"\xef\xbb\xbf", b"\r\n" * 9]
        ),
    ),
    min_size=1,
    max_size=6,
)


def mutated(body: bytes, mutations: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, at, length, piece in mutations:
        at %= len(body) + 1
        end = at + length
        if kind == "drop":
            body = body[:at] + body[end:]
        elif kind == "double":
            body = body[:end] + body[at:]
        elif kind == "insert":
            body = body[:at] + piece + body[at:]
        elif kind == "swap":
            body = body[end : end + length] + body[:at] + body[at:]
        else:
            body = body[:at] + bytes(one ^ 0x20 for one in body[at:end]) + body[end:]
    return body


@by_target
@thoroughly
@given(mutations=MUTATIONS)
def test_mutated_requests(world: World, target: Target, mutations: list[tuple[str, int, int, bytes]]) -> None:
    token = world.token("admin")
    with transaction.atomic():
        send(target, mutated(target.valid(token), mutations), token)
        transaction.set_rollback(True)


@by_target
@settings(thoroughly, max_examples=60)
@given(body=st.binary(max_size=300))
def test_noise(world: World, target: Target, body: bytes) -> None:
    send(target, body, world.token("admin"))


@by_target
def test_truncated_requests(world: World, target: Target) -> None:
    token = world.token("admin")
    whole = target.valid(token)
    for length in range(0, len(whole) - 1, 7):
        reason = send(target, whole[:length], token)
        assert reason or (target.path.endswith("storePage") and length == 0)


@by_target
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-7", "latin-1", "cp1252", "utf-8-sig", "cp037"])
def test_encodings(world: World, target: Target, encoding: str) -> None:
    token = world.token("admin")
    text = target.valid(token).decode().replace("Fuzzed", "Füzzed")
    with transaction.atomic():
        send(target, text.encode(encoding), token)
        declared = text.replace("utf-8", encoding).replace("UTF-8", encoding)
        if declared.startswith("<?xml"):
            declared = declared.partition("?>")[2]
        send(target, f'<?xml version="1.0" encoding="{encoding}"?>{declared}'.encode(encoding), token)
        transaction.set_rollback(True)


@by_target
@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=x", "x", "a/b;c=\x7f"])
def test_content_types(world: World, target: Target, content_type: str) -> None:
    token = world.token("admin")
    with transaction.atomic():
        send(target, target.valid(token), token, content_type)
        send(target, b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n", token, content_type)
        transaction.set_rollback(True)


@by_target
@pytest.mark.parametrize("is_whole", [True, False])
def test_bodies_in_chunks(world: World, target: Target, is_whole: bool) -> None:
    token = world.token("admin")
    body = target.valid(token)
    request = RequestFactory().generic(
        "POST", target.path, b"", HTTP_TRANSFER_ENCODING="chunked", HTTP_AUTHORIZATION=f"Bearer {token}"
    )
    request.META.pop("CONTENT_LENGTH", None)
    request.META |= {"wsgi.input": io.BytesIO(body if is_whole else body[:-20]), "wsgi.input_terminated": True}
    with transaction.atomic():
        reason = target.check(target.view(request))
        transaction.set_rollback(True)
    assert ("parse" in reason) is not is_whole


NAMES = sorted({spec.name for spec in TABLE} - {"login", "logout"})
SCALARS = (
    st.text(max_size=20)
    | st.integers(-(2**80), 2**80)
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.none()
    | st.sampled_from(
        ["DOC", "alice", "65537", "View", "", " ", "true", "0", "-1", "~alice", "../../etc/passwd", "%00"]
    )
)
KEYS = st.sampled_from(["id", "space", "title", "version", "name", "key", "content", "created", "item", "x", ""])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)


@thoroughly
@given(name=st.sampled_from(NAMES), arguments=st.lists(VALUES, max_size=6), by_name=st.booleans())
def test_any_values_by_json(world: World, name: str, arguments: list[Any], by_name: bool) -> None:
    params: Any = dict(zip(("page", "spaceKey", "pageId", "a", "b", "c"), arguments, strict=False))
    body = json.dumps({"method": name, "params": params if by_name else arguments, "id": 1}).encode()
    with transaction.atomic():
        send(TARGETS["json"], body, world.token("admin"))
        send(TARGETS["bare"], json.dumps(arguments).encode(), world.token("admin"))
        transaction.set_rollback(True)


@thoroughly
@given(name=st.sampled_from(NAMES), arguments=st.lists(VALUES | st.binary(max_size=9), max_size=5))
def test_any_values_by_xmlrpc(world: World, name: str, arguments: list[Any]) -> None:
    body = (
        f"<methodCall><methodName>confluence2.{name}</methodName><params><param>{{}}</param>{{}}</params></methodCall>"
    )
    token = xmlrpc_value(world.token("admin"))
    written = body.format(token, "".join(f"<param>{xmlrpc_value(one)}</param>" for one in arguments))
    with transaction.atomic():
        send(TARGETS["xmlrpc"], written.encode("utf-8", "surrogatepass"), "")
        transaction.set_rollback(True)


def xmlrpc_value(value: Any) -> str:
    """A value as XML-RPC has it, whatever it is."""
    kinds: list[tuple[type, Callable[[Any], str]]] = [
        (bool, lambda one: f"<boolean>{int(one)}</boolean>"),
        (int, lambda one: f"<i8>{one}</i8>"),
        (float, lambda one: f"<double>{one}</double>"),
        (str, lambda one: f"<string>{escape(one)}</string>"),
        (bytes, lambda one: f"<base64>{one.hex()}</base64>"),
        (datetime, lambda one: f"<dateTime.iso8601>{one:%Y%m%dT%H:%M:%S}</dateTime.iso8601>"),
        (list, lambda one: f"<array><data>{''.join(map(xmlrpc_value, one))}</data></array>"),
        (
            dict,
            lambda one: (
                "<struct>"
                + "".join(f"<member><name>{key}</name>{xmlrpc_value(inner)}</member>" for key, inner in one.items())
                + "</struct>"
            ),
        ),
    ]
    for cls, write in kinds:
        if isinstance(value, cls):
            return f"<value>{write(value)}</value>"
    return "<value><nil/></value>"


@thoroughly
@given(name=st.sampled_from(NAMES), arguments=st.lists(VALUES, max_size=5), nil=st.booleans())
def test_any_values_by_soap(world: World, name: str, arguments: list[Any], nil: bool) -> None:
    written = "".join(f"<a>{soap_content(one)}</a>" for one in arguments) + ('<b xsi:nil="1"/>' if nil else "")
    with transaction.atomic():
        body = axis.operation(name, axis.string("in0", world.token("admin")) + "{}").replace(
            b"{}", written.encode("utf-8", "surrogatepass")
        )
        send(TARGETS["soap"], body, "")
        transaction.set_rollback(True)


def soap_content(value: Any) -> str:
    """What stands in an element for a value, whatever it is."""
    if isinstance(value, dict):
        return "".join(f"<{key or 'x'}>{soap_content(one)}</{key or 'x'}>" for key, one in value.items())
    if isinstance(value, list):
        return "".join(f"<item>{soap_content(one)}</item>" for one in value)
    return escape(str(value))


DEEP = 200_000
HOSTILE = {
    "xmlrpc: deep arrays": (
        "xmlrpc",
        b"<methodCall><methodName>x</methodName><params><param>" + b"<value><array><data>" * DEEP,
    ),
    "xmlrpc: many values": (
        "xmlrpc",
        b"<methodCall><methodName>x</methodName><params>" + b"<param><value>1</value></param>" * 600_000,
    ),
    "xmlrpc: a long name": ("xmlrpc", b"<methodCall><methodName>" + b"x" * 3_000_000),
    "xmlrpc: many attributes": (
        "xmlrpc",
        b"<methodCall " + b" ".join(b'a%d="1"' % one for one in range(100_000)) + b">",
    ),
    "xmlrpc: one long token": ("xmlrpc", b"<" + b"a" * 5_000_000),
    "xmlrpc: comments": ("xmlrpc", b"<methodCall>" + b"<!-- -->" * 500_000),
    "soap: deep elements": ("soap", axis.operation("getPage", "<a/>").replace(b"<a/>", b"<a>" * DEEP + b"</a>" * DEEP)),
    "soap: many parameters": ("soap", axis.operation("getPage", "<a/>" * 300_000)),
    "soap: many ids": ("soap", axis.operation("getPage", "".join(f'<a id="i{one}"/>' for one in range(100_000)))),
    "soap: chain of references": (
        "soap",
        axis.operation(
            "getSpace",
            '<a href="#id0"/><b/>',
            "".join(f'<multiRef id="id{one}" href="#id{one + 1}"/>' for one in range(100_000)),
        ),
    ),
    "soap: many namespaces": (
        "soap",
        axis.operation("getPage", "<a/>").replace(
            b"<a/>", b"<a " + b" ".join(b'xmlns:n%d="u:%d"' % (one, one) for one in range(20_000)) + b"/>"
        ),
    ),
    "soap: entities": (
        "soap",
        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            b'<!ENTITY a%d "&a%s;&a%s;">' % (one, b"" if one == 0 else b"%d" % (one - 1), b"") for one in range(30)
        )
        + b"]><a>&a29;</a>",
    ),
    "json: deep arrays": ("json", b"[" * 5_000_000),
    "json: deep objects": ("json", b'{"params":' * 500_000),
    "json: many values": ("json", b"[" + b"1," * 3_000_000 + b"1]"),
    "json: many calls": ("json", b"[" + b'{"method":"x","id":1},' * 200_000 + b"{}]"),
    "json: a long number": ("json", b'{"id":' + b"9" * 5_000_000 + b"}"),
    "json: many keys": ("json", b"{" + b",".join(b'"%d":1' % one for one in range(400_000)) + b"}"),
    "json: escapes": ("json", b'"' + b"\\" * 4_000_000),
    "bare: deep arrays": ("bare", b"[" * 5_000_000),
    "bare: a long string": ("bare", b'["' + b"x" * 10_000_000 + b'"]'),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_bodies(world: World, case: str) -> None:
    name, body = HOSTILE[case]
    assert send(TARGETS[name], body, world.token("admin"))


def test_the_dates_of_a_request_do_not_leave_the_calendar(world: World) -> None:
    for text in ("00000101T00:00:00", "99991231T23:59:59", "20180230T00:00:00", "2018-07-16T25:00:00Z"):
        post = {"space": "DOC", "title": f"At {text}", "content": "", "publishDate": text}
        body = json.dumps({"method": "storeBlogEntry", "params": [post], "id": 1}).encode()
        with transaction.atomic():
            send(TARGETS["json"], body, world.token("admin"))
            transaction.set_rollback(True)
    assert datetime.now(UTC)
