"""Input made to hang or crash a parser is dealt with quickly."""

import time
from collections.abc import Callable

import pytest

from tests.work import grows_with_length_only
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import excerpt, plain_text, references
from wiki.storage_format.parser import MAX_DEPTH, parse
from wiki.storage_format.serializer import write

HOSTILE = {
    "100,000 levels": lambda: "<p>" * 100_000,
    "100,000 closed levels": lambda: "<p>" * 100_000 + "</p>" * 100_000,
    "a million attributes": lambda: "<p " + " ".join(f"a{number}='1'" for number in range(1_000_000)) + "/>",
    "attributes without end": lambda: "<p " + " a='1'" * 500_000,
    "the same attribute": lambda: "<p" + " a='1'" * 500_000 + "/>",
    "stray less-than signs": lambda: "<" * 1_000_000,
    "stray ampersands": lambda: "&" * 1_000_000,
    "open comments": lambda: "<!-" * 500_000,
    "open sections": lambda: "<![CDATA[" * 200_000,
    "blanks in a tag": lambda: "<p" + " " * 2_000_000,
    "a long name": lambda: "<" + "a" * 2_000_000,
    "a long prefix": lambda: "<" + "a:" * 1_000_000,
    "a long number": lambda: "&#" + "1" * 2_000_000 + ";",
    "a long entity": lambda: "&" + "a" * 2_000_000 + ";",
    "an open value": lambda: '<p a="' + "x" * 2_000_000,
    "billion laughs": lambda: '<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>&b;</p>',
    "external entity": lambda: '<!DOCTYPE l SYSTEM "file:///etc/passwd"><p/>',
    "ends of sections": lambda: "]]" * 1_000_000 + "<p>",
    "lonely end tags": lambda: "<b>" + "</a>" * 500_000,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_is_dealt_with_quickly(make: Callable[[], str]) -> None:
    text = make()
    begun = time.process_time()
    try:
        parse(text)
    except MalformedStorage as error:
        assert len(error.message) < 500
    assert time.process_time() - begun < 8


def test_the_deepest_document_goes_through_every_walk() -> None:
    text = "<ul>" * MAX_DEPTH + "x" + "</ul>" * MAX_DEPTH
    document = parse(text)
    assert write(document) == text
    assert plain_text(document) == "x"
    assert excerpt(document) == "x"
    assert references(document) == []


def test_time_grows_with_length_not_with_its_square() -> None:
    assert grows_with_length_only(lambda size: parse('<p class="a">some &amp; text<br /></p>' * size), 300)
