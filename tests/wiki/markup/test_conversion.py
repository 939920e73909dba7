"""Wiki markup becomes the storage format that the notation promises."""

import re

import pytest

from tests.wiki.markup.cases import MARKUP, Case
from wiki.macros.catalogue import REGISTERED
from wiki.markup import convert
from wiki.markup.catalogue import NoMacros
from wiki.storage_format.extract import references
from wiki.storage_format.parser import parse
from wiki.storage_format.references import (
    AttachmentReference,
    BlogPostReference,
    ContentEntityReference,
    PageReference,
    ShortcutReference,
    SpaceReference,
    UrlReference,
    UserReference,
)


def converted(markup: str) -> str:
    storage = convert(markup, NoMacros())
    parse(storage)
    return storage


@pytest.mark.parametrize("case", MARKUP, ids=lambda case: case.title)
def test_case(case: Case):
    assert converted(case.markup) == case.storage


@pytest.mark.parametrize("case", MARKUP, ids=lambda case: case.title)
def test_line_ends_make_no_difference(case: Case):
    assert converted(case.markup.replace("\n", "\r\n")) == case.storage
    assert converted(case.markup.replace("\n", "\r")) == case.storage


@pytest.mark.parametrize("case", MARKUP, ids=lambda case: case.title)
def test_the_wikis_own_macros_are_the_well_known_ones(case: Case):
    assert convert(case.markup, REGISTERED) == case.storage


def test_blanks_alone_make_a_line_blank():
    assert converted("one\n \t\ntwo") == "<p>one</p><p>two</p>"


def test_blanks_behind_a_rule():
    assert converted("---- \t") == "<hr />"
    assert converted("- a\n-- b\n--- c\n---- ").count("<li>") == 4


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\n"])
def test_nothing_becomes_nothing(text: str):
    assert converted(text) == ""


def test_what_xml_cannot_carry_is_dropped_or_replaced():
    assert converted("a\x00b\x01c\x02d\x03e\x0cf\x1bg") == "<p>abcdefg</p>"
    assert converted("a\ud800b\uffffc\udfffd") == "<p>a\ufffdb\ufffdc\ufffdd</p>"
    assert converted("{code}\x00a\x02{code}") == converted("{code}a{code}")
    assert converted("[a\x02|b\x03]") == converted("[a|b]")
    assert converted("a\u0085b\u2028c") == "<p>a\u0085b\u2028c</p>"


def test_references_are_those_that_the_wiki_follows():
    markup = (
        "[A] [K:B#x] [/2019/03/25/T] [^f] [P^g] [$7] [K:] [~jo] [x@y] [http://h/] !i.png! !http://h/i.png! "
        "{include:K:C} {viewfile:v.ppt}"
    )
    assert [found.reference for found in references(parse(converted(markup)))] == [
        PageReference("A"),
        PageReference("B", "K"),
        BlogPostReference("T", "2019/03/25"),
        AttachmentReference("f"),
        AttachmentReference("g", PageReference("P")),
        ContentEntityReference(7),
        SpaceReference("K"),
        UserReference(username="jo"),
        ShortcutReference("y", "x"),
        UrlReference("http://h/"),
        AttachmentReference("i.png"),
        UrlReference("http://h/i.png"),
        PageReference("C", "K"),
        AttachmentReference("v.ppt"),
    ]


def test_text_is_never_lost():
    words = "one *two {info} [three {color:red} four|http://five|six] {code} seven !eight {quote} {{nine | ten"
    shown = converted(words + "\n|eleven|*twelve\n* thirteen\n\nh1. {toc fourteen")
    for word in re.findall("[a-z]+", words):
        assert word in shown
    assert all(word in shown for word in ("eleven", "twelve", "thirteen", "fourteen"))
