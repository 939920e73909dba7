"""Words are marked where they stand, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.storage_format.comment_markers import Selection, mark_selection, refs_in, squeezed, unmark
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write

MARKER = re.compile(r'<ac:inline-comment-marker ac:ref="r">|</ac:inline-comment-marker>')


def marked(source: str, words: str, **where: object) -> tuple[str | None, str]:
    """Mark words in a text, with brackets for the markers, and give how they read."""
    tree = parse(source)
    said = mark_selection(tree, Selection(words, **where), "r")  # type: ignore[arg-type]
    text = write(tree).replace('<ac:inline-comment-marker ac:ref="r">', "[")
    return said, text.replace("</ac:inline-comment-marker>", "]")


@pytest.mark.parametrize(
    ("source", "words", "said", "expected"),
    [
        ("<p>one two three</p>", "two", "two", "<p>one [two] three</p>"),
        ("<p>one  two\n three</p>", "two three", "two three", "<p>one  [two\n three]</p>"),
        ("<p>a &amp; b &nbsp;c</p>", "& b\u00a0 c", "& b c", "<p>a [&amp; b &nbsp;c]</p>"),
        ("<p>a <em>b</em> c</p>", "a b c", "a b c", "<p>[a ]<em>[b]</em>[ c]</p>"),
        (
            "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
            "one\ntwo",
            "one two",
            "<ul>\n<li>[one]</li>\n<li>[two]</li>\n</ul>",
        ),
        (
            '<p>see <ac:link><ri:page ri:content-title="My page" /></ac:link> too</p>',
            "see My",
            "see My page",
            '<p>[see ][<ac:link><ri:page ri:content-title="My page" /></ac:link>] too</p>',
        ),
        (
            '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">one</ac:parameter>'
            "<ac:rich-text-body><p>one</p></ac:rich-text-body></ac:structured-macro>",
            "one",
            "one",
            '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">one</ac:parameter>'
            "<ac:rich-text-body><p>[one]</p></ac:rich-text-body></ac:structured-macro>",
        ),
    ],
)
def test_words_are_marked(source: str, words: str, said: str, expected: str):
    assert marked(source, words) == (said, expected)


def test_the_number_tells_the_same_words_apart():
    assert marked("<p>a b a b a</p>", "a", index=1, count=3) == ("a", "<p>a b [a] b a</p>")


def test_what_is_around_tells_them_apart_where_the_page_shows_more():
    source = "<p>red car</p><p>blue car</p>"
    assert marked(source, "car", index=4, count=9, before="the blue", after="")[1] == "<p>red car</p><p>blue [car]</p>"
    assert marked(source, "car", index=0, count=9, before="in some macro's", after="!")[0] is None


@pytest.mark.parametrize("words", ["four", "", " ", "title"])
def test_words_that_are_not_there_change_nothing(words: str):
    macro = '<ac:structured-macro ac:name="toc"><ac:parameter ac:name="a">title</ac:parameter></ac:structured-macro>'
    source = f"<p>one</p>{macro}"
    assert marked(source, words) == (None, source)


def test_marks_within_marks():
    tree = parse("<p>one two three</p>")
    mark_selection(tree, Selection("one two"), "a")
    mark_selection(tree, Selection("two three"), "b")
    again = parse(write(tree))
    assert refs_in(again) == {"a", "b"}
    assert unmark(again, "a")
    assert not unmark(again, "a")
    assert refs_in(again) == {"b"}
    assert unmark(again, "b")
    assert write(again) == "<p>one two three</p>"


@given(
    st.lists(st.text("ab \n&<é", min_size=1, max_size=8), min_size=1, max_size=5), st.integers(0, 30), st.integers(1, 9)
)
def test_markers_are_all_that_is_added(texts: list[str], start: int, size: int):
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in texts]
    source = "<p>" + "".join(f"<em>{text}</em>" if place % 2 else text for place, text in enumerate(escaped)) + "</p>"
    whole = squeezed("".join(texts))
    words = whole[start : start + size]
    if not words:
        return
    starts = [place for place in range(len(whole)) if whole.startswith(words, place)]
    tree = parse(source)
    said = mark_selection(tree, Selection(words, index=starts.index(start), count=len(starts)), "r")
    text = write(tree)
    assert MARKER.sub("", text) == source
    assert squeezed(said or "") == words
    inside = "".join(re.findall(r'ac:ref="r">(.*?)</ac', text, re.DOTALL))
    assert squeezed(inside).replace("&lt;", "<").replace("&amp;", "&") == words
    unmark(tree, "r")
    assert write(tree) == source
