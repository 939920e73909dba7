"""Puts a macro's rich body into an element: one for blocks where it holds blocks, else one for a line."""

from __future__ import annotations

import re

from wiki.macros.base import MacroUse
from wiki.macros.safe_html import attributes_html

_BLOCK = re.compile(r"<(?:p|div|ul|ol|dl|table|h[1-6]|pre|blockquote|section|figure|details|hr)[ >/]")
_CLASS = re.compile(r"[\w-]{1,100}")
_MOST_CLASSES = 10


def class_names(text: str) -> str:
    """Give the class names in a text that may be written."""
    return " ".join(name for name in text.split()[:_MOST_CLASSES] if _CLASS.fullmatch(name))


def wrapped(use: MacroUse, *, classes: str = "", style: str = "", element_id: str = "", block: bool = False) -> str:
    """Put the body of a use into a `div` or a `span`.

    Args:
        use: the use of a macro with a rich body.
        classes: class names that are safe.
        style: declarations that are safe.
        element_id: the id of the element.
        block: whether it is a `div` whatever it holds.
    """
    tag = "div" if block or _BLOCK.search(use.body) else "span"
    marks = {
        "class": " ".join(filter(None, (classes, use.classes))),
        "id": element_id or None,
        "style": style or None,
    }
    return f"<{tag}{attributes_html(marks)}{use.marks}>{use.body}</{tag}>"
