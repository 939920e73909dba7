"""The numbers and dates that charts read from tables."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.macros.drawing.chart_dates import moment_of, read_moment
from wiki.macros.drawing.chart_numbers import read_number, shown_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234", 1234),
        ("1,5", 1.5),
        ("1 234 567", 1234567),
        ("1'000", 1000),
        ("12 %", 12),
        ("$ 3.50", 3.5),
        ("€1,5", 1.5),
        ("-3", -3),
        ("\u22125", -5),
        ("(7)", -7),
        ("2.5e3", 2500),
        (".5", 0.5),
        ("about 5 apples", 5),
        ("10-20", 10),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "abc", "v2", "–", "n/a", "1e999", "²"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_a_language_may_write_a_comma_before_decimals() -> None:
    assert read_number("1,234", decimal_comma=True) == 1.234
    assert read_number("1.234", decimal_comma=True) == 1234


def test_exact_cells_hold_nothing_but_their_number() -> None:
    assert read_number("5 apples", exact=True) is None
    assert read_number("$ 3.50", exact=True) == 3.5


@given(st.text(max_size=200))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    for exact in (True, False):
        value = read_number(text, exact=exact)
        assert value is None or math.isfinite(value)


@given(st.integers(-(10**12), 10**12))
def test_what_is_shown_is_read_again(value: int) -> None:
    assert read_number(shown_number(value)) == value


@pytest.mark.parametrize(
    ("text", "pattern", "day"),
    [
        ("1/2005", "MM/yyyy", "2005-01-01"),
        ("2005-01-31", "", "2005-01-31"),
        ("31.12.2020", "", "2020-12-31"),
        ("12/31/2020", "", "2020-12-31"),
        ("1/2/2020", "dd/MM/yyyy", "2020-02-01"),
        ("Mar 2021", "", "2021-03-01"),
        ("5 Jan. 2020", "", "2020-01-05"),
        ("Q3 2021", "", "2021-07-01"),
        ("99", "yy", "1999-01-01"),
        ("2020", "'nonsense", "2020-01-01"),
    ],
)
def test_dates_are_read_by_a_pattern_or_by_the_usual_ones(text: str, pattern: str, day: str) -> None:
    moment = read_moment(text, pattern)
    assert moment is not None and moment_of(moment).date().isoformat() == day


@pytest.mark.parametrize("text", ["", "soon", "2020-13-01", "0000-01-01", "31/31/2020", "1" * 500])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_moment(text) is None


@given(st.text(max_size=80), st.text(alphabet="yMdHhmsaE'/-. ()[]*+", max_size=80))
def test_any_pattern_may_be_tried(text: str, pattern: str) -> None:
    moment = read_moment(text, pattern)
    assert moment is None or moment_of(moment)
