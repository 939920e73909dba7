"""What the XML-RPC reader takes, and what it refuses."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest

from remoteapi.errors import MalformedRequest, RequestTooLarge
from remoteapi.rpc.wires.xmlrpc import reader
from remoteapi.rpc.wires.xmlrpc.reader import read_request


def call(params: str, name: str = "confluence2.x", declaration: str = "") -> str:
    return f"{declaration}<methodCall><methodName>{name}</methodName><params>{params}</params></methodCall>"


def read(body: str | bytes, size: int = 7) -> tuple[str, list[Any]]:
    data = body.encode() if isinstance(body, str) else body
    return read_request(data[start : start + size] for start in range(0, len(data), size))


def value(content: str) -> Any:
    return read(call(f"<param><value>{content}</value></param>"))[1][0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("text", "text"),
        ("", ""),
        ("<string>a &lt; b</string>", "a < b"),
        ("<string/>", ""),
        (" <int> 5 </int> ", 5),
        ("<i4>-5</i4>", -5),
        ("<i8>9223372036854775807</i8>", 2**63 - 1),
        ("<ex:i8 xmlns:ex='x'>5</ex:i8>", 5),
        ("<boolean>1</boolean>", True),
        ("<boolean>false</boolean>", False),
        ("<double>1.5</double>", 1.5),
        ("<nil/>", None),
        ("<ex:nil xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'/>", None),
        ("<dateTime.iso8601>20180716T14:40:15</dateTime.iso8601>", datetime(2018, 7, 16, 14, 40, 15)),
        ("<dateTime.iso8601>2018-07-16T14:40:15Z</dateTime.iso8601>", datetime(2018, 7, 16, 14, 40, 15, tzinfo=UTC)),
        ("<base64>YWJj\n ZA==\n</base64>", b"abcd"),
        ("<base64/>", b""),
        ("<array><data/></array>", []),
        ("<array><data><value>a</value><value><int>1</int></value></data></array>", ["a", 1]),
        ("<struct/>", {}),
        ("<struct><member><name>a</name><value>b</value></member></struct>", {"a": "b"}),
        (
            "<struct><member><name>a</name><value><array><data><value><struct/></value></data></array></value>"
            "</member></struct>",
            {"a": [{}]},
        ),
    ],
)
def test_values(content: str, expected: Any) -> None:
    found = value(content)
    assert found == expected
    assert type(found) is type(expected)


def test_a_call_without_params() -> None:
    assert read("<methodCall><methodName> system.listMethods </methodName></methodCall>") == ("system.listMethods", [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_declaration_names_the_encoding(encoding: str) -> None:
    body = call("<param><value>Übermut</value></param>", declaration=f'<?xml version="1.0" encoding="{encoding}"?>')
    assert read(body.encode(encoding))[1] == ["Übermut"]


def test_large_binaries_come_whole_whatever_the_pieces() -> None:
    data = bytes(range(256)) * 1000
    body = call(f"<param><value><base64>{base64.encodebytes(data).decode()}</base64></value></param>")
    assert read(body, size=1000)[1] == [data]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not XML",
        "<methodCall>",
        call("<param><value>a</value></param>")[:-20],
        "<methodResponse/>",
        "<methodCall><params/></methodCall>",
        "<methodCall><methodName>a</methodName><methodName>b</methodName></methodCall>",
        call("<value>a</value>"),
        call("<param><value><int>x</int></value></param>"),
        call("<param><value><int>1</int><int>2</int></value></param>"),
        call("<param><value>text<int>1</int></value></param>"),
        call("<param><value><boolean>2</boolean></value></param>"),
        call("<param><value><double>x</double></value></param>"),
        call("<param><value><base64>a!b=</base64></value></param>"),
        call("<param><value><base64>YQ</base64></value></param>"),
        call("<param><value><dateTime.iso8601>now</dateTime.iso8601></value></param>"),
        call("<param><value><monster/></value></param>"),
        call("<param><value><struct><member><value>a</value></member></struct></value></param>"),
        call("<param><value><struct><member><name>a</name></member></struct></value></param>"),
        call("<param><value><struct><value>a</value></struct></value></param>"),
        call("<param>text</param>"),
        call("", name="n" * 5000),
        call("<param><value>&#0;</value></param>"),
        call("<param><value>\x01</value></param>"),
        call("<param><value>&unknown;</value></param>"),
        "<?xml version='1.0' encoding='no-such-encoding'?>" + call(""),
        "<!DOCTYPE methodCall>" + call(""),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + call("<param><value>&a;</value></param>"),
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + call("<param><value>&a;</value></param>"),
    ],
)
def test_what_is_no_call_is_refused(body: str) -> None:
    with pytest.raises(MalformedRequest):
        read(body)


def test_bytes_that_are_not_of_the_encoding_are_refused() -> None:
    with pytest.raises(MalformedRequest):
        read(call("<param><value>").encode() + b"\xff\xfe")


def test_billion_laughs_end_at_the_declaration() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    with pytest.raises(MalformedRequest, match="document type declarations"):
        read(f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>' + call("<param><value>&a29;</value></param>"))


def test_nesting_is_bounded() -> None:
    def nested(depth: int) -> str:
        return "<value><array><data>" * depth + "<value/>" + "</data></array></value>" * depth

    assert read(call(f"<param>{nested(reader.DEEPEST - 1)}</param>"))
    with pytest.raises(RequestTooLarge, match="nested deeper"):
        read(call(f"<param>{nested(100_000)}</param>"), size=65536)


def test_a_million_element_array_is_refused() -> None:
    body = call(f"<param><value><array><data>{'<value>a</value>' * 1_000_000}</data></array></value></param>")
    with pytest.raises(RequestTooLarge, match="more values"):
        read(body, size=65536)
