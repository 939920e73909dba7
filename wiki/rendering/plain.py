"""Rendered HTML as plain text: paragraphs, lists with their marks, tables as rows, links with their addresses.

It reads HTML that the renderer wrote for a static target, as a stream: deep nesting costs no more than long text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from wiki.rendering.meanings import meaning_of, whole_address

_DEEPEST = 20
"""Levels of lists and quotations that are indented; deeper ones stand as far in as the last."""

_MOST_TABLES = 8
"""Levels of tables in tables that are kept apart; a deeper one flows in its cell."""

_APART = frozenset(
    {
        "article",
        "blockquote",
        "details",
        "dl",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    }
)
"""Blocks that a blank line sets apart."""

_BLOCKS = _APART | frozenset(
    {
        "address",
        "aside",
        "caption",
        "center",
        "dd",
        "div",
        "dt",
        "figcaption",
        "footer",
        "header",
        "li",
        "summary",
        "tbody",
        "tfoot",
        "thead",
        "tr",
    }
)
_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
_SILENT = frozenset({"script", "style", "svg", "template"})
_SPACES = re.compile(r"[ \t\r\n\f]+")


def plain_text(html: str, page_address: str = "") -> str:
    """Give rendered HTML as text; every line break in it is meant.

    Args:
        html: what the renderer wrote for `Target.TEXT`.
        page_address: the whole address of the page, from which relative ones start; empty when it has none.
    """
    reader = _Reader(page_address)
    reader.feed(html)
    reader.close()
    return reader.text()


class _Margin:
    """What stands at the left of the lines in an element: once a mark, then the same width of blanks."""

    __slots__ = ("first", "rest", "used")

    def __init__(self, first: str, rest: str) -> None:
        self.first = first
        self.rest = rest
        self.used = False

    def next(self) -> str:
        """Give it for the next line."""
        if self.used:
            return self.rest
        self.used = True
        return self.first


class _Flow:
    """Lines under way: those of the whole text, or of one cell."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self.margins: list[_Margin] = []
        self.wants_gap = False

    def add(self, text: str) -> None:
        """Write in the line."""
        if text == " " and (not self.pieces or self.pieces[-1].endswith((" ", "\n"))):
            return
        self.pieces.append(text)

    def end_line(self, *, even_if_empty: bool = False) -> None:
        """End the line, if there is anything on it."""
        text = "".join(self.pieces).strip(" ")
        self.pieces.clear()
        if text or even_if_empty:
            self.put(text)

    def put(self, text: str) -> None:
        """Write a line as it is."""
        if self.wants_gap and self.lines and self.lines[-1]:
            self.lines.append("".join(margin.rest for margin in self.margins if margin.used).rstrip())
        self.wants_gap = False
        self.lines.append(("".join(margin.next() for margin in self.margins) + text).rstrip())

    def gap(self) -> None:
        """Set what comes next apart."""
        self.end_line()
        self.wants_gap = True


class _Reader(HTMLParser):
    """Goes through HTML and writes the text."""

    def __init__(self, page_address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page_address = page_address
        self.flow = _Flow()
        self.outer: list[tuple[_Flow, list[str]]] = []
        self.cells: list[str] = []
        self.lists: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.closers: list[tuple[str, bool]] = []
        self.silent = 0
        self.title: list[str] | None = None
        self.preformatted = 0

    def text(self) -> str:
        """Give what was written."""
        while self.outer:
            self._end_cell()
        self.flow.end_line()
        return "\n".join(self.flow.lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        given = {name: value or "" for name, value in attrs}
        if self.silent:
            self._in_silence(tag)
            return
        hidden = given.get("aria-hidden") == "true" or tag in _SILENT
        if tag in _VOID:
            if not hidden:
                self._void(tag, given)
            return
        if hidden:
            self.silent = 1
            return
        if tag in _APART and not (tag in ("ul", "ol") and self.lists):
            self.flow.gap()
        elif tag in _BLOCKS:
            self.flow.end_line()
        self.closers.append((tag, self._begin(tag, given)))
        if meaning := meaning_of(given.get("class", "")):
            self.flow.gap()
            self.flow.put(f"{meaning}:")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin and end an element, as drawings write them."""
        if not self.silent:
            super().handle_startendtag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if self.silent:
            self._out_of_silence(tag)
            return
        if tag in _VOID or not self.closers:
            return
        opened, has_margin = self.closers.pop()
        self._end(opened)
        if opened in _BLOCKS:
            self.flow.end_line()
        if has_margin and self.flow.margins:
            self.flow.margins.pop()
        if opened in _APART and not (opened in ("ul", "ol") and self.lists):
            self.flow.gap()

    def handle_data(self, data: str) -> None:
        """Write text."""
        if self.silent:
            if self.title is not None:
                self.title.append(data)
        elif self.preformatted:
            *lines, last = data.split("\n")
            for line in lines:
                self.flow.pieces.append(line)
                self.flow.put("".join(self.flow.pieces))
                self.flow.pieces.clear()
            self.flow.pieces.append(last)
        else:
            self._flowing(_SPACES.sub(" ", data))

    def _flowing(self, text: str) -> None:
        if text.startswith(" ") and text != " ":
            self.flow.add(" ")
            text = text[1:]
        if text:
            self.flow.add(text)

    def _begin(self, tag: str, given: dict[str, str]) -> bool:
        """Do what an element's start means; say whether it set a margin."""
        match tag:
            case "ul" | "ol":
                start = given.get("start", "1")
                self.lists.append((tag, int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1))
            case "li":
                return self._margin(self._mark())
            case "dd":
                return self._margin("  ")
            case "blockquote":
                return self._margin("> ", "> ")
            case "pre":
                self.preformatted += 1
            case "a":
                self.links.append((given.get("href", ""), len(self.flow.pieces)))
            case "td" | "th" if len(self.outer) < _MOST_TABLES:
                self.outer.append((self.flow, self.cells))
                self.flow, self.cells = _Flow(), []
            case "td" | "th":
                self.flow.end_line()
        return False

    def _mark(self) -> str:
        kind, number = self.lists[-1] if self.lists else ("ul", 1)
        if kind == "ul":
            return "- "
        self.lists[-1] = (kind, number + 1)
        return f"{number}. "

    def _margin(self, first: str, rest: str = "") -> bool:
        if len(self.flow.margins) >= _DEEPEST:
            return False
        self.flow.margins.append(_Margin(first, rest or " " * len(first)))
        return True

    def _end(self, tag: str) -> None:
        match tag:
            case "ul" | "ol" if self.lists:
                self.flow.end_line()
                self.lists.pop()
            case "pre":
                self.preformatted -= 1
                if self.flow.pieces:
                    self.flow.put("".join(self.flow.pieces))
                    self.flow.pieces.clear()
            case "a" if self.links:
                self._end_link(*self.links.pop())
            case "td" | "th" if self.outer:
                self._end_cell()
            case "tr" if self.cells:
                self.flow.end_line()
                self.flow.put(" | ".join(self.cells))
                self.cells = []

    def _end_link(self, address: str, begun: int) -> None:
        shown = "".join(self.flow.pieces[begun:]).strip()
        if not address or address.startswith("#") or address == shown or address == f"mailto:{shown}":
            return
        address = whole_address(address, self.page_address)
        self._flowing(f" ({address})" if shown else address)

    def _end_cell(self) -> None:
        self.flow.end_line()
        text = " ".join(line.strip() for line in self.flow.lines if line.strip())
        self.flow, self.cells = self.outer.pop()
        self.cells.append(text)

    def _void(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "br":
                self.flow.end_line(even_if_empty=True)
            case "hr":
                self.flow.gap()
                self.flow.put("-" * 20)
                self.flow.gap()
            case "img":
                name = given.get("alt") or given.get("data-linked-resource-default-alias") or "image"
                self._flowing(f"[{name}]")

    def _in_silence(self, tag: str) -> None:
        if tag not in _VOID:
            self.silent += 1
            if tag == "title" and self.silent == 2 and self.title is None:
                self.title = []

    def _out_of_silence(self, tag: str) -> None:
        if tag in _VOID:
            return
        self.silent -= 1
        if self.silent == 1 and tag == "title" and self.title is not None:
            self._flowing(f"[{''.join(self.title).strip()}]")
            self.title = None
