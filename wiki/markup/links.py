"""Links: `[alias|target|tip]`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wiki.markup.search import Searches
from wiki.markup.tags import BAR_OR_BACKSLASH, unescaped
from wiki.markup.targets import Target, target_of
from wiki.markup.writing import attributes, cdata, element, escaped, resolved
from wiki.storage_format.entities import decode

Spelt = Callable[[int, int], str | None]
"""Gives a stretch of a text with the macros in it as they were written; None where that can't be."""


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link as markup has it: its target, its tip, and where in the text its alias stands (nowhere: no alias)."""

    target: Target
    tip: str
    alias: tuple[int, int] | None


def link_end(searches: Searches, start: int, end: int) -> int:
    """Give where the `]` stands that ends the link which begins at start; -1 where none ends in this line."""
    close = searches.find_unescaped("]", start + 1, end)
    if close < 0:
        return -1
    opened = searches.find_unescaped("[", start + 1, end)
    return -1 if 0 <= opened < close else close


def read_link(text: str, start: int, end: int, spelt: Spelt) -> WrittenLink | None:
    """Read a link; None where there is no target.

    Args:
        text: the text it stands in.
        start: behind the opening bracket.
        end: where the closing bracket stands.
        spelt: gives a stretch of the text as it was written.
    """
    bars = _bars(text, start, end)
    first = bars[0] + 1 if bars else start
    second = bars[1] if len(bars) > 1 else end
    written = spelt(first, second)
    tip = spelt(second + 1, end) if second < end else ""
    if written is None or tip is None or not (written := written.strip()):
        return None
    given = written if written.startswith("\\\\") else unescaped(written)
    target = target_of(resolved(given).strip())
    if target is None:
        return None
    alias = (start, bars[0]) if bars and text[start : bars[0]].strip() else None
    return WrittenLink(target, resolved(unescaped(tip)).strip(), alias)


def _bars(text: str, start: int, end: int) -> list[int]:
    """Find the bars that part a link: none behind a backslash, and none in an image at its beginning."""
    found: list[int] = []
    position = start
    while position < end and text[position] == " ":
        position += 1
    if text[position : position + 1] == "!":
        close = text.find("!", position + 1, end)
        position = close + 1 if close > 0 else position
    while (sign := BAR_OR_BACKSLASH.search(text, position, end)) is not None:
        position = sign.end()
        if sign.group() == "|":
            found.append(sign.start())
        else:
            position += 1
    return found


def link_start(link: WrittenLink) -> tuple[str, str]:
    """Give what stands before and behind what a link shows."""
    target = link.target
    if target.address:
        return f"<a{attributes([('href', target.address), ('title', link.tip)])}>", "</a>"
    given = attributes([("ac:anchor", target.anchor), ("ac:tooltip", link.tip)])
    return f"<ac:link{given}>{target.resource}", "</ac:link>"


def bare_link(link: WrittenLink) -> str:
    """Write a link that has no alias."""
    target = link.target
    if target.is_text:
        return escaped(target.shown)
    start, end = link_start(link)
    if target.address:
        return f"{start}{escaped(target.shown)}{end}"
    return f"{start}{end}" if target.resource else f"{start[:-1]} />"


def plain_body(html: str) -> str:
    """Write the text that a link within the wiki shows, given as escaped text."""
    return element("ac:plain-text-link-body", (), cdata(decode(html)))
