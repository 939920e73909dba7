"""Reading the objects of entities.xml."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wiki.transfer.packages import Ref, entities, thing
from wiki.transfer.confluence_xml import reader as subject
from wiki.transfer.confluence_xml.errors import BadPackage
from wiki.transfer.confluence_xml.reader import Record, Reference, read_records

CHARACTERS = st.characters(
    exclude_categories=("Cs",), exclude_characters="".join(map(chr, [*range(32), 0xFFFE, 0xFFFF]))
)
TEXTS = st.text(CHARACTERS | st.sampled_from("]> "))


def read(data: bytes) -> list[Record]:
    """Read all objects."""
    return list(read_records(io.BytesIO(data)))


def test_values_of_every_kind() -> None:
    (record,) = read(
        b'<hibernate-generic><object class="Page" package="p"><id name="id">12</id>\n<property name="null"/>'
        b'<property name="cdata"><![CDATA[a <b> ]] >]]></property><property name="plain">a &lt;b&gt; ]] c</property>'
        b'<property name="empty"></property><property name="enum" enum-class="E" package="p">CURRENT</property>'
        b'<property name="parent" class="Page" package="p"><id name="id">7</id>\n</property>'
        b'<collection name="children" class="java.util.Collection"><element class="Page" package="p">'
        b'<id name="id">8</id>\n</element><element name="k" type="string"><![CDATA[v]]></element></collection>'
        b'<component name="credential"><property name="credential">secret</property></component>'
        b"</object></hibernate-generic>"
    )
    assert (record.class_name, record.id) == ("Page", "12")
    assert record.values == {
        "cdata": "a <b> ]]>",
        "plain": "a <b> ]] c",
        "enum": "CURRENT",
        "parent": Reference("Page", "7"),
    }
    assert record.many == {"children": [Reference("Page", "8"), "v"]}


@given(TEXTS)
def test_what_is_written_is_read(text: str) -> None:
    (record,) = read(entities(thing("Page", 1, title=text, parent=Ref("Page", 2))))
    # A blank behind the brackets can't be told from the writer's own.
    assert record.text("title") == text.replace("]]", "]] ").replace("]] ", "]]")
    assert record.reference("parent") == Reference("Page", "2")


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_characters_over_the_ends_of_chunks(monkeypatch, chunk: int) -> None:
    monkeypatch.setattr(subject, "CHUNK", chunk)
    (record,) = read(entities(thing("Page", 1, title="ä\uffff\ufffe\uff00€\x02😀")))
    assert record.text("title") == "ä\uff00€😀"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no element"),
        (b"<html/>", "no export"),
        (b"<hibernate-generic><object>", "line 1"),
        (b"<!DOCTYPE a><hibernate-generic/>", "DTD"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><hibernate-generic>&x;</hibernate-generic>', "DTD"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><hibernate-generic/>', "DTD"),
        (b"<hibernate-generic>&x;</hibernate-generic>", "undefined entity"),
        (b"<hibernate-generic>" + b"<a>" * 20, "deep"),
        (b"<hibernate-generic>\xff</hibernate-generic>", "line 1"),
        ("<hibernate-generic/>".encode("utf-16"), "line 1"),
    ],
)
def test_what_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadPackage, match=why):
        read(data)


@pytest.mark.parametrize("limit", ["LONGEST_VALUE", "LONGEST_OBJECT"])
def test_values_that_are_too_long(monkeypatch, limit: str) -> None:
    monkeypatch.setattr(subject, limit, 10)
    with pytest.raises(BadPackage, match="too large"):
        read(entities(thing("Page", 1, title="x" * 11)))
