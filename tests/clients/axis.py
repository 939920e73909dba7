"""SOAP requests as an Axis 1 client writes them, by hand, and their answers."""

from typing import Any

from django.test import Client
from lxml import etree

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PATH = "/rpc/soap-axis/confluenceservice-v2"

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<soapenv:Envelope xmlns:soapenv="{ENVELOPE}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="{XSI}"'
    ' xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"><soapenv:Body>'
)
_TAIL = "</soapenv:Body></soapenv:Envelope>"


def operation(name: str, parameters: str, multi_refs: str = "") -> bytes:
    """An envelope with one operation, and the values it refers to beside it."""
    return (
        f'{_HEAD}<ns1:{name} soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"'
        f' xmlns:ns1="http://soap.rpc.confluence.atlassian.com">{parameters}</ns1:{name}>{multi_refs}{_TAIL}'
    ).encode()


def string(name: str, value: str) -> str:
    """A string parameter."""
    return f'<{name} xsi:type="xsd:string">{value}</{name}>'


def multi_ref(number: int, content: str, xsi_type: str) -> str:
    """A value beside the operation."""
    return (
        f'<multiRef id="id{number}" soapenc:root="0" soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"'
        f' xsi:type="{xsi_type}" xmlns:ns2="http://beans.soap.rpc.confluence.atlassian.com">{content}</multiRef>'
    )


def post(body: bytes, path: str = PATH, **headers: Any) -> tuple[int, etree._Element]:
    """Post an envelope; the status and the first element of the answer's Body."""
    response = Client().post(path, data=body, content_type="text/xml; charset=utf-8", HTTP_SOAPACTION='""', **headers)
    assert response["Content-Type"].startswith("text/xml"), response.content
    envelope = etree.fromstring(response.content)
    body_element = envelope.find(f"{{{ENVELOPE}}}Body")
    assert body_element is not None
    return response.status_code, body_element[0]


def fault_string(status: int, element: etree._Element) -> str:
    """The faultstring of an answer, which must be a fault with the status 500."""
    assert status == 500, etree.tostring(element)
    assert element.tag == f"{{{ENVELOPE}}}Fault"
    return element.findtext("faultstring") or ""


def result(status: int, element: etree._Element) -> etree._Element:
    """The return element of an answer, which must be none."""
    assert status == 200, etree.tostring(element)
    return element[0]
