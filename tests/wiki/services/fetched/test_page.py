"""Pages of other sites are fetched and kept."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages

from accounts.actor import SYSTEM_FETCH, Actor
from tests.wiki.fetching.outside import Outside, answer, redirect
from wiki.fetching.places import NotFetched
from wiki.queries.fetched import kept_page
from wiki.services.fetched import page as service
from wiki.services.fetched.page import decoded, refresh_page
from wiki.services.site.settings import change_site_settings

pytestmark = pytest.mark.django_db

URL = "http://docs.example.org/page"


@pytest.fixture
def allowed(administrator: Actor, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Somebody who has switched the macro on, for one host; no waiting between attempts."""
    change_site_settings(
        administrator, values={"html_include_macro": True, "html_include_hosts": ("docs.example.org",)}
    )
    monkeypatch.setattr(service, "NOT_BEFORE", timedelta(0))
    return administrator


def html(body: bytes) -> bytes:
    return answer(body, Content_Type="text/html; charset=utf-8")


def test_a_page_is_kept(allowed: Actor, outside: Outside) -> None:
    outside.replies["/page"] = html("<p>Grüße</p>".encode())
    assert refresh_page(SYSTEM_FETCH, url=URL)
    kept = kept_page(allowed, URL)
    assert kept is not None and (kept.text, kept.problem) == ("<p>Grüße</p>", "")


def test_a_failure_is_noted_and_the_old_text_stays(allowed: Actor, outside: Outside) -> None:
    outside.replies["/page"] = html(b"old")
    refresh_page(SYSTEM_FETCH, url=URL)
    outside.replies["/page"] = answer(b"", "503 Later")
    assert not refresh_page(SYSTEM_FETCH, url=URL)
    kept = kept_page(allowed, URL)
    assert kept is not None and kept.text == "old" and "503" in kept.problem


@pytest.mark.parametrize("hosts", [(), ("other.example.org",), ("*.docs.example.org",)])
def test_hosts_have_to_be_listed(allowed: Actor, outside: Outside, hosts: tuple[str, ...]) -> None:
    change_site_settings(allowed, values={"html_include_hosts": hosts})
    outside.replies["/page"] = html(b"x")
    assert not refresh_page(SYSTEM_FETCH, url=URL)
    assert not outside.dialled


def test_a_listed_host_can_not_lead_to_another(allowed: Actor, outside: Outside) -> None:
    outside.replies["/page"] = redirect("http://inside.example.org/")
    assert not refresh_page(SYSTEM_FETCH, url=URL)
    kept = kept_page(allowed, URL)
    assert kept is not None and kept.text is None and "not on the list" in kept.problem


def test_a_listed_name_of_an_inner_machine_is_refused(allowed: Actor, outside: Outside) -> None:
    outside.names["docs.example.org"] = ["10.1.1.1"]
    assert not refresh_page(SYSTEM_FETCH, url=URL)
    assert not outside.dialled


def test_nothing_is_fetched_while_it_is_switched_off(administrator: Actor, outside: Outside) -> None:
    assert not refresh_page(SYSTEM_FETCH, url=URL)
    assert not outside.dialled and kept_page(administrator, URL) is None


def test_a_page_is_not_asked_for_twice_in_a_minute(
    allowed: Actor, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "NOT_BEFORE", timedelta(minutes=1))
    outside.replies["/page"] = html(b"x")
    assert refresh_page(SYSTEM_FETCH, url=URL)
    assert not refresh_page(SYSTEM_FETCH, url=URL)
    assert len(outside.dialled) == 1


def test_there_are_only_so_many(allowed: Actor, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_PAGES", 3)
    for number in range(6):
        outside.replies[f"/{number}"] = html(b"x")
        refresh_page(SYSTEM_FETCH, url=f"http://docs.example.org/{number}")
    assert len(storages["fetched-pages"].listdir("")[1]) == 3
    assert kept_page(allowed, "http://docs.example.org/5") is not None


def test_a_damaged_file_counts_as_none(allowed: Actor, outside: Outside) -> None:
    outside.replies["/page"] = html(b"x")
    refresh_page(SYSTEM_FETCH, url=URL)
    store = storages["fetched-pages"]
    with store.open(store.listdir("")[1][0], "wb") as file:
        file.write(b'{"text": ')
    assert kept_page(allowed, URL) is None


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b"\xe4", "text/html; charset=ISO-8859-1", "ä"),
        (b"\xc3\xa4", "text/html", "ä"),
        (b"\xc3\xa4", 'text/html; charset="utf-8"; x=y', "ä"),
        (b"\xe4", "text/html; charset=rot13", "\ufffd"),
        (b"x", "", "x"),
    ],
)
def test_encodings(body: bytes, content_type: str, text: str) -> None:
    assert decoded(body, content_type) == text


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "image/png"])
def test_only_html_is_kept(content_type: str) -> None:
    with pytest.raises(NotFetched, match="no HTML"):
        decoded(b"x", content_type)
