"""The reference page of the remote API."""

import pytest
from django.test import Client
from lxml import html

from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types import ALL_OBJECTS
from tests.remoteapi.conftest import People


@pytest.fixture
def page(people: People) -> html.HtmlElement:
    response = Client().get("/rpc/")
    assert response.status_code == 200
    return html.fromstring(response.content)


def test_every_method_and_data_object_is_there_once(page: html.HtmlElement) -> None:
    ids = [element.get("id") for element in page.iterfind(".//*[@id]")]
    for expected in [spec.anchor for spec in TABLE] + [cls.__name__ for cls in ALL_OBJECTS]:
        assert ids.count(expected) == 1


def test_all_links_on_the_page_lead_somewhere(page: html.HtmlElement) -> None:
    ids = {element.get("id") for element in page.iterfind(".//*[@id]")}
    inner = [link.get("href")[1:] for link in page.iterfind(".//a[@href]") if link.get("href").startswith("#")]
    assert set(inner) <= ids
    assert {"RemotePage", "getPage-2", "AbstractRemotePageSummary"} <= set(inner)


def test_methods_have_their_words_types_and_faults(page: html.HtmlElement) -> None:
    method = page.get_element_by_id("storePage-2")
    text = " ".join(method.text_content().split())
    assert "storePage(token: string, page: RemotePage) → RemotePage" in text
    assert "VersionMismatchException, RemoteException" in text
    assert "Without an id a page is created" in text


def test_every_method_shows_an_example_by_each_wire(page: html.HtmlElement) -> None:
    for spec in TABLE:
        shown = page.get_element_by_id(spec.anchor).find_class("remote-examples")[0]
        clients = [heading.text_content() for heading in shown.iterfind("h4")]
        assert [one.partition(" (")[0] for one in clients] == ["Python, XML-RPC", "Python, SOAP", "curl, JSON-RPC"]
        assert all(spec.name in example.text_content() for example in shown.iterfind("pre"))


@pytest.mark.parametrize("path", ["/rpc", "/rpc/"])
def test_both_addresses(people: People, path: str) -> None:
    assert Client().get(path).status_code == 200
