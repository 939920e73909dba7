"""The MathML that a formula may become: an allow-list of elements and attributes, and what writes them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from wiki.macros.safe_css import css_colour
from wiki.macros.safe_html import attributes_html, escape_text

_TOKEN_NAMES = "mi mn mo ms mtext"
_LAYOUT_NAMES = (
    "math mrow mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup munder mover munderover "
    "mmultiscripts mprescripts none mtable mtr mlabeledtr mtd mspace"
)
MATH_ELEMENTS = frozenset(f"{_TOKEN_NAMES} {_LAYOUT_NAMES}".split())
"""Elements that are written; of others only what they hold is."""

_PLAIN_NAMES = (
    "accent accentunder align close columnalign columnlines columnspacing columnspan depth display displaystyle "
    "fence form frame framespacing groupalign height largeop linethickness lquote lspace mathsize mathvariant "
    "maxsize minsize movablelimits notation open rowalign rowlines rowspacing rowspan rquote rspace scriptlevel "
    "separator separators side stretchy symmetric voffset width"
)
_PLAIN = frozenset(_PLAIN_NAMES.split())
_COLOURS = frozenset({"mathcolor", "mathbackground"})
_PLAIN_VALUE = re.compile(r"[\w .%+(){}\[\]|,-]{1,100}", re.ASCII)

DEEPEST_FORMULA = 200
"""How deep the elements of a formula may nest; what is deeper is left out."""


def mathml_html(root: Element) -> str:
    """Write a tree of MathML as HTML, with the elements and attributes that are on the list.

    Args:
        root: the tree. Its texts may hold character references, as latex2mathml writes them.
    """
    out: list[str] = []
    stack: list[tuple[Iterator[Element], Element | None, str]] = [(iter((root,)), None, "")]
    while stack:
        children, parent, close = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            out.append(close)
            if parent is not None:
                out.append(_text(parent.tail))
            continue
        name = child.tag
        if name not in MATH_ELEMENTS or len(stack) > DEEPEST_FORMULA:
            out.append(_text(child.text))
            inner = iter(child) if len(stack) <= DEEPEST_FORMULA else iter(())
            stack.append((inner, child, ""))
            continue
        out.append(f"<{name}{attributes_html(math_attributes(child.attrib))}>{_text(child.text)}")
        stack.append((iter(child), child, f"</{name}>"))
    return "".join(out)


def _text(text: str | None) -> str:
    return escape_text(html.unescape(text)) if text else ""


def math_attributes(given: Mapping[str, str]) -> dict[str, str | None]:
    """Give those attributes of an element that are on the list, with values that are safe."""
    kept: dict[str, str | None] = {}
    for name, value in given.items():
        if name in _COLOURS:
            kept[name] = css_colour(value)
        elif name in _PLAIN and _PLAIN_VALUE.fullmatch(html.unescape(value)):
            kept[name] = html.unescape(value)
    return kept
