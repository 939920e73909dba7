"""Patterns of page authors: they mean what they mean elsewhere, and none can hang a page."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.work import grows_with_length_only
from wiki.macros.title_pattern import BadPattern, TitlePattern

PIECES = st.sampled_from(
    ["a", "b", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\w", "\\.", "a*", "b+", "c?", ".*", "x|y", " "]
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(inner, inner).map("|".join),
        st.tuples(inner, st.sampled_from(["", "*", "+", "?"])).map(lambda pair: f"({pair[0]}){pair[1]}"),
        inner.map(lambda part: f"(?:{part})"),
    ),
    max_leaves=6,
).filter(lambda pattern: len(pattern) <= 40)


@settings(max_examples=500, deadline=None)
@given(PATTERNS, st.text("abcxy. 1", max_size=6))
def test_patterns_mean_what_they_mean_to_python(pattern: str, text: str) -> None:
    assert TitlePattern(pattern).matches(text) == bool(re.fullmatch(pattern, text))


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("", "", True),
        ("", "a", False),
        ("^Intro.*$", "Introduction", True),
        ("Foo|Bar", "Bar", True),
        ("Foo|Bar", "Barn", False),
        ("[A-Z][a-z]+ \\d+", "Chapter 12", True),
        ("[]x]+", "]x", True),
        ("[a-]", "-", True),
        ("\\(x\\)", "(x)", True),
        ("\\S\\s\\D\\W", "a b!", True),
    ],
)
def test_examples(pattern: str, text: str, fits: bool) -> None:
    assert TitlePattern(pattern).matches(text) is fits


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "a)", "[", "[a", "*a", "a|*", "\\", "a{2}", "(?=a)", "(?P<x>a)", "\\b", "\\1", "(" * 30, "a" * 101],
)
def test_what_is_not_understood_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        TitlePattern(pattern)


def test_patterns_that_hang_others_do_not_hang() -> None:
    for source in ("(a*)*b", "(a|a)*b", "(.*)*.*.*.*x", "((a+)+)+$", "(a?" * 10 + ")" * 10 + "*"):
        assert grows_with_length_only(lambda size, source=source: TitlePattern(source).matches("a" * size), 60)


def test_patterns_are_equal_by_their_text() -> None:
    assert TitlePattern("a") == TitlePattern("a")
    assert TitlePattern("a") != TitlePattern("b")
    assert len({TitlePattern("a"), TitlePattern("a")}) == 1
