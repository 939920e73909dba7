"""Markers that an edit knew nothing of come back where their words stand, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wiki.storage_format.generated import DOCUMENTS
from wiki.storage_format.comment_markers import Selection, mark_selection, refs_in, runs_of, squeezed
from wiki.storage_format.marker_keeping import in_step, with_markers_of
from wiki.storage_format.merge import merge
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write

START = re.compile(r'<ac:inline-comment-marker ac:ref="[^"]*">')
END = "</ac:inline-comment-marker>"


def stored(text: str) -> str:
    """Write brackets as markers of the comment "r"."""
    return text.replace("[", '<ac:inline-comment-marker ac:ref="r">').replace("]", END)


def shown(storage: str) -> str:
    """Write markers as brackets."""
    return START.sub("[", storage).replace(END, "]")


def bare(storage: str) -> str:
    """Leave markers out."""
    return START.sub("", storage).replace(END, "")


@pytest.mark.parametrize(
    ("former", "edit", "expected"),
    [
        ("<p>one [two] three</p>", "<p>one two three four</p>", "<p>one [two] three four</p>"),
        ("<p>one [two] three</p>", "<p>one <b>two</b> four</p>", "<p>one <b>[two]</b> four</p>"),
        ("<p>a b [a]</p>", "<p>a c a</p>", "<p>a c [a]</p>"),
        ("<p>[a b]</p><p>[c d]</p>", "<p>a b</p><p>c</p>", "<p>[a b]</p><p>c</p>"),
        ("<p>one</p><p>the [end]</p>", "<p>the end</p><p>one</p>", "<p>the [end]</p><p>one</p>"),
        ("<p>[two]</p><p>x</p>", "<p>new</p><p>so two</p><p>x</p>", "<p>new</p><p>so [two]</p><p>x</p>"),
        ("<p>see [<b>it</b>] now</p>", "<p>see it</p>", "<p>see [it]</p>"),
    ],
)
def test_a_marker_comes_back_where_its_words_stand(former: str, edit: str, expected: str):
    assert shown(with_markers_of(stored(former), edit)) == expected


@pytest.mark.parametrize(
    ("former", "edit"),
    [
        ("<p>one [two] three</p>", "<p>one three</p>"),
        ("<p>one [two] three</p>", "<p>one two and two three</p>"),
        ("<p>[two]</p><p>y</p>", "<p>x two</p><p>two z</p><p>y</p>"),
        ("<p>[two]</p>", "<p>two"),
        ("<p>one [two] three</p>", stored("<p>one [tw]o three</p>")),
    ],
)
def test_a_doubtful_place_gets_no_marker(former: str, edit: str):
    assert with_markers_of(stored(former), edit) == edit


@st.composite
def commented(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with some of its words marked by two comments that may overlap."""
    text = draw(DOCUMENTS)
    tree = parse(text)
    for ref in ("r", "s"):
        letters = "".join(run.squeezed for run in runs_of(tree))
        first = draw(st.integers(0, len(letters)))
        words = letters[first : first + draw(st.integers(1, 10))]
        starts = [place for place in range(len(letters)) if letters.startswith(words, place)]
        if words:
            mark_selection(tree, Selection(words, index=starts.index(first), count=len(starts)), ref)
    return text, write(tree)


@given(commented())
def test_an_edit_that_began_before_the_comments_loses_none(texts: tuple[str, str]):
    text, marked = texts
    again = with_markers_of(marked, text)
    assert bare(again) == text
    assert words_of(again) == words_of(marked)
    assert with_markers_of(marked, again) == again


@given(commented(), DOCUMENTS)
def test_nothing_but_markers_is_put_into_an_edit(texts: tuple[str, str], edit: str):
    again = with_markers_of(texts[1], edit)
    assert bare(again) == bare(edit)
    assert refs_in(parse(again)) - refs_in(parse(edit)) <= refs_in(parse(texts[1]))


def words_of(storage: str) -> dict[str, str]:
    """Give the words of each comment, without white space."""
    found: dict[str, list[str]] = {}
    for start in START.finditer(storage):
        inside, depth = storage[start.end() :], 1
        for tag in re.finditer(rf"{START.pattern}|{END}", inside):
            depth += -1 if tag.group() == END else 1
            if not depth:
                inside = inside[: tag.start()]
                break
        found.setdefault(start.group(), []).append(squeezed(parse(bare(inside)).text))
    return {ref: "".join(words) for ref, words in found.items()}


def test_a_new_comment_is_no_change_to_be_merged():
    theirs = stored("<p>one [two] three</p><p>more</p>")
    base, mine = in_step("<p>one two three</p><p>x</p>", "<p>one two three four</p><p>x</p>", theirs)
    merged = merge(base, mine, theirs)
    assert not merged.conflicts
    assert shown(merged.text) == "<p>one [two] three four</p><p>more</p>"


def test_a_comment_that_is_gone_is_no_change_either():
    theirs = "<p>one two three</p><p>more</p>"
    base, mine = in_step(stored("<p>one [two] three</p><p>x</p>"), stored("<p>four [two] three</p><p>x</p>"), theirs)
    assert shown(merge(base, mine, theirs).text) == "<p>four two three</p><p>more</p>"
