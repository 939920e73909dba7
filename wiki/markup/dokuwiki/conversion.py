"""A page of DokuWiki, block by block."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from wiki.markup.conversion import check_length
from wiki.markup.dokuwiki.ids import section_id
from wiki.markup.dokuwiki.inlines import InlineReader
from wiki.markup.dokuwiki.links import LinkWriter
from wiki.markup.dokuwiki.protected import MARK, Protected, code
from wiki.markup.dokuwiki.tables import table
from wiki.markup.dokuwiki.targets import Found, Targets
from wiki.markup.errors import MarkupTooLong
from wiki.markup.html_macros import anchor
from wiki.markup.writing import clean, escaped
from wiki.storage_format.parser import MAX_LENGTH

_RULE = re.compile(r"[ \t]*-{4,}[ \t]*\Z")
_ITEM = re.compile(r"((?: {2}|\t)[ \t]*)([*-])(.*)\Z")
_QUOTE = re.compile(r"(>+)(.*)\Z")
_CODE = re.compile(r"(?: {2}|\t)")
_LEVELS = {6: 1, 5: 2, 4: 3, 3: 4, 2: 5}
_DEEPEST = 20
_LONGEST_TITLE = 500


@dataclass
class Converted:
    """A page in storage format, and what was found in it."""

    storage: str
    found: Found


def convert_dokuwiki(
    text: str, *, namespace: str, targets: Targets, title: str = "", wanted: Collection[str] = ()
) -> Converted:
    """Give the storage format of a page of DokuWiki.

    Every text is taken: what is no syntax, or that of a plugin, is text.

    Args:
        text: the page.
        namespace: that it stands in, without a colon at its end.
        targets: knows the pages and files.
        title: of the page; a first heading that says the same goes.
        wanted: the ids of sections that are linked to; they get an anchor.

    Raises:
        MarkupTooLong: the text, or what it would become, is longer than storage format may be.
    """
    check_length(text)
    found = Found()
    protected = Protected(clean(text))
    found.not_understood += [f"<{kind}>" for kind in protected.raw]
    inlines = InlineReader(LinkWriter(namespace, targets, found), protected, found)
    storage = clean(_Blocks(inlines, protected, title, wanted).read(protected.text))
    if len(storage) > MAX_LENGTH:
        raise MarkupTooLong(1, 1, f"the text becomes {len(storage)} characters; at most {MAX_LENGTH} are taken")
    return Converted(storage, found)


def first_heading(text: str) -> str:
    """Give the text of the first heading; empty where there is none."""
    for line in Protected(clean(text)).text.splitlines():
        heading = _heading_of(line)
        if heading is not None:
            return MARK.sub("", heading[1])[:_LONGEST_TITLE]
    return ""


class _Blocks:
    """One run over the lines of one page."""

    def __init__(self, inlines: InlineReader, protected: Protected, title: str, wanted: Collection[str]) -> None:
        self._inlines = inlines
        self._protected = protected
        self._title = " ".join(title.split())
        self._wanted = wanted
        self._sections: dict[str, int] = {}
        self._out: list[str] = []
        self._kind = ""
        self._lines: list[str] = []

    def read(self, text: str) -> str:
        for line in text.split("\n"):
            kind = _kind_of(line)
            if kind != self._kind or kind in ("heading", "rule"):
                self._end()
            self._kind = kind
            self._lines.append(line)
        self._end()
        return "".join(self._out) + self._inlines.footnote_list()

    def _end(self) -> None:
        lines, self._lines = self._lines, []
        if not lines or self._kind == "":
            return
        if self._kind == "heading":
            self._heading(lines[0])
        elif self._kind == "rule":
            self._out.append("<hr />")
        elif self._kind == "list":
            self._out.append(self._list(lines))
        elif self._kind == "table":
            self._out.append(table(lines, self._mixed))
        elif self._kind == "quote":
            self._out.append(self._quote(lines))
        elif self._kind == "code":
            self._out.append(code("\n".join(line[1:] if line[0] == "\t" else line[2:] for line in lines)))
        else:
            self._paragraph("\n".join(lines))

    def _heading(self, line: str) -> None:
        found = _heading_of(line)
        if found is None:
            return
        level, text = found
        name = section_id(MARK.sub("", text))
        count = self._sections.get(name, 0)
        self._sections[name] = count + 1
        name = f"{name}{count}" if count else name
        if not self._out and " ".join(text.split()) == self._title:
            return
        mark = anchor(name) if name and name in self._wanted else ""
        self._out.append(f"<h{level}>{mark}{escaped(MARK.sub('', text))}</h{level}>")

    def _paragraph(self, text: str) -> None:
        for is_block, piece in self._parted(text):
            if is_block:
                self._out.append(piece)
            elif piece.strip():
                written = self._inlines.read(piece.strip("\n"))
                if written.strip():
                    self._out.append(f"<p>{written.strip()}</p>")

    def _mixed(self, text: str) -> str:
        """Write the text of an item or a cell, with the code in it."""
        return "".join(
            piece if is_block else self._inlines.read(piece.strip()) for is_block, piece in self._parted(text)
        )

    def _parted(self, text: str) -> list[tuple[bool, str]]:
        """Part a text at the code in it, which is given in storage format."""
        parts: list[tuple[bool, str]] = []
        position = 0
        for mark in MARK.finditer(text):
            number = int(mark[1])
            if self._protected.is_block(number):
                parts += [(False, text[position : mark.start()]), (True, self._protected.storage(number))]
                position = mark.end()
        return [*parts, (False, text[position:])]

    def _list(self, lines: list[str]) -> str:
        written: list[str] = []
        stack: list[tuple[int, str]] = []
        for line in lines:
            item = _ITEM.match(line)
            if item is None:
                continue
            depth = len(item[1].replace("\t", "  ")) // 2
            tag = "ul" if item[2] == "*" else "ol"
            while stack and (stack[-1][0] > depth or (stack[-1][0] == depth and stack[-1][1] != tag)):
                written.append(f"</li></{stack.pop()[1]}>")
            if stack and (stack[-1][0] == depth or len(stack) >= _DEEPEST):
                written.append("</li>")
            else:
                stack.append((depth, tag))
                written.append(f"<{tag}>")
            written.append(f"<li>{self._mixed(item[3])}")
        written += [f"</li></{tag}>" for _, tag in reversed(stack)]
        return "".join(written)

    def _quote(self, lines: list[str]) -> str:
        written: list[str] = []
        depth = 0
        paragraph: list[str] = []

        def end_paragraph() -> None:
            if paragraph:
                written.append(f"<p>{'<br />'.join(paragraph)}</p>")
                paragraph.clear()

        for line in lines:
            quote = _QUOTE.match(line)
            if quote is None:
                continue
            wanted = min(len(quote[1]), _DEEPEST)
            if wanted != depth:
                end_paragraph()
                written.append("<blockquote>" * (wanted - depth) or "</blockquote>" * (depth - wanted))
                depth = wanted
            paragraph.append(self._mixed(quote[2]))
        end_paragraph()
        return "".join(written) + "</blockquote>" * depth


def _kind_of(line: str) -> str:
    """Say which kind of block a line is part of; nothing for an empty line."""
    if not line.strip():
        return ""
    if _heading_of(line) is not None:
        return "heading"
    if _RULE.match(line):
        return "rule"
    if _ITEM.match(line):
        return "list"
    if line.lstrip(" \t")[0] in "|^" and len(line) - len(line.lstrip(" \t")) < 2:
        return "table"
    if line[0] == ">":
        return "quote"
    if _CODE.match(line) and MARK.search(line) is None:
        return "code"
    return "text"


def _heading_of(line: str) -> tuple[int, str] | None:
    """Give the level and the text of a heading; None where the line is none."""
    bare = line.strip(" \t")
    if not bare.startswith("==") or not bare.endswith("=="):
        return None
    count = len(bare) - len(bare.lstrip("="))
    text = bare.strip("=").strip()
    return (_LEVELS[min(count, 6)], text) if text else None
