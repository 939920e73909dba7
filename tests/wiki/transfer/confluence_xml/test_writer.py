"""The syntax of entities.xml."""

import io
from datetime import UTC, datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from wiki.transfer.confluence_xml import writer
from wiki.transfer.confluence_xml.classes import PAGE

WHEN = datetime(2026, 5, 4, 3, 2, 1, 45_999, tzinfo=UTC)


def written(*properties: str) -> str:
    out = io.BytesIO()
    with writer.EntitiesWriter(out, WHEN) as entities:
        entities.add(PAGE, 7, *properties)
    return out.getvalue().decode()


def read(text: str) -> ElementTree.Element:
    found = ElementTree.fromstring(text).find("object")
    assert found is not None
    return found


def test_two_closing_brackets_are_followed_by_a_blank():
    for value, expected in (
        ("]]>", "]] >"),
        ("see [[x]]y", "see [[x]] y"),
        ("q[x]]]>", "q[x]] ]>"),
        ("[[x]]]]>", "[[x]] ]] >"),
    ):
        assert writer.cdata(value) == f"<![CDATA[{expected}]]>"


def test_null_and_an_empty_text_differ():
    assert writer.text("a", None) == '<property name="a"/>'
    assert writer.text("a", "") == '<property name="a"><![CDATA[]]></property>\n'


def test_dates_are_in_utc_with_thousandths():
    assert ">2026-05-04 03:02:01.045<" in writer.date("when", WHEN)


def test_people_are_named_by_key_and_others_by_number():
    assert '<id name="key"><![CDATA[abc]]></id>' in writer.reference("creator", PAGE, "abc")
    assert '<id name="id">9</id>' in writer.reference("parent", PAGE, 9)
    assert writer.reference("parent", PAGE, None) == "" == writer.collection("children", PAGE, [])


@given(st.text())
def test_any_text_makes_well_formed_xml_and_comes_back(value: str):
    found = read(written(writer.text("body", value))).find("property")
    assert found is not None
    allowed = "".join(c for c in value if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    allowed = allowed.replace("\ufffe", "").replace("\uffff", "")
    expected = allowed.replace("\r\n", "\n").replace("\r", "\n")
    assert (found.text or "").replace("]] ", "]]") == expected
