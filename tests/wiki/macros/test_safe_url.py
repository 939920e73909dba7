"""The list of addresses, and the spellings that browsers read otherwise than they look."""

import pytest

from wiki.macros.safe_url import IMAGE_SCHEMES, host_of, is_own, safe_url


@pytest.mark.parametrize(
    "url",
    [
        "http://x.org", "HTTPS://x.org/?a=b:c", "mailto:a@b.org", "ftp://x", "tel:+49", "news:x", "/a/b", "a.html",
        "?x=1", "#top", "//x.org/a", "", "a/b:c", "./javascript:x", "?javascript:x",
    ],
)  # fmt: skip
def test_addresses_that_pass(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x", "JAVASCRIPT:x", " javascript:x", "java\nscript:x", "java\tscript:x", "\u00a0javascript:x",
        "java\u00adscript:x", "\x01javascript:x", "data:text/html,x", "vbscript:x", "file:///etc", "blob:x",
        "about:blank", "chrome://x", "x:y", ":x", "h\u200bttp://x", "http\u200b:x", "x" * 9000,
    ],
)  # fmt: skip
def test_addresses_that_do_not(url: str) -> None:
    assert safe_url(url) is None


def test_what_browsers_drop_is_dropped() -> None:
    assert safe_url(" ht\ntp://x.org/\ta ") == "http://x.org/a"


def test_images_have_fewer_schemes() -> None:
    assert safe_url("mailto:x", IMAGE_SCHEMES) is None
    assert safe_url("https://x/y.png", IMAGE_SCHEMES) == "https://x/y.png"


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("/a", True), ("a", True), ("?b", True), ("#c", True), ("https://wiki.example.org/x", True),
        ("https://WIKI.example.org", True), ("//wiki.example.org/x", True), ("https://other.org", False),
        ("//other.org", False), ("\\\\other.org", False), ("/\\other.org", False), ("/\t/other.org", False),
        ("http:other", False), ("mailto:x", False), ("https://wiki.example.org.evil.org", False),
        ("https://wiki.example.org@evil.org", False), ("https://[", False),
    ],
)  # fmt: skip
def test_whose_address_it_is(url: str, own: bool) -> None:
    assert is_own(url, "https://wiki.example.org/confluence") is own


def test_without_a_base_nothing_absolute_is_own() -> None:
    assert not is_own("https://x.org", "")
    assert host_of("/a") == ""
