"""The parts of a rendered page that a comparison looks at: blocks, and the words between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from lxml import etree
from lxml import html as lxml_html

DEEPEST = 60
"""Blocks below so many others are compared as wholes."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ATOMS = frozenset(
    [
        "img",
        "svg",
        "iframe",
        "video",
        "audio",
        "object",
        "canvas",
        "math",
        "input",
        "button",
        "textarea",
        "select",
        "hr",
        "picture",
        "embed",
        "progress",
        "meter",
    ]
)
_VOID = frozenset(["img", "input", "hr", "br", "wbr", "embed"])
_INLINE = _ATOMS - {"hr", "iframe", "video", "object", "embed"} | frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
# Headings carry the title of the page in their ids, and links to them do, too.
_OWN_PLACE = re.compile(r'\shref="#[^"]*"')


class TooDeep(Exception):
    """A page can't be taken apart."""


@dataclass(frozen=True)
class Wrapper:
    """An inline element around words: its tags as they are written, and what tells it from others."""

    opening: str
    closing: str
    key: str


@dataclass(frozen=True)
class Token:
    """A word, a blank or a picture with the inline elements around it."""

    html: str
    wrappers: tuple[Wrapper, ...]
    word: str

    @property
    def key(self) -> tuple[str, ...]:
        """What two tokens that are the same have in common."""
        return (self.word, *(wrapper.key for wrapper in self.wrappers))

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to see."""
        return self.word.isspace()


class Run:
    """Words in a row, with no block among them."""

    tag = ""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def key(self) -> object:
        """What two runs that are the same have in common."""
        return tuple(token.key for token in self.tokens)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word is there."""
        return Counter(token.word for token in self.tokens if not token.is_blank)


class Block:
    """An element that stands alone, with what is in it."""

    def __init__(self, element: etree._Element, depth: int) -> None:
        self.element = element
        self.depth = depth
        self.tag = str(element.tag)

    @cached_property
    def html(self) -> str:
        """The whole block as it is written, without ids."""
        return _written(self.element)

    @cached_property
    def key(self) -> object:
        """What two blocks that are the same have in common."""
        return _OWN_PLACE.sub("", self.html)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word is there; a picture counts by what it shows."""
        text = " ".join(str(part) for part in self.element.itertext())
        pictures = (each.get("src", each.tag) for each in self.element.iter("img", "iframe", "video"))
        return Counter([*(word for word in _WORDS.findall(text) if not word.isspace()), *pictures])

    @property
    def is_whole(self) -> bool:
        """Whether nothing in it can be marked by itself."""
        return self.tag in _ATOMS or self.depth >= DEEPEST

    @cached_property
    def items(self) -> list[Block | Run]:
        """The blocks and runs in it."""
        return _items(self.element, self.depth + 1)

    def opening(self, css_class: str = "") -> str:
        """Give the opening tag, without an id and perhaps with a class more."""
        return _opening(self.element, css_class)

    @property
    def closing(self) -> str:
        """The closing tag."""
        return f"</{self.tag}>"


def parts_of(html: str) -> list[Block | Run]:
    """Take a rendered page apart.

    Raises:
        TooDeep: its elements stand too deep in each other.
    """
    try:
        root = lxml_html.fragment_fromstring(html, create_parent="div")
        return _items(root, 0)
    except (etree.LxmlError, RecursionError, ValueError) as error:
        raise TooDeep from error


def _items(element: etree._Element, depth: int) -> list[Block | Run]:
    items: list[Block | Run] = []
    tokens: list[Token] = []

    def end_run() -> None:
        if any(not token.is_blank for token in tokens):
            items.append(Run(list(tokens)))
        tokens.clear()

    tokens += _text_tokens(element.text, ())
    for child in element:
        if isinstance(child.tag, str):
            if _is_inline(child):
                tokens += _tokens(child, ())
            else:
                end_run()
                items.append(Block(child, depth))
        tokens += _text_tokens(child.tail, ())
    end_run()
    return items


def _is_inline(element: etree._Element) -> bool:
    if element.tag in _ATOMS:
        return element.tag in _INLINE
    return all(each.tag in _INLINE or _within_atom(each, element) for each in element.iter(etree.Element))


def _within_atom(element: etree._Element, top: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor.tag in _ATOMS and ancestor.tag in _INLINE:
            return True
        if ancestor is top:
            break
    return False


def _tokens(element: etree._Element, around: tuple[Wrapper, ...]) -> Iterator[Token]:
    if element.tag in _ATOMS or element.tag in _VOID or (len(element) == 0 and not element.text):
        written = _written(element)
        yield Token(written, around, _OWN_PLACE.sub("", written))
        return
    opening = _opening(element)
    inside = (*around, Wrapper(opening, f"</{element.tag}>", _OWN_PLACE.sub("", opening)))
    yield from _text_tokens(element.text, inside)
    for child in element:
        if isinstance(child.tag, str):
            yield from _tokens(child, inside)
        yield from _text_tokens(child.tail, inside)


def _text_tokens(text: str | None, around: tuple[Wrapper, ...]) -> list[Token]:
    return [Token(escape(word, quote=False), around, word) for word in _WORDS.findall(text or "")]


def _written(element: etree._Element) -> str:
    """Write an element with all that is in it, but for ids; lxml leaves out ends that HTML lets it leave out."""
    inside = [escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str):
            inside.append(_written(child))
        inside.append(escape(child.tail or "", quote=False))
    return _opening(element) + ("" if element.tag in _VOID else f"{''.join(inside)}</{element.tag}>")


def _opening(element: etree._Element, css_class: str = "") -> str:
    attributes = {str(name): str(value) for name, value in element.attrib.items() if name != "id"}
    if css_class:
        attributes["class"] = f"{attributes.get('class', '')} {css_class}".strip()
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{element.tag}{written}>"
