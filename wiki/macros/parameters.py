"""Typed macro parameters: how each is declared, and how what a page gives becomes a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from wiki.macros.safe_css import css_colour, css_length
from wiki.macros.title_pattern import BadPattern, TitlePattern
from wiki.storage_format.nodes import MacroParameter
from wiki.storage_format.references import PageReference, Reference, SpaceReference

Value = str | int | bool | None | TitlePattern | Reference


class ParameterKind(StrEnum):
    """What a parameter's value is."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    COLOUR = "colour"
    LENGTH = "length"
    PATTERN = "pattern"
    PAGE = "page"
    SPACE = "space"
    SPACES = "spaces"
    QUERY = "query"


class BadParameter(Exception):
    """A parameter with a value that its macro can't take; `str(error)` is shown in the page."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """The declaration of one parameter.

    `name` is the one written in pages, empty for the unnamed one; `aliases` are others that mean the same. Whole
    numbers beyond `least` and `most` count as these. A new use of the macro has to give what is `required`. One that
    gives a `timed` parameter depends on the time, so that it runs at each view; where `timed` is a function, it says so
    of the text that is given.
    """

    name: str
    doc: str
    kind: ParameterKind = ParameterKind.TEXT
    default: Value = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000
    required: bool = False
    timed: bool | Callable[[str], bool] = False

    @property
    def label(self) -> str:
        """The name for messages and documentation."""
        return self.name or (self.aliases[0] if self.aliases else gettext("the unnamed parameter"))


def find_given(parameter: Parameter, given: dict[str, MacroParameter]) -> MacroParameter | None:
    """Give what a page says for a parameter, under its name or an alias, if it says anything."""
    for name in (parameter.name, *parameter.aliases):
        found = given.get(name)
        if found is not None and (found.text or found.reference is not None):
            return found
    return None


def coerce(parameter: Parameter, given: MacroParameter | None) -> Value:
    """Turn what a page gives into a value of the parameter's kind.

    Args:
        parameter: the declaration.
        given: what the page says; None, or nothing in it, means the default.

    Raises:
        BadParameter: the text can't be a value of this kind.
    """
    if given is None:
        return parameter.default
    if parameter.kind is ParameterKind.PAGE:
        return page_named(given)
    if parameter.kind is ParameterKind.SPACE:
        return given.reference if isinstance(given.reference, SpaceReference) else SpaceReference(given.text)
    return _COERCIONS[parameter.kind](parameter, given.text)


def page_named(given: MacroParameter) -> PageReference | None:
    """Read the page that a parameter names: by a resource, or as text `Title` or `KEY:Title`."""
    if isinstance(given.reference, PageReference):
        return given.reference
    key, colon, title = given.text.partition(":")
    if colon and key and " " not in key:
        return PageReference(title.strip(), key)
    return PageReference(given.text)


def _text(_parameter: Parameter, text: str) -> str:
    return text


def _integer(parameter: Parameter, text: str) -> int:
    number = text.removeprefix("+").removesuffix(".0")
    digits = number.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        raise BadParameter(
            gettext("{label} must be a whole number, not '{text}'.").format(label=parameter.label, text=text[:50])
        )
    return max(parameter.least, min(parameter.most, int(number)))


def _boolean(parameter: Parameter, text: str) -> bool:
    word = text.lower()
    if word in {"true", "yes", "on", "1"}:
        return True
    if word in {"false", "no", "off", "0"}:
        return False
    raise BadParameter(
        gettext("{label} must be true or false, not '{text}'.").format(label=parameter.label, text=text[:50])
    )


def _choice(parameter: Parameter, text: str) -> str:
    word = text.lower()
    if word not in parameter.choices:
        raise BadParameter(
            gettext("{label} must be one of {names}, not '{text}'.").format(
                label=parameter.label, names=", ".join(parameter.choices), text=text[:50]
            )
        )
    return word


def _colour(parameter: Parameter, text: str) -> str:
    colour = css_colour(text)
    if colour is None:
        return str(parameter.default or "")
    return colour


def _length(parameter: Parameter, text: str) -> str:
    length = css_length(text)
    if length is None:
        raise BadParameter(
            gettext("{label} must be a length such as 300px or 33%, not '{text}'.").format(
                label=parameter.label, text=text[:50]
            )
        )
    return length


def _pattern(parameter: Parameter, text: str) -> TitlePattern:
    try:
        return TitlePattern(text)
    except BadPattern as error:
        raise BadParameter(
            gettext("{label} can't be used as a pattern: {error}").format(label=parameter.label, error=error)
        ) from error


_COERCIONS: dict[ParameterKind, Callable[[Parameter, str], Value]] = {
    ParameterKind.TEXT: _text,
    ParameterKind.SPACES: _text,
    ParameterKind.QUERY: _text,
    ParameterKind.INTEGER: _integer,
    ParameterKind.BOOLEAN: _boolean,
    ParameterKind.CHOICE: _choice,
    ParameterKind.COLOUR: _colour,
    ParameterKind.LENGTH: _length,
    ParameterKind.PATTERN: _pattern,
}
