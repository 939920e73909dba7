"""Spaces that a query in CQL names by their keys: `space = DS`, `space.key in (DS, "~ann")`.

Nothing of a query is understood but this, and what can't be read stays as it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wiki.storage_format.references import fold_title

_PIECE = re.compile(
    r"""
      (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<sign>!=|!~|>=|<=|[=~><(),])
    | (?P<word>[^\s"'!=~<>(),]+)
    | (?P<never_closed>["'])
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN_KEY = re.compile(r"[A-Za-z0-9]+")
_FIELDS = frozenset({"space", "space.key"})


class _Key(NamedTuple):
    """A key in a query, and what of the text it takes."""

    key: str
    start: int
    end: int


def space_keys_in_query(query: str) -> list[str]:
    """Give the keys of the spaces that a query names, in their order."""
    return [found.key for found in _keys(query)]


def rename_space_in_query(query: str, old_key: str, new_key: str) -> str:
    """Give a query that names a space by another key."""
    old = fold_title(old_key)
    written = new_key if _PLAIN_KEY.fullmatch(new_key) else f'"{new_key}"'
    for found in reversed(list(_keys(query))):
        if fold_title(found.key) == old:
            quote = query[found.start]
            new = f"{quote}{new_key}{quote}" if quote in "\"'" else written
            query = query[: found.start] + new + query[found.end :]
    return query


def _keys(query: str) -> Iterator[_Key]:
    pieces = [*_PIECE.finditer(query)]
    texts = [piece[0].lower() for piece in pieces]
    for number, text in enumerate(texts):
        if pieces[number].lastgroup != "word" or text not in _FIELDS:
            continue
        after = number + 1
        if texts[after : after + 1] in (["="], ["!="]):
            yield from _key(pieces, after + 1)
        elif texts[after : after + 2] == ["in", "("]:
            yield from _listed_keys(pieces, after + 2)
        elif texts[after : after + 3] == ["not", "in", "("]:
            yield from _listed_keys(pieces, after + 3)


def _listed_keys(pieces: list[re.Match[str]], start: int) -> Iterator[_Key]:
    depth = 1
    for at in range(start, len(pieces)):
        depth += (pieces[at][0] == "(") - (pieces[at][0] == ")")
        if depth == 0:
            return
        if depth == 1:
            yield from _key(pieces, at)


def _key(pieces: list[re.Match[str]], at: int) -> Iterator[_Key]:
    """Give the key that stands at a place; a function such as `currentSpace()` is none."""
    if at >= len(pieces) or pieces[at].lastgroup not in ("text", "word"):
        return
    piece = pieces[at]
    is_function = at + 1 < len(pieces) and pieces[at + 1][0] == "("
    if not is_function:
        yield _Key(piece[0][1:-1] if piece.lastgroup == "text" else piece[0], piece.start(), piece.end())
