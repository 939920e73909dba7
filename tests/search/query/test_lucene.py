"""The query language of the search box: its rules, and what is told of mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QuerySyntaxError
from search.query.lucene import DEEPEST, FIELDS, parse
from search.query.nodes import (
    Boosted,
    Everything,
    Field,
    Fuzzy,
    Pattern,
    Present,
    Range,
    Together,
    Values,
    Words,
)


def word(text: str, field: Field = Field.ANY) -> Words:
    """A word."""
    return Words(field, text)


def phrase(text: str, slop: int = 0) -> Words:
    """A phrase."""
    return Words(Field.ANY, text, phrase=True, slop=slop)


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a", A),
        ("a b", Together((A, B))),
        ("a AND b", Together((A, B))),
        ("a && b", Together((A, B))),
        ("a OR b", Together(should=(A, B))),
        ("a || b", Together(should=(A, B))),
        ("a OR b c", Together(should=(A, Together((B, C))))),
        ("a -b", Together((A,), (), (B,))),
        ("a NOT b", Together((A,), (), (B,))),
        ("a !b", Together((A,), (), (B,))),
        ("-a", Together((Everything(),), (), (A,))),
        ("+a b", Together((A, B))),
        ("(a OR b) c", Together((Together(should=(A, B)), C))),
        ("a -(b c)", Together((A,), (), (Together((B, C)),))),
        ('"a b"', phrase("a b")),
        ('"a b"~3', phrase("a b", 3)),
        ('"a \\" b"', phrase('a " b')),
        ("a~", Fuzzy(Field.ANY, "a", 2)),
        ("a~1", Fuzzy(Field.ANY, "a", 1)),
        ("a~0.8", Fuzzy(Field.ANY, "a", 2)),
        ("a^2", Boosted(A, 2.0)),
        ("(a b)^0.5", Boosted(Together((A, B)), 0.5)),
        ("a*", Pattern(Field.ANY, "a*")),
        ("a\\*", word("a*")),
        ("te?t", Pattern(Field.ANY, "te?t")),
        ("title:a", word("a", Field.TITLE)),
        ("TITLE:a", word("a", Field.TITLE)),
        ("title:(a b)", Together((word("a", Field.TITLE), word("b", Field.TITLE)))),
        ("labelText:x", Values(Field.LABEL, ("x",))),
        ('spacekey:"~bob"', Values(Field.SPACE, ("~bob",))),
        ("type:page", Values(Field.KIND, ("page",))),
        ("labelText:*", Present(Field.LABEL)),
        ("*:*", Everything()),
        ("*", Everything()),
        ("title:[a TO b}", Range(Field.TITLE, "a", "b", True, False)),
        ("created:[* TO *]", Range(Field.CREATED, None, None)),
        ("created:2020", Range(Field.CREATED, 1577836800, 1609459199)),
        ("c++", word("c++")),
        ("a-b", word("a-b")),
        ("ANDROID", word("ANDROID")),
        ("", Together((Everything(),))),
    ],
)
def test_rules(settings, query: str, tree: object) -> None:
    settings.TIME_ZONE = "UTC"
    assert parse(query) == tree


def test_words_next_to_each_other_may_be_alternatives() -> None:
    assert parse("a b", all_words=False) == Together(should=(A, B))
    assert parse("+a b -c", all_words=False) == Together((A,), (B,), (C,))
    assert parse("a AND b c", all_words=False) == Together((A, B), (C,))


@pytest.mark.parametrize(
    ("query", "position", "reason"),
    [
        ("AND a", 0, "AND stands between"),
        ("a OR", 4, "something is expected behind OR"),
        ("a OR AND b", 5, "AND stands between"),
        ("(a", 0, "never closed"),
        ("a)", 1, "never opened"),
        ("a ()", 2, "nothing stands in these brackets"),
        ('x "a', 2, "quotation mark is never closed"),
        ("x foo:a", 2, "there is no field 'foo'"),
        ("[a b]", 0, "a range is written"),
        ("created:soon", 8, "is no date"),
        ("~", 0, "right behind"),
        ("a ~2", 2, "right behind"),
        ("a\\", 1, "a backslash stands before"),
        ("(" * (DEEPEST + 1) + "a", DEEPEST, "deep at most"),
    ],
)
def test_mistakes_are_told_with_their_place(query: str, position: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError, match=reason.replace("(", r"\(")) as raised:
        parse(query)
    assert raised.value.position == position


PIECES = st.sampled_from(
    [*FIELDS, *'():"~^*?[]{}+-!\\&|', " ", "AND", "OR", "NOT", "TO", "2020", "a", "word", "é", "東", "\x00", "\n"]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused_at_a_place(query: str) -> None:
    try:
        parse(query)
    except QuerySyntaxError as error:
        assert 0 <= error.position <= len(query)
