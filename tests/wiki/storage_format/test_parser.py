"""The parser: what it takes, what it refuses, and how its errors name the place."""

import pickle

import pytest

from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import CData, Comment, Element, MacroCall, Text
from wiki.storage_format.parser import MAX_DEPTH, MAX_LENGTH, parse

REFUSED = [
    ("<p>", 1, 1, "<p> is never closed; expected </p>"),
    ("<p>a</b>", 1, 5, "</b> closes <p> which was opened at line 1, column 1; expected </p>"),
    ("<p>\n  <em><strong>x</em></p>", 2, 16, "</em> closes <strong> which was opened at line 2, column 7"),
    ("a\n</p>", 2, 1, "</p> closes nothing"),
    ("<p></p x='1'>", 1, 4, "an end tag has no attributes"),
    ("<p></p/>", 1, 4, "an end tag has no attributes"),
    ("x &foo; y", 1, 3, "the entity &foo; is not defined"),
    ("<p>&nbsp</p>", 1, 4, "expected ';' after &nbsp"),
    ("a & b", 1, 3, "write &amp; for an ampersand"),
    ("&;", 1, 1, "write &amp;"),
    ("&#0;", 1, 1, "names no character XML can carry"),
    ("&#xD800;", 1, 1, "names no character XML can carry"),
    ("&#x110000;", 1, 1, "names no character XML can carry"),
    ("&#12", 1, 1, "expected ';' after &#12"),
    ("&#X41;", 1, 1, "write &amp;"),
    ('<p a="&foo;" />', 1, 7, "in the attribute a: the entity &foo; is not defined"),
    ("<p b='1' a='x & y' />", 1, 15, "in the attribute a: '&' starts no entity"),
    ("<p a>x</p>", 1, 4, "the attribute a has no value"),
    ("<p a=b>", 1, 6, "the value of a must stand in quotes"),
    ("<p a= >", 1, 7, "the value of a must stand in quotes"),
    ('<p a="x>', 1, 6, "the value of a is never closed"),
    ("<p a='1\"/>", 1, 6, "the value of a is never closed; expected '"),
    ('<p a="<b>">', 1, 7, "'<' can't stand in a value; write &lt;"),
    ('<p a="1" b="2"\n a="3"/>', 2, 2, "the attribute a is given twice"),
    ('<p a="1"b="2"/>', 1, 9, "expected white space between attributes"),
    ('<p "x"/>', 1, 4, "expected an attribute or '>'"),
    ("<x:y/>", 1, 2, "the prefix 'x:' of x:y is not known"),
    ('<p o:x="1"/>', 1, 4, "the prefix 'o:' of o:x is not known"),
    ('<p xmlns:o="u"><o:a/></p><o:b/>', 1, 27, "the prefix 'o:' of o:b is not known"),
    ('<p xmlns:o="u"/><o:b/>', 1, 18, "the prefix 'o:' of o:b is not known"),
    ("<AC:link/>", 1, 2, "the prefix 'AC:'"),
    ("<a:b:c/>", 1, 5, "expected an attribute or '>'"),
    ("<!DOCTYPE html><p/>", 1, 1, "a document type declaration is not allowed"),
    ('<!doctype x [<!ENTITY a "b">]>', 1, 1, "a document type declaration is not allowed"),
    ('<!ENTITY a "b">', 1, 1, "'<!' starts neither a comment nor a CDATA section"),
    ('<?xml version="1.0"?><p/>', 1, 1, "processing instructions are not allowed"),
    ("<p><?php x ?></p>", 1, 4, "processing instructions are not allowed"),
    ("a ]]> b", 1, 3, "']]>' can't stand in text"),
    ("<p>\x01</p>", 1, 4, "the character U+0001 is not allowed"),
    ("\x00", 1, 1, "the character U+0000 is not allowed"),
    ("a\ud800b", 1, 2, "the character U+D800 is not allowed"),
    ("\ufffe", 1, 1, "the character U+FFFE is not allowed"),
    ("a < b", 1, 3, "write &lt; for a less-than sign"),
    ("a <3", 1, 3, "write &lt; for a less-than sign"),
    ("<", 1, 1, "write &lt; for a less-than sign"),
    ("<p", 1, 3, "the tag <p is not finished; expected '>'"),
    ("<p a='1'", 1, 9, "the tag <p is not finished"),
    ("<p/ >", 1, 3, "expected an attribute or '>'"),
    ("<![CDATA[ x ]>", 1, 1, "the CDATA section is never closed; expected ]]>"),
    ("<!-- x", 1, 1, "the comment is never closed; expected -->"),
    ("<!-- a -- b -->", 1, 8, "'--' can't stand in a comment"),
    ("<p>" * (MAX_DEPTH + 1), 1, 3 * MAX_DEPTH + 1, f"elements nest more than {MAX_DEPTH} deep"),
    ("ä\r\nö<b>", 2, 2, "<b> is never closed"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), REFUSED)
def test_errors_name_place_and_what_was_expected(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(MalformedStorage) as raised:
        parse(text)
    assert (raised.value.line, raised.value.column) == (line, column)
    assert message in raised.value.message
    assert str(raised.value) == f"line {line}, column {column}: {raised.value.message}"


@pytest.mark.parametrize("text", [text for text, *_ in REFUSED])
def test_every_error_says_what_would_be_right(text: str) -> None:
    with pytest.raises(MalformedStorage, match="expected|write|leave it out"):
        parse(text)


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(MalformedStorage, match=f"at most {MAX_LENGTH}"):
        parse("a" * (MAX_LENGTH + 1))


def test_errors_survive_pickling() -> None:
    error = pickle.loads(pickle.dumps(MalformedStorage(3, 4, "x")))  # noqa: S301
    assert (error.line, error.column, str(error)) == (3, 4, "line 3, column 4: x")


def test_nodes_keep_source_and_give_values() -> None:
    document = parse("a &amp; b&nbsp;&eacute;&#65;&#x42;<![CDATA[<&]]><!-- c --><br />")
    text, cdata, comment, br = document.children
    assert isinstance(text, Text)
    assert isinstance(cdata, CData)
    assert isinstance(comment, Comment)
    assert isinstance(br, Element)
    assert text.source == "a &amp; b&nbsp;&eacute;&#65;&#x42;"
    assert text.value == "a & b\u00a0éAB"
    assert cdata.value == "<&"
    assert comment.value == " c "
    assert (br.tag, br.start, br.end) == ("br", "<br />", "")


def test_attribute_values_are_resolved_and_blanks_normalised() -> None:
    (element,) = parse('<p a = "x&quot;\'" b=\'\ny&#10;\' xml:lang="en"/>').children
    assert isinstance(element, Element)
    assert element.attributes == {"a": "x\"'", "b": " y\n", "xml:lang": "en"}


def test_declared_prefixes_are_known_within_their_element() -> None:
    document = parse('<svg xmlns="s" xmlns:xlink="x"><use xlink:href="#a"/></svg>')
    assert document.text == ""


def test_all_entities_of_xhtml_are_known() -> None:
    names = ("quot", "apos", "lt", "gt", "amp", "nbsp", "euro", "hellip", "clubs", "thetasym", "Yuml", "zwnj")
    assert len(parse("".join(f"&{name};" for name in names)).text) == len(names)


def test_unknown_and_capital_elements_are_kept() -> None:
    assert [type(node) for node in parse('<P/><blink/><ac:whatever/><ac:macro ac:name="x"/>').children] == [
        Element,
        Element,
        Element,
        MacroCall,
    ]
