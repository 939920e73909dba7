"""Reads macro tags: `{name}`, `{name:parameters}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wiki.markup.catalogue import MacroFacts

_ESCAPED = re.compile(r"\\([{}\[\]()*_\-+^~?!|#&\\:=])")
_NAMED = re.compile(r"\s*([A-Za-z_][\w.\-]{0,99})\s*=", re.ASCII)
BAR_OR_BACKSLASH = re.compile(r"[\\|]")
"""What matters where a text is split at bars."""


@dataclass(slots=True, eq=False)
class Tag:
    """A macro tag of a text, and what became of it when tags were paired.

    Attributes:
        name: the name as written.
        parameters: what stands after the colon; None where there is no colon.
        start: where it begins.
        end: where the text goes on; for a plain body, behind the closing tag.
        facts: what the macro is; None for an unknown one.
        plain: the plain body, if it has one.
        closing: the tag that ends its rich body, if there is one.
        is_closing: whether this is such a tag.
    """

    name: str
    parameters: str | None
    start: int
    end: int
    facts: MacroFacts | None
    plain: str | None = None
    closing: Tag | None = None
    is_closing: bool = False

    @property
    def written(self) -> str:
        """The tag as it stands in the text."""
        return f"{{{self.name}}}" if self.parameters is None else f"{{{self.name}:{self.parameters}}}"


def split_at_bars(source: str) -> list[str]:
    """Split at the bars that no backslash stands before; escapes stay as they are."""
    if "|" not in source:
        return [source]
    parts: list[str] = []
    begin = position = 0
    while True:
        found = BAR_OR_BACKSLASH.search(source, position)
        if found is None:
            parts.append(source[begin:])
            return parts
        position = found.end()
        if found.group() == "\\":
            position += 1
        else:
            parts.append(source[begin : found.start()])
            begin = position


def unescaped(source: str) -> str:
    """Give characters without the backslashes that took their meaning."""
    return _ESCAPED.sub(r"\1", source) if "\\" in source else source


def parameters_of(source: str | None, unnamed: str) -> dict[str, str]:
    """Read the parameters of a tag.

    Args:
        source: what stands after the colon.
        unnamed: the name of the first parameter that has none; the others without a name are numbered.
    """
    found: dict[str, str] = {}
    place = 0
    seen_unnamed = False
    for part in split_at_bars(source) if source else ():
        named = _NAMED.match(part)
        if named is not None:
            name, value = named.group(1), part[named.end() :]
        else:
            name, value = (str(place), part) if seen_unnamed else (unnamed, part)
            if not part.strip():
                place += 1
                continue
            seen_unnamed = True
        place += 1
        found.setdefault(name, unescaped(value).strip())
    return found
