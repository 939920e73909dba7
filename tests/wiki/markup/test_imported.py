"""DokuWiki and HTML become storage format."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wiki.markup.cases import Case
from tests.wiki.markup.imported import dokuwiki, html, import_cases
from wiki.markup.dokuwiki import first_heading
from wiki.markup.dokuwiki.ids import resolved_id, section_id
from wiki.markup.front_matter import split_front_matter
from wiki.markup.html import convert_html, read_html
from wiki.storage_format.parser import parse

_SIGNS = (
    "** // __ '' <sub> </sub> <del> </del> [[ ]] {{ }} (( )) | ^ ::: == ====== > >> %% <nowiki> </nowiki> <code> "
    "</code> <code java x> <file> </file> <html> </html> <WRAP> ~~NOTOC~~ ~~ * - ---- \\\\ :-) -> ... http://a.b "
    "mailto:x a b é 字 < & ]]> <![CDATA[ # ? : . wp> tag> ::"
)
_TAGS = (
    "<p> </p> <div> </div> <ul> <li> </li> </ul> <table> <tr> <td> </table> <pre> </pre> <b> </b> <a> <a|href=x> "
    "</a> <h1> </h1> <br> <hr> <img> <img|src=x> <script> </script> <!-- --> & &lt; ]]> <![CDATA[ <svg> <x:y> "
    "<p|class=panel> a é"
)
_PIECES = st.one_of(
    st.sampled_from(_SIGNS.split()),
    st.sampled_from(
        ["\n", "\n\n", " ", "  ", "\n  * ", "\n  - ", "\n|", "\n^", "\n>", "\n  ", "\t", "\x00", "\x01", "\x02", "\r"]
    ),
    st.text(max_size=3),
)


@pytest.mark.parametrize("case", import_cases("dokuwiki.txt"), ids=lambda case: case.title)
def test_dokuwiki(case: Case):
    storage = dokuwiki(case.markup).storage
    parse(storage)
    assert storage == case.storage


@pytest.mark.parametrize("case", import_cases("html.txt"), ids=lambda case: case.title)
def test_html(case: Case):
    storage = html(case.markup)
    parse(storage)
    assert storage.strip() == case.storage


def test_what_a_page_of_dokuwiki_says_besides():
    found = dokuwiki('{{tag>one "two words"}} <WRAP>x</WRAP> {{rss>x}} {{lost.png}} ~~DISCUSSION~~ [[odd>x]]').found
    assert sorted(found.labels) == ["one", "two words"] and found.missing_files == ["ns:lost.png"]
    assert found.not_understood == ["<WRAP>", "{{rss>...}}", "~~DISCUSSION~~", "link to the wiki 'odd'"]
    assert first_heading("text\n===== Two =====\n====== One ======") == "Two"


@pytest.mark.parametrize(
    ("written", "namespace", "expected"),
    [
        ("page", "a:b", "a:b:page"),
        ("Page Name!", "", "page_name"),
        (":top", "a", "top"),
        ("x:y", "a", "x:y"),
        (".:y", "a:b", "a:b:y"),
        ("..:y", "a:b", "a:y"),
        ("..y", "a:b", "a:y"),
        ("x:", "a", "x:"),
        ("Über/Maß", "", "über:maß"),
    ],
)
def test_names_in_dokuwiki(written: str, namespace: str, expected: str):
    assert resolved_id(written, namespace) == expected


def test_sections_of_dokuwiki():
    assert [section_id(one) for one in ("The First!", "1. Step: go", "Über uns")] == [
        "the_first",
        "step_go",
        "über_uns",
    ]


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_text_of_dokuwiki_becomes_well_formed_storage_format(text: str):
    parse(dokuwiki(text).storage)


@given(
    st.lists(
        st.one_of(st.sampled_from([one.replace("|", " ") for one in _TAGS.split()]), st.text(max_size=3)), max_size=40
    )
)
@settings(max_examples=200, deadline=None)
def test_every_document_becomes_well_formed_storage_format(pieces: list[str]):
    storage = html("".join(pieces))
    parse(storage)
    assert "<script" not in storage


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_a_document(data: bytes):
    parse(convert_html(read_html(data)))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_head_is_taken_off_or_nothing(text: str):
    whole = f"---\n{text}"
    head = split_front_matter(whole)
    assert whole.endswith(head.text)


@pytest.mark.parametrize(
    "unit",
    ["**", "//a ", "[[", "[[a", "{{", "((", "%%", "<code>", "<nowiki>", "<sub>", "|a", "\n|[[", "\n^ a", "\n  * a",
     "\n> a", "\n>" * 3, "http://", "~~a", "<a ", "\n  a", "\n== a", "a::", "[[a|{{", "((a))"],
)  # fmt: skip
def test_time_grows_with_the_length_only(unit: str):
    def seconds(times: int) -> float:
        began = time.process_time()
        dokuwiki(unit * times)
        return time.process_time() - began

    count = 4000 // len(unit)
    limit = 25 * min(seconds(count) for _ in range(2)) + 0.05
    # Eight times the text: a quadratic reader takes 64 times as long. A busy machine gets a second chance.
    assert seconds(8 * count) < limit or seconds(8 * count) < limit


def test_documents_that_are_very_deep_or_broad():
    parse(html("<div>" * 5000 + "x" + "</div>" * 5000))
    parse(html("<b>" * 5000 + "x"))
    parse(html("<ul><li>" * 300 + "x"))
    parse(html("<p>x" * 20000))
