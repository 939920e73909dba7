"""Writing an untouched tree gives the very text that was read, and nothing but MalformedStorage is ever raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wiki.storage_format import generated
from tests.wiki.storage_format.documents import DOCUMENTS
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import excerpt, has_text, headings, plain_text, references
from wiki.storage_format.nodes import Text, make_element
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write, write_nodes


@pytest.mark.parametrize("text", DOCUMENTS)
def test_documents_come_back_byte_for_byte(text: str) -> None:
    assert write(parse(text)) == text


@settings(max_examples=400, deadline=None)
@given(generated.DOCUMENTS)
def test_generated_documents_come_back_byte_for_byte(text: str) -> None:
    document = parse(text)
    assert write(document) == text
    plain_text(document)
    references(document)
    headings(document)
    excerpt(document, 20)
    has_text(document)


@settings(max_examples=600, deadline=None)
@given(st.one_of(generated.NEARLY, st.text(max_size=40)))
def test_any_text_is_a_document_or_malformed(text: str) -> None:
    try:
        document = parse(text)
    except MalformedStorage as error:
        assert error.line >= 1
        assert error.column >= 1
    else:
        assert write(document) == text


def test_made_elements_are_written_as_the_original_writes_them() -> None:
    made = make_element("ri:page", {"ri:space-key": "DS", "ri:content-title": 'A "b" & <c>'})
    link = make_element("ac:link", {}, [made, Text.of(" a<b")])
    assert write(link) == (
        '<ac:link><ri:page ri:space-key="DS" ri:content-title="A &quot;b&quot; &amp; &lt;c&gt;" /> a&lt;b</ac:link>'
    )
    assert parse(write(link)).text == " a<b"


def test_an_element_that_closed_itself_can_be_given_children() -> None:
    document = parse('<p class="x" /><p/>')
    for element in document.elements():
        element.children.append(Text("y"))
    assert write_nodes(document.children) == '<p class="x">y</p><p>y</p>'
