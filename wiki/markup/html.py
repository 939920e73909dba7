"""HTML to storage format: the elements that pages consist of are kept, all others leave their text or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TypeAlias

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from wiki.markup.errors import MarkupTooLong
from wiki.markup.html_macros import anchor, code, macro_of
from wiki.markup.raw_html import is_safe_address
from wiki.markup.writing import attributes, clean, element, escaped
from wiki.storage_format.parser import MAX_LENGTH

_DROPPED_NAMES = (
    "script style head title link meta base noscript template iframe frame frameset object embed applet svg math "
    "canvas audio video form input button select textarea option label dialog nav map area"
)
_PHRASE_NAMES = (
    "a abbr b bdo big cite code del dfn em i ins kbd mark q s samp small span strike strong sub sup tt u var"
)
_BLOCK_NAMES = (
    "blockquote caption col colgroup dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead tr ul"
)
_CONTAINER_NAMES = (
    "div section article main body header footer aside figure figcaption center details summary fieldset address"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_PHRASES = frozenset(_PHRASE_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CONTAINERS = frozenset(_CONTAINER_NAMES.split())
_EMPTY = frozenset({"br", "hr", "col"})
_NO_ANCHOR_INSIDE = frozenset(
    {"table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl", "colgroup", "br", "hr", "col"}
)
_ATTRIBUTES = {
    "td": ("colspan", "rowspan", "style"), "th": ("colspan", "rowspan", "style"), "ol": ("start",), "col": ("style",),
    "span": ("style",), "p": ("style",), "abbr": ("title",), "bdo": ("dir",), "table": ("style",),
}  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING_SIGNS = frozenset({"", "¶", "#", "§", "🔗"})
_BLOCKS_ALONE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LONGEST_NAME = 200

Step: TypeAlias = "HtmlElement | str | tuple[HtmlElement, str]"
"""What is written next: text, an element, or what stands in an element."""


def read_html(data: bytes | str) -> HtmlElement:
    """Read a document, however damaged it is.

    Args:
        data: the file; as bytes in UTF-8 or in the encoding that it says.
    """
    parser = HTMLParser(
        encoding=None if isinstance(data, str) else _encoding(data),
        remove_comments=True,
        remove_pis=True,
        no_network=True,
    )
    given = clean(data) if isinstance(data, str) else data.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    try:
        return document_fromstring(given or " ", parser=parser)
    except (etree.ParserError, ValueError):
        return document_fromstring("<html><body></body></html>")


def _encoding(data: bytes) -> str | None:
    """Give UTF-8 where it is that; else what the document says of itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def text_of_html(element: HtmlElement) -> str:
    """Give the text of an element on one line."""
    return " ".join(clean("".join(element.itertext())).split())


def convert_html(content: HtmlElement, wanted: Collection[str] = ()) -> str:
    """Give the storage format of what stands in an element.

    Relative addresses of links and images are kept as they are, for whoever knows where they lead.

    Args:
        content: the element.
        wanted: the names and ids that links lead to; they become anchors.

    Raises:
        MarkupTooLong: what it would become is longer than storage format may be.
    """
    written = clean(_Writer(wanted).write(content))
    if len(written) > MAX_LENGTH:
        raise MarkupTooLong(1, 1, f"the text becomes {len(written)} characters; at most {MAX_LENGTH} are taken")
    return written


class _Writer:
    """One run over one tree, without recursion."""

    def __init__(self, wanted: Collection[str]) -> None:
        self._wanted = wanted
        self._anchored: set[str] = set()
        self._out: list[str] = []
        self._length = 0

    def write(self, content: HtmlElement) -> str:
        stack: list[Iterator[Step]] = [self._inside(content)]
        while stack:
            for step in stack[-1]:
                if isinstance(step, str):
                    self._put(step)
                    continue
                stack.append(self._inside(step[0]) if isinstance(step, tuple) else self._element(step))
                break
            else:
                stack.pop()
        return "".join(self._out)

    def _put(self, written: str) -> None:
        self._length += len(written)
        if self._length > MAX_LENGTH:
            raise MarkupTooLong(1, 1, f"the text becomes longer than {MAX_LENGTH} characters")
        self._out.append(written)

    def _inside(self, parent: HtmlElement) -> Iterator[Step]:
        """Give what stands in an element; where blocks and text stand side by side, the text becomes paragraphs."""
        mixed = _mixes_blocks_with_text(parent)
        is_open = False
        for piece in _pieces(parent):
            if mixed:
                is_block = not isinstance(piece, str) and _is_block(piece)
                blank = isinstance(piece, str) and not piece.strip()
                if is_block and is_open:
                    yield "</p>"
                    is_open = False
                elif not is_block and not is_open and not blank and not _shows_nothing(piece):
                    yield "<p>"
                    is_open = True
            yield escaped(_BLANKS.sub(" ", clean(piece))) if isinstance(piece, str) else piece
        if is_open:
            yield "</p>"

    def _element(self, one: HtmlElement) -> Iterator[Step]:
        tag = str(one.tag).lower()
        if tag in _DROPPED or (tag == "a" and _links_to_its_heading(one) and text_of_html(one) in _HEADING_SIGNS):
            return
        name = self._anchor_of(one)
        if name and (tag in _NO_ANCHOR_INSIDE or tag in ("img", "pre")):
            yield name
            name = ""
        macro = macro_of(one)
        if macro is not None:
            yield name
            start, inside, end = macro
            yield start
            if inside is not None:
                yield (inside, "")
            yield end
        elif tag == "pre":
            yield code(one)
        elif tag == "img":
            yield _image(one)
        elif tag in _EMPTY:
            yield f"<{tag}{_kept(one, tag)} />"
        elif tag in _CONTAINERS:
            yield from self._container(one, name)
        elif _is_kept(one, tag):
            yield f"<{tag}{_kept(one, tag)}>{name}"
            yield (one, "")
            yield f"</{tag}>"
        else:
            yield name
            yield (one, "")

    def _container(self, one: HtmlElement, name: str) -> Iterator[Step]:
        if _holds_blocks(one) or not text_of_html(one) and one.find(".//img") is None:
            yield name
            yield (one, "")
        else:
            yield f"<p>{name}"
            yield (one, "")
            yield "</p>"

    def _anchor_of(self, one: HtmlElement) -> str:
        for given in (one.get("id"), one.get("name") if one.tag == "a" else None):
            if given and given in self._wanted and given not in self._anchored and len(given) <= _LONGEST_NAME:
                self._anchored.add(given)
                return anchor(clean(given))
        return ""


def _pieces(parent: HtmlElement) -> Iterator[HtmlElement | str]:
    if parent.text:
        yield parent.text
    for child in parent:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _is_block(one: HtmlElement) -> bool:
    return one.tag in _BLOCKS or one.tag in _CONTAINERS or _holds_blocks(one) or macro_of(one, blocks=True) is not None


def _holds_blocks(one: HtmlElement) -> bool:
    found = next(one.iterchildren(*_BLOCKS, *_CONTAINERS), None)
    if found is not None:
        return True
    # Phrases around blocks are rare, so it is enough to look one level further.
    return any(
        next(child.iterchildren(*_BLOCKS, *_CONTAINERS), None) is not None for child in one.iterchildren(*_PHRASES)
    )


def _mixes_blocks_with_text(parent: HtmlElement) -> bool:
    if parent.tag in _BLOCKS_ALONE or not _holds_blocks(parent):
        return False
    # Lists within items stand behind their text as it is.
    return parent.tag != "li" or any(
        _is_block(child) and child.tag not in ("ul", "ol") for child in parent.iterchildren("*")
    )


def _shows_nothing(one: HtmlElement | str) -> bool:
    if isinstance(one, str):
        return False
    return one.tag in _DROPPED or (one.tag not in ("img", "br") and len(one) == 0 and not (one.text or "").strip())


def _is_kept(one: HtmlElement, tag: str) -> bool:
    if tag == "a" and (not _leads_somewhere(one) or _links_to_its_heading(one)):
        return False
    if tag == "p" and not text_of_html(one) and one.find(".//img") is None:
        return False
    return tag in _BLOCKS or (tag in _PHRASES and not _holds_blocks(one))


def _links_to_its_heading(one: HtmlElement) -> bool:
    above = one.getparent()
    return above is not None and above.tag in _HEADINGS and (one.get("href") or "").startswith("#")


def _leads_somewhere(one: HtmlElement) -> bool:
    return is_safe_address(one.get("href") or "") and bool((one.get("href") or "").strip())


def _kept(one: HtmlElement, tag: str) -> str:
    given = [(name, clean(one.get(name) or "")) for name in _ATTRIBUTES.get(tag, ())]
    if tag == "a":
        given = [("href", clean((one.get("href") or "").strip())), ("title", clean(one.get("title") or ""))]
    return attributes(given)


def _image(one: HtmlElement) -> str:
    source = clean((one.get("src") or "").strip())
    if not source or not is_safe_address(source):
        return escaped(clean(one.get("alt") or ""))
    shown = [("ac:alt", clean(one.get("alt") or "")), ("ac:title", clean(one.get("title") or ""))]
    shown += [(f"ac:{name}", value) for name in ("width", "height") if (value := one.get(name) or "").isdecimal()]
    return element("ac:image", shown, element("ri:url", [("ri:value", source)]))
