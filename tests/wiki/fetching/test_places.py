"""Which addresses the wiki takes, and which machines count as public."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.fetching.places import NotFetched, is_public, next_place, place_of


@pytest.mark.parametrize(
    ("address", "origin", "target"),
    [
        ("https://news.example.org", "news.example.org", "/"),
        ("http://News.Example.org:80/a?b=c#d", "news.example.org", "/a?b=c"),
        ("http://example.org:443/", "example.org:443", "/"),
        ("https://example.org/a%20b/ü?q=ä", "example.org", "/a%20b/%C3%BC?q=%C3%A4"),
        ("https://bücher.example/", "xn--bcher-kva.example", "/"),
        ("http://8.8.8.8/x", "8.8.8.8", "/x"),
        ("http://[2606:4700::1111]/x", "2606:4700::1111", "/x"),
        ("  https://example.org./feed  ", "example.org", "/feed"),
    ],
)
def test_addresses_of_the_web(address: str, origin: str, target: str) -> None:
    place = place_of(address)
    assert (place.origin, place.target) == (origin, target)
    assert place_of(place.url) == place


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/feed",
        "//example.org/feed",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "dict://example.org:11211/stat",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://example.org:22/",
        "http://example.org:8080/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: inside",
        "http://example.org/\x00",
        "http://-example-.org/",
        "http://example..org/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://exam%70le.org/",
        "http://example.org/" + "a" * 2000,
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(NotFetched):
        place_of(address)


@pytest.mark.parametrize(
    "machine",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "5f00::1",
        "",
        "localhost",
        "127.1",
    ],
)
def test_machines_that_are_not_public(machine: str) -> None:
    assert not is_public(machine)


@pytest.mark.parametrize(
    "machine", ["8.8.8.8", "93.184.215.14", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00::1"]
)
def test_machines_that_are(machine: str) -> None:
    assert is_public(machine)


@given(st.ip_addresses())
def test_no_machine_is_public_that_python_calls_private(machine: object) -> None:
    address = str(machine)
    if is_public(address):
        assert machine.is_global and not machine.is_multicast and not machine.is_reserved  # type: ignore[attr-defined]


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_refused(text: str) -> None:
    for address in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            place = place_of(address)
        except NotFetched as error:
            assert str(error)
        else:
            assert place.url.isascii() and not set(place.target) & set(" \r\n\t\\")
            assert place.host and not set(place.host) & set("/@#?\\ ")


def test_where_redirects_lead() -> None:
    place = place_of("https://example.org/a/b?c")
    assert next_place(place, "/x").url == "https://example.org/x"
    assert next_place(place, "d#e").url == "https://example.org/a/d"
    assert next_place(place, "//other.org/").url == "https://other.org/"
    for location in ("http://example.org/", "file:///etc/passwd", "http://127.0.0.1:6379/", "https://u:p@x.org/"):
        with pytest.raises(NotFetched):
            next_place(place, location)
