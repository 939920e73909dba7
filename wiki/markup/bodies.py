"""Cuts a text into bodies: the text itself and the rich bodies of its macros, each with its macros out of the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wiki.markup.catalogue import AllMacros
from wiki.markup.tag_scan import COLOURS, QUOTE, TagScanner
from wiki.markup.tags import Tag

INLINE = "\x01"
"""Stands in a body's text for a macro that is part of a line."""
BLOCK = "\x02"
"""Stands in a body's text for a macro that makes a block."""
COLOUR = "\x03"
"""Stands in a body's text where a colour begins or ends."""
MARKS = INLINE + BLOCK + COLOUR

_COLOUR_VALUE = re.compile(r"[A-Za-z]{1,30}|#[0-9A-Fa-f]{3,8}|rgba?\([0-9., %]{1,40}\)")
_EXCERPT = "excerpt"

Parts = list["str | Body"]
"""What was written: text, and bodies whose own parts belong there."""


@dataclass(slots=True, eq=False)
class MacroNode:
    """A macro in a body; one without a closing tag has no rich body. `end` is where it ends in the whole text."""

    tag: Tag
    body: Body | None
    end: int
    inline: bool

    @property
    def is_bare(self) -> bool:
        """Whether it has no body."""
        return self.body is None and self.tag.plain is None

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation, which storage format has as an element."""
        return self.tag.name.lower() == QUOTE


@dataclass(slots=True, eq=False)
class ColourNode:
    """Where a colour begins, or ends; one that is not paired is shown as it was written."""

    value: str
    source: str
    begins: bool
    paired: bool


@dataclass(slots=True, eq=False)
class Body:
    """One body.

    Attributes:
        text: its markup, with one mark for each macro and each change of colour.
        nodes: what the marks stand for, by place.
        parts: what it became.
        depth: how many elements are around it.
        tight: whether its paragraphs need no element of their own.
    """

    text: str = ""
    nodes: dict[int, MacroNode | ColourNode] = field(default_factory=dict)
    parts: Parts = field(default_factory=list)
    depth: int = 0
    tight: bool = False


class _Growing:
    """A body while it is put together."""

    def __init__(self, tag: Tag | None) -> None:
        self.tag = tag
        self.body = Body()
        self.chunks: list[str] = []
        self.length = 0
        self.colours: list[ColourNode] = []
        self.blocks = 0

    def add_text(self, text: str) -> None:
        # Old editors wrote links with an empty first line; nowhere else does a link go over lines.
        text = text.replace("[\n|", "[|")
        self.chunks.append(text)
        self.length += len(text)

    def add(self, mark: str, node: MacroNode | ColourNode) -> None:
        self.body.nodes[self.length] = node
        self.chunks.append(mark)
        self.length += 1
        self.blocks += mark == BLOCK

    def finish(self) -> Body:
        self.body.text = "".join(self.chunks)
        return self.body

    @property
    def is_one_line(self) -> bool:
        return not self.blocks and "\n" not in self.body.text.strip()


def bodies_of(text: str, macros: AllMacros) -> Body:
    """Give the body of a whole text; those of its macros hang on its nodes."""
    stack = [_Growing(None)]
    position = 0
    for tag in TagScanner(text, macros).scan():
        stack[-1].add_text(text[position : tag.start])
        position = tag.end
        if tag.name.lower() in COLOURS:
            _colour(stack[-1], tag, text)
        elif tag.closing is not None:
            stack.append(_Growing(tag))
        elif tag.is_closing:
            _close(stack, tag, text)
        elif tag.name.lower() == QUOTE:
            stack[-1].add_text(text[tag.start : tag.end])
        else:
            inline = tag.plain is None or (tag.facts is not None and tag.facts.inline)
            node = MacroNode(tag, None, tag.end, inline)
            stack[-1].add(INLINE if inline else BLOCK, node)
    stack[-1].add_text(text[position:])
    return stack[-1].finish()


def _close(stack: list[_Growing], closing: Tag, text: str) -> None:
    growing = stack.pop()
    opened = growing.tag
    assert opened is not None
    body = growing.finish()
    may_be_inline = opened.facts is not None and (
        opened.facts.inline or (opened.facts.name == _EXCERPT and not _alone(text, opened.start, closing.end))
    )
    inline = may_be_inline and growing.is_one_line
    body.tight = inline
    node = MacroNode(opened, body, closing.end, inline)
    stack[-1].add(INLINE if inline else BLOCK, node)


def _alone(text: str, start: int, end: int) -> bool:
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def _colour(growing: _Growing, tag: Tag, text: str) -> None:
    source = text[tag.start : tag.end]
    if tag.parameters is None:
        if not growing.colours:
            growing.add_text(source)
            return
        growing.colours.pop().paired = True
        growing.add(COLOUR, ColourNode("", source, begins=False, paired=True))
        return
    value = tag.parameters.strip().removeprefix("color=")
    node = ColourNode(value if _COLOUR_VALUE.fullmatch(value) else "", source, begins=True, paired=False)
    growing.colours.append(node)
    growing.add(COLOUR, node)
