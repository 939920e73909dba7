"""The HTML that stands in Markdown: which elements and attributes of it are kept, and how tags are paired."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from wiki.markup.writing import attributes, clean, escaped

_NAMES = (
    "a abbr b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp section small span "
    "strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
_ALLOWED = frozenset(_NAMES.split())
_EMPTY = frozenset({"br", "col", "hr", "wbr"})
_ATTRIBUTES = frozenset({"align", "colspan", "dir", "lang", "rowspan", "start", "title", "valign", "width", "open"})
_DEEPEST = 50

_PIECE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)((?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>|[^<]++|<")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:.\-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+")
_ADDRESS = re.compile(r"(?:https?|ftp|mailto|tel):|[^:/?#]*(?:[/?#]|\Z)", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Own:
    """The start or the end of an element that Markdown makes: always paired."""

    begins: bool
    html: str


@dataclass(slots=True, eq=False)
class RawTag:
    """A tag of HTML in the text: kept when it is paired, else shown as text."""

    name: str
    begins: bool
    html: str
    source: str
    paired: bool = False


Event = str | Own | RawTag
"""What is written: text and whole elements, or the edges of elements."""


def given_attributes(source: str) -> dict[str, str]:
    """Read the attributes of a tag; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        name, double, single, bare = match.groups()
        found.setdefault(name.lower(), clean(unescape(double or single or bare or "")))
    return found


def is_safe_address(address: str) -> bool:
    """Say whether an address is relative or has one of the schemes that links may have."""
    return _ADDRESS.match(address.strip()) is not None


def raw_events(source: str, image: Callable[[dict[str, str]], str]) -> list[Event]:
    """Read HTML; comments are dropped.

    Args:
        source: the HTML.
        image: writes an image, given the attributes of `img`.
    """
    found: list[Event] = []
    for match in _PIECE.finditer(_without_comments(source)):
        written = match.group()
        name = (match.group(2) or "").lower()
        if name == "img" and not match.group(1):
            found.append(image(given_attributes(match.group(3))))
        elif name in _EMPTY and not match.group(1):
            found.append(f"<{name} />")
        elif name in _ALLOWED and name not in _EMPTY:
            found.append(_tag(name, match.group(1) == "", match.group(3), written))
        else:
            found.append(escaped(written))
    return found


def _without_comments(source: str) -> str:
    pieces: list[str] = []
    position = 0
    while (start := source.find("<!--", position)) >= 0 and (end := source.find("-->", start + 4)) >= 0:
        pieces.append(source[position:start])
        position = end + 3
    return "".join([*pieces, source[position:]])


def _tag(name: str, begins: bool, source: str, written: str) -> RawTag:
    if not begins:
        return RawTag(name, False, f"</{name}>", written)
    given = given_attributes(source)
    kept = [(key, value or key) for key, value in given.items() if key in _ATTRIBUTES]
    if name == "a" and given.get("href") and is_safe_address(given["href"]):
        kept.insert(0, ("href", given["href"]))
    return RawTag(name, True, f"<{name}{attributes(kept)}>", written)


def paired(events: list[Event]) -> str:
    """Write events: tags of HTML that nest properly with everything else as tags, the others as text."""
    stack: list[Own | RawTag] = []
    raw = 0
    for event in events:
        if isinstance(event, Own):
            if event.begins:
                stack.append(event)
                continue
            while isinstance(stack.pop(), RawTag):
                raw -= 1
        elif isinstance(event, RawTag):
            if event.begins:
                if raw < _DEEPEST:
                    stack.append(event)
                    raw += 1
                continue
            raw -= _pair(stack, event)
    return "".join(_written(event) for event in events)


def _pair(stack: list[Own | RawTag], end: RawTag) -> int:
    """Pair an end tag; gives how many start tags are done with."""
    for back in range(1, len(stack) + 1):
        start = stack[-back]
        if isinstance(start, Own):
            break
        if start.name == end.name:
            start.paired = end.paired = True
            del stack[-back:]
            return back
    return 0


def _written(event: Event) -> str:
    if isinstance(event, str):
        return event
    if isinstance(event, Own):
        return event.html
    return event.html if event.paired else escaped(event.source)
