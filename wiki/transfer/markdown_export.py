"""Rendered HTML as Markdown: headings, lists, tables, code, links and pictures; what it has no words for is plain.

It reads HTML that the renderer wrote for a static target, as a stream.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_LINE_START = re.compile(r"(?m)^(\s*)([#+\-=~]|\d+[.)])(?=\s|$|[#+\-=~])")
_BLANKS = re.compile(r"[ \t\r\n]+")
_BLOCKS = frozenset(
    {
        "article",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "p",
        "section",
        "summary",
        "table",
    }
)
_MARKS = {"b": "**", "strong": "**", "em": "_", "i": "_", "del": "~~", "s": "~~", "code": "`"}
_SILENT = frozenset({"button", "script", "select", "style", "svg", "template"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
_DEEPEST = 20


def markdown_of(html: str, address: str) -> str:
    """Give rendered HTML as Markdown.

    Args:
        html: what the renderer wrote.
        address: the whole address of the page, to which links within it are joined.
    """
    writer = _Writer(address)
    writer.feed(html)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Writes blocks one after the other, each with the prefixes of the lists and quotations that it stands in."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self._address = address
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._prefixes: list[str] = []
        self._marker = ""
        self._lists: list[int] = []
        self._links: list[str] = []
        self._pre: list[str] | None = None
        self._rows: list[list[str]] = []
        self._tables = 0
        self._silent = 0
        self._heading = ""

    def text(self) -> str:
        """Give all that was written."""
        self._end_block()
        return "\n".join(self._blocks).strip("\n") + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        given = {name: value or "" for name, value in attrs}
        if self._silent or tag in _SILENT:
            self._silent += tag not in _VOID
        elif self._pre is not None:
            pass
        elif tag == "pre":
            self._end_block()
            self._pre = []
        elif tag in ("td", "th"):
            self._start_cell()
        elif tag == "tr" and self._tables == 1:
            self._rows.append([])
        elif self._tables:
            self._tables += tag == "table"
            self._start_inline(tag, given)
        else:
            self._start_block(tag, given)

    def _start_block(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self._end_block()
            self._tables, self._rows = 1, []
        elif tag in ("ul", "ol"):
            self._end_block()
            self._lists.append(int(given.get("start") or 1) if tag == "ol" and given.get("start", "1").isdigit() else 0)
            if tag == "ol" and not self._lists[-1]:
                self._lists[-1] = 1
        elif tag == "li":
            self._start_item()
        elif tag == "blockquote":
            self._end_block()
            self._prefixes.append("> ")
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._end_block()
            self._heading = "#" * int(tag[1]) + " "
        elif tag == "hr":
            self._end_block()
            self._add("---")
        elif tag in _BLOCKS:
            self._end_block()
        else:
            self._start_inline(tag, given)

    def _start_item(self) -> None:
        self._end_block()
        number = self._lists[-1] if self._lists else 0
        self._marker = f"{number}. " if number else "- "
        if number:
            self._lists[-1] += 1
        self._prefixes.append(" " * len(self._marker))

    def _start_inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a":
            self._links.append(given.get("href", ""))
            self._line.append("[" if given.get("href") else "")
        elif tag == "img":
            alt = _escaped(given.get("alt", "")).replace("\n", " ")
            self._line.append(f"![{alt}]({_target(self._address, given.get('src', ''))})")
        elif tag == "br":
            self._line.append("<br>" if self._tables else "\\\n")
        elif tag == "input" and given.get("type") == "checkbox":
            self._line.append("[x] " if "checked" in given else "[ ] ")
        elif tag in _MARKS:
            self._line.append(_MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if self._silent:
            self._silent -= 1
        elif self._pre is not None:
            if tag == "pre":
                self._end_code()
        elif tag == "a":
            address = self._links.pop() if self._links else ""
            self._line.append(f"]({_target(self._address, address)})" if address else "")
        elif tag in _MARKS:
            self._line.append(_MARKS[tag])
        elif self._tables:
            self._tables -= tag == "table"
            if not self._tables:
                self._end_table()
            elif tag in ("p", "li", "div"):
                self._line.append(" ")
        else:
            self._end_of_block(tag)

    def _end_of_block(self, tag: str) -> None:
        is_heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        if tag in _BLOCKS or is_heading or tag in ("ul", "ol", "li"):
            self._end_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in ("li", "blockquote") and self._prefixes:
            self._prefixes.pop()
            self._marker = ""

    def handle_data(self, data: str) -> None:
        """Write text."""
        if self._silent:
            return
        if self._pre is not None:
            self._pre.append(data)
            return
        self._line.append(_escaped(_BLANKS.sub(" ", data)))

    def _start_cell(self) -> None:
        if self._tables == 1 and self._rows:
            self._take_cell()
            self._rows[-1].append("")
            return
        self._line.append(" ")

    def _take_cell(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line = []
        rows = [row for row in self._rows if row]
        if text and rows:
            rows[-1][-1] = f"{rows[-1][-1]} {text}".strip()

    def _end_table(self) -> None:
        self._take_cell()
        rows = [row for row in self._rows if row]
        width = max((len(row) for row in rows), default=0)
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        if lines:
            lines.insert(1, "|" + " --- |" * width)
            self._add("\n".join(lines))
        self._rows = []

    def _end_code(self) -> None:
        text = "".join(self._pre or []).strip("\n")
        self._pre = None
        fence = "```"
        while fence in text:
            fence += "`"
        if self._tables:
            self._line.append("`" + _BLANKS.sub(" ", text) + "`")
        else:
            self._add(f"{fence}\n{text}\n{fence}")

    def _end_block(self) -> None:
        written = "".join(self._line)
        self._line = []
        lines = [_BLANKS.sub(" ", line).strip() for line in written.split("\n")]
        text = "\n".join(line for line in lines if line)
        if not text.strip():
            return
        text = _LINE_START.sub(_escaped_start, text)
        if self._heading:
            text = self._heading + text.replace("\\\n", " ")
            self._heading = ""
        self._add(text)

    def _add(self, text: str) -> None:
        prefix = "".join(self._prefixes[:_DEEPEST])
        lines = [f"{prefix}{line}".rstrip() for line in text.split("\n")]
        if self._marker and self._prefixes and len(self._prefixes) <= _DEEPEST:
            outer = "".join(self._prefixes[:-1])
            lines[0] = outer + self._marker + text.split("\n")[0]
            self._marker = ""
            if not self._tight_before():
                self._blocks.append(outer.rstrip())
        elif self._blocks:
            self._blocks.append(prefix.rstrip())
        self._blocks.append("\n".join(lines))

    def _tight_before(self) -> bool:
        """Say whether an item follows on an item, without a blank line between them."""
        last = self._blocks[-1].lstrip(" >") if self._blocks else ""
        return bool(re.match(r"(- |\d+\. )", last))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _escaped_start(found: re.Match[str]) -> str:
    mark = found[2]
    return found[1] + (f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}")


def _target(page: str, address: str) -> str:
    whole = urljoin(page, address)
    return whole.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
