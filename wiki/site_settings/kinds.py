"""The kinds of settings: how a value is declared, taken from a form or a call, and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from wiki.site_settings.checks import BadSettingValue, anything

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Value = bool | int | str | tuple[str, ...]

LONGEST_TEXT = 2000
MOST_LINES = 500


class SettingKind(StrEnum):
    """What the value of a setting is."""

    FLAG = "flag"
    CHOICE = "choice"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Setting:
    """The declaration of one setting.

    Attributes:
        name: the name that code and rows know it by.
        title: the name that people read.
        doc: what it does, for administrators.
        kind: what its value is.
        default: what holds where nobody decided.
        group: the heading of the settings page that it stands under; empty for one that the page does not offer.
        choices: the values it may have, each with the words for it.
        check: looks at a text, or at each line, and raises `BadSettingValue`.
        least: the smallest number.
        most: the largest number.
    """

    name: str
    title: str | _StrPromise
    doc: str | _StrPromise
    kind: SettingKind
    default: Value
    group: str | _StrPromise = ""
    choices: tuple[tuple[str, str | _StrPromise], ...] = ()
    check: Callable[[str], None] = anything
    least: int = 0
    most: int = 1_000_000

    def taken(self, given: object) -> Value:
        """Give the value that was meant, in the type of this setting.

        Args:
            given: a value of the right type; lines may also be one text with line ends or a list.

        Raises:
            BadSettingValue: the setting can't have it.
        """
        return _TAKERS[self.kind](self, given)

    def stored(self, value: Value) -> bool | int | str | list[str]:
        """Give the form in which a value is kept as JSON."""
        return list(value) if isinstance(value, tuple) else value


def _flag(setting: Setting, given: object) -> bool:
    if not isinstance(given, bool):
        raise BadSettingValue(gettext("{title} is on or off.").format(title=setting.title))
    return given


def _choice(setting: Setting, given: object) -> str:
    names = [name for name, _words in setting.choices]
    if given not in names:
        raise BadSettingValue(
            gettext("{title} must be one of {names}.").format(title=setting.title, names=", ".join(names))
        )
    return str(given)


def _text(setting: Setting, given: object) -> str:
    if not isinstance(given, str):
        raise BadSettingValue(gettext("{title} must be a text.").format(title=setting.title))
    value = given.strip()
    _check_length(setting, value)
    setting.check(value)
    return value


def _lines(setting: Setting, given: object) -> tuple[str, ...]:
    pieces: Iterable[object]
    if isinstance(given, str):
        pieces = given.splitlines()
    elif isinstance(given, list | tuple):
        pieces = given
    else:
        raise BadSettingValue(gettext("{title} must be lines of text.").format(title=setting.title))
    lines: dict[str, None] = {}
    for piece in pieces:
        if not isinstance(piece, str):
            raise BadSettingValue(gettext("{title} must be lines of text.").format(title=setting.title))
        line = piece.strip()
        if line:
            _check_length(setting, line)
            setting.check(line)
            lines[line] = None
    if len(lines) > MOST_LINES:
        raise BadSettingValue(
            gettext("{title} may have {most_lines} lines at most.").format(title=setting.title, most_lines=MOST_LINES)
        )
    return tuple(lines)


def _number(setting: Setting, given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not setting.least <= given <= setting.most:
        raise BadSettingValue(
            gettext("{title} must be a whole number from {least} to {most}.").format(
                title=setting.title, least=setting.least, most=setting.most
            )
        )
    return given


def _check_length(setting: Setting, value: str) -> None:
    if len(value) > LONGEST_TEXT or any(ord(letter) < 0x20 for letter in value):
        raise BadSettingValue(
            gettext("{title} takes {longest_text} characters at most, and no control characters among them.").format(
                title=setting.title, longest_text=LONGEST_TEXT
            )
        )


_TAKERS: dict[SettingKind, Callable[[Setting, object], Value]] = {
    SettingKind.FLAG: _flag,
    SettingKind.CHOICE: _choice,
    SettingKind.TEXT: _text,
    SettingKind.LINES: _lines,
    SettingKind.NUMBER: _number,
}
