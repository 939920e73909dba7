"""Formulas that a document holds as MathML: an allow-list of elements, and no HTML inside them.

In HTML a formula is read by other rules than what is around it. Elements that lead from one to the other are not on
the list, so that a browser reads the formula as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator

from wiki.macros.mathematics.safe_mathml import DEEPEST_FORMULA, MATH_ELEMENTS, math_attributes
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.storage_format.nodes import CData, Comment, Element, Node, Text

_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
_UNSHOWN = frozenset({"annotation", "annotation-xml", "script", "style", "maction", "mglyph", "malignmark"})


def formula_html(formula: Element) -> str:
    """Write a `math` element of a document.

    What is not on the list is left out, but its text stays; of another writing of the same formula nothing stays.
    """
    out: list[str] = []
    stack: list[tuple[Iterator[Node], str, bool]] = [(iter((formula,)), "", False)]
    while stack:
        children, close, shows_text = stack[-1]
        for node in children:
            if isinstance(node, Element):
                # A browser reads what is in a token as HTML.
                start, end = ("", "") if shows_text else _tags(node, len(stack))
                out.append(start)
                if node.tag.lower() not in _UNSHOWN:
                    stack.append((iter(node.children), end, shows_text or node.tag.lower() in _TOKENS))
                    break
            else:
                out.append(_text(node, shows_text))
        else:
            out.append(close)
            stack.pop()
    return "".join(out)


def _text(node: Text | CData | Comment, shows_text: bool) -> str:
    """Write text; where a formula would not show any, as an element that does."""
    if isinstance(node, Comment):
        return ""
    written = node.source if isinstance(node, Text) else escape_text(node.value)
    return written if shows_text or not written.strip() else f"<mtext>{written}</mtext>"


def _tags(element: Element, depth: int) -> tuple[str, str]:
    name = element.tag.lower()
    if name not in MATH_ELEMENTS or depth > DEEPEST_FORMULA or (name == "math") != (depth == 1):
        return "", ""
    return f"<{name}{attributes_html(math_attributes(element.attributes))}>", f"</{name}>"
