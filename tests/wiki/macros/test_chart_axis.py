"""The axes of charts."""

from hypothesis import given
from hypothesis import strategies as st

from wiki.macros.drawing.chart_axis import Bounds, number_axis, time_axis
from wiki.macros.drawing.chart_dates import read_moment

values = st.floats(-1e100, 1e100, allow_nan=False)
maybe = st.none() | values


def _texts(axis) -> list[str]:
    return [text for _value, text in axis.ticks]


def _moment(text: str) -> float:
    moment = read_moment(text)
    assert moment is not None
    return moment


def test_marks_are_at_round_numbers() -> None:
    axis = number_axis(1500, 9500, 5, Bounds(), with_zero=True)
    assert _texts(axis) == ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]
    assert axis.share(5000) == 0.5


def test_a_page_may_say_where_an_axis_goes() -> None:
    assert _texts(number_axis(0, 10, 5, Bounds(0, 1, 0.25), with_zero=True)) == ["0.00", "0.25", "0.50", "0.75", "1.00"]


def test_a_tiny_step_does_not_make_thousands_of_marks() -> None:
    assert len(number_axis(0, 10, 5, Bounds(0, 1, 1e-9), with_zero=True).ticks) < 10


def test_moments_are_marked_at_the_begin_of_years_months_days_and_hours() -> None:
    assert _texts(time_axis(_moment("1990"), _moment("2020"), 6, Bounds())) == ["1990", "2000", "2010", "2020"]
    assert _texts(time_axis(_moment("1/2005"), _moment("5/2005"), 6, Bounds()))[0] == "Jan 2005"
    assert _texts(time_axis(_moment("2020-01-01"), _moment("2020-01-03"), 4, Bounds(step=86400))) == [
        "1 Jan 2020",
        "2 Jan",
        "3 Jan",
    ]
    assert _texts(time_axis(_moment("10:00"), _moment("12:00"), 6, Bounds())) == [
        "10:00",
        "10:30",
        "11:00",
        "11:30",
        "12:00",
    ]


@given(values, values, maybe, maybe, maybe, st.booleans())
def test_any_values_have_an_axis_with_a_few_marks(a, b, low, high, step, with_zero) -> None:
    axis = number_axis(min(a, b), max(a, b), 6, Bounds(low, high, step), with_zero=with_zero)
    assert axis.high > axis.low and len(axis.ticks) <= 100
    assert 0 <= axis.share(a) <= 1


moments = st.floats(-5e10, 2e11, allow_nan=False)


@given(moments, moments, st.none() | moments, st.none() | moments)
def test_any_moments_have_an_axis_with_a_few_marks(a, b, low, high) -> None:
    axis = time_axis(min(a, b), max(a, b), 6, Bounds(low, high))
    assert axis.high > axis.low and len(axis.ticks) <= 100
