"""Parameters: from what a page says to typed values, or to a sentence about what is wrong."""

import pytest

from wiki.macros.parameters import BadParameter, Parameter, ParameterKind, coerce, find_given
from wiki.macros.title_pattern import TitlePattern
from wiki.storage_format.nodes import MacroParameter
from wiki.storage_format.references import PageReference, SpaceReference


def parameter(kind: ParameterKind, **more: object) -> Parameter:
    return Parameter("p", "A parameter.", kind, **more)  # type: ignore[arg-type]


def given(text: str) -> MacroParameter:
    return MacroParameter("p", text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (ParameterKind.TEXT, " x", " x"),
        (ParameterKind.INTEGER, "3", 3),
        (ParameterKind.INTEGER, "+3", 3),
        (ParameterKind.INTEGER, "3.0", 3),
        (ParameterKind.INTEGER, "-3", 0),
        (ParameterKind.INTEGER, "12345", 9),
        (ParameterKind.BOOLEAN, "TRUE", True),
        (ParameterKind.BOOLEAN, "no", False),
        (ParameterKind.CHOICE, "B", "b"),
        (ParameterKind.COLOUR, "#fff", "#fff"),
        (ParameterKind.COLOUR, "url(x)", "red"),
        (ParameterKind.LENGTH, "5", "5px"),
        (ParameterKind.PATTERN, "a.*", TitlePattern("a.*")),
        (ParameterKind.PAGE, "Title: more", PageReference("more", "Title")),
        (ParameterKind.PAGE, "KEY:Title", PageReference("Title", "KEY")),
        (ParameterKind.PAGE, "Two words: more", PageReference("Two words: more")),
        (ParameterKind.PAGE, "/", PageReference("/")),
        (ParameterKind.SPACE, "DS", SpaceReference("DS")),
    ],
)
def test_values(kind: ParameterKind, text: str, value: object) -> None:
    assert coerce(parameter(kind, choices=("a", "b"), most=9, default="red"), given(text)) == value


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (ParameterKind.INTEGER, "x", "p must be a whole number, not 'x'."),
        (ParameterKind.INTEGER, "1" * 20, "p must be a whole number"),
        (ParameterKind.INTEGER, "\u0663", "p must be a whole number"),
        (ParameterKind.BOOLEAN, "perhaps", "p must be true or false, not 'perhaps'."),
        (ParameterKind.CHOICE, "c", "p must be one of a, b, not 'c'."),
        (ParameterKind.LENGTH, "wide", "p must be a length such as 300px or 33%, not 'wide'."),
        (ParameterKind.PATTERN, "*", "p can't be used as a pattern: '*' repeats nothing."),
        (ParameterKind.PATTERN, "(a", "p can't be used as a pattern: a '(' is never closed."),
    ],
)
def test_bad_values_are_explained(kind: ParameterKind, text: str, message: str) -> None:
    with pytest.raises(BadParameter) as raised:
        coerce(parameter(kind, choices=("a", "b")), given(text))
    assert message in str(raised.value)


def test_nothing_given_is_the_default() -> None:
    assert coerce(parameter(ParameterKind.INTEGER, default=4), None) == 4
    declared = Parameter("p", "A parameter.", aliases=("q",))
    assert find_given(declared, {"p": given(""), "q": given("x")}) == given("x")
    assert find_given(declared, {}) is None
    assert Parameter("", "A parameter.", aliases=("q",)).label == "q"
    assert Parameter("", "A parameter.").label == "the unnamed parameter"
