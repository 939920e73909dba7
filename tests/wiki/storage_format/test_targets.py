"""Addresses of pages, files and pages yet to be made; ids of headings."""

import pytest

from wiki.storage_format.anchors import anchor_id, fragment
from wiki.storage_format.targets import blogpost_address, create_page_address, download_address, page_address


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Home", "/display/DS/Home"),
        ("Release Notes (2014)", "/display/DS/Release+Notes+(2014)"),
        ("C++", "/pages/viewpage.action?pageId=5"),
        ("A/B", "/pages/viewpage.action?pageId=5"),
        ("What?", "/pages/viewpage.action?pageId=5"),
        ("\u00dcber", "/pages/viewpage.action?pageId=5"),
        ("..", "/pages/viewpage.action?pageId=5"),
        ("2014", "/pages/viewpage.action?pageId=5"),
        ("100%", "/pages/viewpage.action?pageId=5"),
    ],
)
def test_a_page_is_addressed_by_title_when_that_reads_well(title: str, address: str) -> None:
    assert page_address("DS", title, 5) == address


def test_other_addresses() -> None:
    assert page_address("~ann", "Home", 5) == "/display/~ann/Home"
    assert blogpost_address("DS", "News of May", "2014/05/01", 6) == "/display/DS/2014/05/01/News+of+May"
    assert blogpost_address("DS", "New?", "2014/05/01", 6) == "/pages/viewpage.action?pageId=6"
    assert create_page_address("DS", "a&b", 3) == "/pages/createpage.action?spaceKey=DS&title=a%26b&fromPageId=3"
    assert create_page_address("DS", "a", None) == "/pages/createpage.action?spaceKey=DS&title=a"
    assert download_address(4, "a b/\u00e4.png", 2, 99) == (
        "/download/attachments/4/a%20b%2F%C3%A4.png?version=2&modificationDate=99&api=v2"
    )
    assert download_address(4, "a", 1, 9, "thumbnails").startswith("/download/thumbnails/4/a?")


def test_ids_of_headings_are_those_of_the_original() -> None:
    assert anchor_id("Release Notes", "What's New?") == "ReleaseNotes-What'sNew?"
    assert anchor_id("", "a\u00a0b c") == "abc"
    assert fragment("My-100%\u00e9") == "#My-100%25%C3%A9"
    assert fragment("") == ""
