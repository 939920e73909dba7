"""The reference of macros, and the frame that diagrams are drawn in."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM_SETUP
from tests.factories.accounts import grant_anonymous, super_actor
from tests.factories.wiki import member, open_site
from wiki.macros import library
from wiki.macros.registry import MACROS
from wiki.services.demonstration.create import create_demonstration_space

pytestmark = pytest.mark.django_db
library.load()


@pytest.fixture
def reader() -> Client:
    """A browser of somebody who is logged in."""
    open_site()
    client = Client()
    user = member("ben").user
    assert user is not None
    client.force_login(user)
    return client


def test_all_macros_are_listed_with_the_words_that_find_them(reader: Client) -> None:
    html = reader.get("/macros/").content.decode()
    for macro in MACROS.all():
        assert f'<a href="/macros/{macro.name}">' in html
    words = re.search(r'data-words="([^"]*)"><a href="/macros/children"', html)
    assert words is not None and "excerpttype" in words.group(1)


def test_a_macro_has_its_parameters_and_its_example(reader: Client) -> None:
    html = reader.get("/macros/chart").content.decode()
    assert "<code>rangeAxisLowerBound</code>" in html and "a whole number, 100 to 2,000" in html
    assert "<svg" in html and "ac:rich-text-body" in html
    assert "<code>dataOrientation=vertical</code>" in html


def test_another_name_leads_to_the_macro(reader: Client) -> None:
    assert reader.get("/macros/mermaidjs")["Location"] == "/macros/mermaid"
    assert reader.get("/macros/CHART/")["Location"] == "/macros/chart"
    assert reader.get("/macros/nonesuch").status_code == 404
    assert reader.get("/macros/<b>").status_code == 404


@pytest.mark.parametrize("name", [macro.name for macro in MACROS.all()])
def test_every_macro_has_its_page_without_the_demonstration(reader: Client, name: str) -> None:
    answer = reader.get(f"/macros/{name}")
    assert answer.status_code == 200
    assert "something went wrong" not in answer.content.decode()


def test_examples_show_what_is_in_the_demonstration_to_those_who_may_see_it(reader: Client) -> None:
    assert "demonstration space, which you can't see" in reader.get("/macros/gallery").content.decode()
    user = super_actor("admin").user
    assert user is not None
    create_demonstration_space(SYSTEM_SETUP, administrator=user)
    html = reader.get("/macros/gallery").content.decode()
    assert "house.png" in html and "demonstration space, which you can't see" not in html
    strange = Client()
    grant_anonymous("USECONFLUENCE")
    html = strange.get("/macros/gallery").content.decode()
    assert "house.png?" not in html and "demonstration space, which you can't see" in html


def test_the_list_asks_little_of_the_database(reader: Client) -> None:
    reader.get("/macros/")
    with CaptureQueriesContext(connection) as queries:
        reader.get("/macros/")
    assert len(queries) <= 8


def test_who_may_not_use_the_wiki_is_asked_to_log_in() -> None:
    for address in ("/macros/", "/macros/chart"):
        assert Client().get(address)["Location"].startswith("/login.action")


def test_the_frame_of_diagrams_may_run_its_programs_and_nothing_else(client: Client) -> None:
    answer = client.get("/macros/mermaid-frame")
    policy = answer["Content-Security-Policy"]
    nonce = re.search(r"script-src 'nonce-([\w-]+)'", policy)
    assert nonce is not None
    html = answer.content.decode()
    assert html.count(f'nonce="{nonce.group(1)}"') == html.count("<script") == 2
    assert "sandbox allow-scripts" in policy and "default-src 'none'" in policy
    assert "allow-same-origin" not in policy and "frame-ancestors 'self'" in policy
    assert nonce.group(1) not in client.get("/macros/mermaid-frame")["Content-Security-Policy"]
