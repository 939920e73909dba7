"""The description of the SOAP service."""

from typing import Any

import pytest
from django.test import Client
from lxml import etree

from remoteapi.rpc.table import TABLE

W = "{http://schemas.xmlsoap.org/wsdl/}"
XS = "{http://www.w3.org/2001/XMLSchema}"


def wsdl(version: int = 2, query: str = "wsdl") -> etree._Element:
    response = Client().get(f"/rpc/soap-axis/confluenceservice-v{version}?{query}")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(response.content)


@pytest.mark.parametrize("query", ["wsdl", "WSDL", "Wsdl"])
@pytest.mark.parametrize("version", [1, 2])
def test_each_version_describes_itself(db: None, settings: Any, query: str, version: int) -> None:
    settings.WIKI_BASE_URL = "https://wiki.example.org/confluence"
    address = f"https://wiki.example.org/confluence/rpc/soap-axis/confluenceservice-v{version}"
    root = wsdl(version, query)
    assert root.get("targetNamespace") == address
    service = root.find(f"{W}service")
    assert service is not None
    assert service.get("name") == "ConfluenceSoapServiceService"
    port = service[0]
    assert port.get("name") == f"confluenceservice-v{version}"
    assert port[0].get("location") == address


def test_every_method_is_an_operation_with_words(db: None) -> None:
    operations = wsdl().find(f"{W}portType").findall(f"{W}operation")  # type: ignore[union-attr]
    assert len(operations) == len(TABLE)
    assert all(one.findtext(f"{W}documentation") for one in operations)
    assert all(one.findall(f"{W}fault")[-1].get("name") == "RemoteException" for one in operations)


def test_overloads_are_numbered_in_the_published_order(db: None) -> None:
    messages = {one.get("name"): [part.get("type") for part in one] for one in wsdl().findall(f"{W}message")}
    assert messages["getPageRequest"] == ["xsd:string", "xsd:string", "xsd:string"]
    assert messages["getPageRequest1"] == ["xsd:string", "xsd:long"]
    assert messages["getPageSummaryRequest"] == ["xsd:string", "xsd:long"]
    assert messages["renderContentRequest"][-1] == "apachesoap:Map"
    assert messages["addAttachmentRequest"][1:3] == ["xsd:long", "tns1:RemoteAttachment"]
    assert messages["getPagesResponse"] == ["impl:ArrayOf_tns1_RemotePageSummary"]
    assert messages["NotPermittedException"] == ["tns2:NotPermittedException"]


def test_types_extend_one_another_and_hold_no_field_of_structs_only(db: None) -> None:
    types = {one.get("name"): one for one in wsdl().iter(f"{XS}complexType")}
    assert types["AbstractRemotePageSummary"].get("abstract") == "true"
    assert types["RemotePage"][0][0].get("base") == "tns1:RemotePageSummary"
    fields = [(one.get("name"), one.get("nillable")) for one in types["RemotePage"].iter(f"{XS}element")]
    assert fields[:2] == [("content", "true"), ("contentStatus", "true")]
    assert ("current", None) in fields
    assert "version" not in [one.get("name") for one in types["RemoteAttachment"].iter(f"{XS}element")]
    assert "JVMstats" in [one.get("name") for one in types["RemoteNodeStatus"].iter(f"{XS}element")]
