"""Cuts a line into pieces: text, markers of effects, links, images, emoticons, macros."""

from __future__ import annotations

import re
from collections.abc import Callable

from wiki.markup.addresses import START, address_end
from wiki.markup.bodies import MARKS, ColourNode, MacroNode
from wiki.markup.effects import TAGS, Marker, OpenEffects
from wiki.markup.emoticons import emoticon_at
from wiki.markup.images import image, image_end
from wiki.markup.links import WrittenLink, link_end, read_link
from wiki.markup.search import Searches
from wiki.markup.tag_scan import monospace_end
from wiki.markup.writing import attributes, element, escaped, reference_at, resolved

_SPECIAL = re.compile(rf"[\\{{\[!*_\-+^~?&<>(:;\x01-\x03]|{START}")
_BACKSLASHES = re.compile(r"\\++")
_SAME = {character: re.compile(f"{re.escape(character)}++") for character in "*_-+^~?![{"}
_ESCAPABLE = frozenset("{}[]()*_-+^~?!|#&\\:;")
_FORCED = re.compile(r"\{(\?\?|[*_\-+^~])\}")
_DASHES = {2: "&ndash;", 3: "&mdash;"}
_BREAK = element("br")


class Html(str):
    """Elements, where other pieces are text."""

    __slots__ = ()


class Edge:
    """Where monospaced text begins or ends."""

    __slots__ = ("begins",)

    def __init__(self, begins: bool) -> None:
        self.begins = begins


class LinkPiece:
    """A link whose alias is still to be read."""

    __slots__ = ("link",)

    def __init__(self, link: WrittenLink) -> None:
        self.link = link


Piece = str | Marker | Edge | LinkPiece | MacroNode | ColourNode


class Line:
    """One run over one line, or over a part of one."""

    def __init__(
        self, searches: Searches, nodes: dict[int, MacroNode | ColourNode], start: int, end: int, links: bool
    ) -> None:
        self.searches = searches
        self.text = searches.text
        self.nodes = nodes
        self.start = start
        self.end = end
        self.links = links
        self.pieces: list[Piece] = []
        self.effects = OpenEffects()
        self.monospace_end = -1
        self.fenced = 0
        self.links_outside = links

    def read(self) -> list[Piece]:
        """Give the pieces."""
        position, end, text = self.start, self.end, self.text
        search = _SPECIAL.search
        while position < end:
            if position == self.monospace_end:
                position = self._leave_monospace()
                continue
            limit = self.monospace_end if self.monospace_end >= 0 else end
            found = search(text, position, limit)
            if found is None:
                self.pieces.append(text[position:limit])
                position = limit
                continue
            place = found.start()
            if place > position:
                self.pieces.append(text[position:place])
            position = self._special(place, limit, found.end() - place > 1)
        return self.pieces

    def _special(self, place: int, limit: int, is_address: bool) -> int:
        """Read what begins at a special character; gives where to go on."""
        if is_address or self.text.startswith("mailto:", place):
            return self._address(place, limit)
        reader = _READERS.get(self.text[place])
        return reader(self, place, limit) if reader else self._plain(place, place + 1)

    def _plain(self, place: int, after: int) -> int:
        self.pieces.append(escaped(self.text[place:after]))
        return after

    def _run(self, place: int, limit: int) -> int:
        """Give where a run of the same character ends."""
        found = _SAME[self.text[place]].match(self.text, place, limit)
        return found.end() if found else place + 1

    def _address(self, place: int, limit: int) -> int:
        after = address_end(self.text, place, limit)
        if not self.links or after <= place:
            return self._plain(place, max(after, place + 1))
        written = resolved(self.text[place:after])
        shown = escaped(written.removeprefix("mailto:"))
        self.pieces.append(Html(f"<a{attributes([('href', written)])}>{shown}</a>"))
        return after

    def _backslash(self, place: int, limit: int) -> int:
        found = _BACKSLASHES.match(self.text, place, limit)
        after = found.end() if found else place + 1
        length = after - place
        escapes = length % 2 == 1 and after < limit and self.text[after] in _ESCAPABLE
        if length % 2 and not escapes:
            return self._plain(place, after)
        self.pieces.extend([Html(_BREAK)] * (length // 2))
        if not escapes:
            return after
        double = self.text.startswith("{{", after) and after + 1 < limit
        return self._plain(after, after + (2 if double else 1))

    def _brace(self, place: int, limit: int) -> int:
        forced = _FORCED.match(self.text, place, limit)
        if forced is not None:
            self._marker(forced.group(1), forced.group(), may_begin=True, may_end=True)
            return forced.end()
        if self.text.startswith("{{", place) and self.monospace_end < 0:
            close = monospace_end(self.searches, place, limit)
            if close >= 0:
                return self._enter_monospace(place, close)
        return self._plain(place, self._run(place, limit))

    def _enter_monospace(self, place: int, close: int) -> int:
        self.monospace_end = close
        self.links_outside, self.links = self.links, False
        self.fenced = self.effects.fence()
        self.pieces.append(Edge(begins=True))
        return place + 2

    def _leave_monospace(self) -> int:
        after = self.monospace_end + 2
        self.monospace_end = -1
        self.links = self.links_outside
        self.effects.open_again(self.fenced)
        self.pieces.append(Edge(begins=False))
        return after

    def _effect(self, place: int, limit: int) -> int:
        text, character = self.text, self.text[place]
        after = self._run(place, limit)
        length = after - place
        before = text[place - 1] if place > self.start else " "
        behind = text[after] if after < limit else " "
        if character == "-" and length in _DASHES and before.isspace() and behind.isspace():
            self.pieces.append(_DASHES[length])
            return after
        if length != (2 if character == "?" else 1) or (character == "-" and behind == ">"):
            return self._plain(place, after)
        self._marker(
            text[place:after],
            text[place:after],
            may_begin=not before.isalnum() and not behind.isspace(),
            may_end=not before.isspace() and not behind.isalnum(),
        )
        return after

    def _marker(self, sign: str, written: str, *, may_begin: bool, may_end: bool) -> None:
        marker = Marker(TAGS[sign], written, may_begin, may_end, len(self.pieces))
        self.pieces.append(marker)
        self.effects.take(marker)

    def _bracket(self, place: int, limit: int) -> int:
        after = self._run(place, limit)
        if after - place > 1:
            return self._plain(place, after - 1)
        close = link_end(self.searches, place, limit) if self.links else -1
        link = read_link(self.text, place + 1, close, self._spelt) if close >= 0 else None
        if link is None:
            return self._plain(place, after)
        self.pieces.append(LinkPiece(link))
        return close + 1

    def _exclamation(self, place: int, limit: int) -> int:
        close = image_end(self.searches, place, limit) if self.monospace_end < 0 else -1
        if close < 0:
            return self._plain(place, self._run(place, limit))
        source = self._spelt(place + 1, close)
        written = image(source) if source is not None else ""
        if not written:
            return self._plain(place, place + 1)
        self.pieces.append(Html(written))
        return close + 1

    def _spelt(self, start: int, end: int) -> str | None:
        """Give a stretch of the line with the tags in it as they were written; None where a body or a colour is."""
        source = self.text[start:end]
        if not any(mark in source for mark in MARKS):
            return source
        pieces = []
        for place in range(start, end):
            node = self.nodes.get(place)
            if isinstance(node, ColourNode) or (isinstance(node, MacroNode) and not node.is_bare):
                return None
            pieces.append(node.tag.written if node is not None else self.text[place])
        return "".join(pieces)

    def _ampersand(self, place: int, limit: int) -> int:
        reference = reference_at(self.text, place, limit)
        if not reference:
            return self._plain(place, place + 1)
        self.pieces.append(reference)
        return place + len(reference)

    def _sign(self, place: int, limit: int) -> int:
        found = emoticon_at(self.text, place, limit) if self.monospace_end < 0 else None
        if found is None:
            return self._plain(place, place + 1)
        name, after = found
        self.pieces.append(Html(element("ac:emoticon", [("ac:name", name)])))
        return after

    def _mark(self, place: int, _limit: int) -> int:
        node = self.nodes.get(place)
        if node is not None:
            self.pieces.append(node)
        return place + 1


_Reader = Callable[[Line, int, int], int]

_READERS: dict[str, _Reader] = {
    "\\": Line._backslash,
    "{": Line._brace,
    "[": Line._bracket,
    "!": Line._exclamation,
    "&": Line._ampersand,
    **dict.fromkeys("*_-+^~?", Line._effect),
    **dict.fromkeys("(:;<", Line._sign),
    **dict.fromkeys("\x01\x02\x03", Line._mark),
}
