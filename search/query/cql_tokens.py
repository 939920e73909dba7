"""The pieces of a query in CQL: texts in quotation marks, operators, signs and words."""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from django.utils.translation import gettext

from search.errors import QuerySyntaxError

_TOKEN = re.compile(
    r"""
      (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<operator>!=|!~|>=|<=|=|~|>|<)
    | (?P<sign>[(),])
    | (?P<word>[^\s"'!=~<>(),]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANK = re.compile(r"\s*")


class Token(NamedTuple):
    """One piece of a query: a text, an operator, a sign or a word, and where it begins."""

    kind: str
    text: str
    position: int

    @property
    def word(self) -> str:
        """The word in capitals, to be compared with AND and the like; empty for anything else."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    """Part a query into its pieces.

    Raises:
        QuerySyntaxError: a sign in it can't stand there, or a quotation mark is never closed.
    """
    found: list[Token] = []
    position = 0
    while True:
        blank = _BLANK.match(text, position)
        position = blank.end() if blank else position
        if position >= len(text):
            return found
        match = _TOKEN.match(text, position)
        if match is None:
            _refuse(text, position)
        found.append(Token(match.lastgroup or "", match.group(), position))
        position = match.end()


def _refuse(text: str, position: int) -> NoReturn:
    if text[position] in "\"'":
        raise QuerySyntaxError(gettext("this quotation mark is never closed"), position)
    raise QuerySyntaxError(gettext("{text} is not expected here").format(text=text[position]), position)


def unquoted(text: str) -> str:
    """Give what stands between quotation marks."""
    # Only the quotation mark is unescaped here: other backslashes are for the words inside.
    return re.sub(r"\\([\"'])", r"\1", text[1:-1])
