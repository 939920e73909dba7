"""HTML that pages bring, in frames of its own: where the frame is, and how a page says which piece it means.

The frame's address names a content and the digest of a text in it. Whoever may view the content may have the text; and
nobody can have a text in the frame that stands in no content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from urllib.parse import urlencode

from wiki.macros.base import MacroUse
from wiki.macros.safe_css import css_length
from wiki.macros.safe_html import attributes_html
from wiki.storage_format.nodes import Document, MacroCall
from wiki.storage_format.visit import walk_elements

HTML = "html"
HTML_INCLUDE = "html-include"
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""What may be done in the frame; without `allow-same-origin` it counts as a site of its own, with no cookies."""


def digest_of(text: str) -> str:
    """Give the digest under which an address names a text."""
    return hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest()[:40]


def uses_in(document: Document, name: str) -> Iterator[MacroCall]:
    """Go through the uses of a macro in a document."""
    for element in walk_elements(document):
        if isinstance(element, MacroCall) and element.name.strip().lower() == name:
            yield element


def body_of(element: MacroCall) -> str:
    """Give the body of a use of the macro html."""
    plain = element.plain_body
    return plain if plain else "".join(body.text for body in element.rich_bodies)


def address_given(element: MacroCall) -> str:
    """Give the address that a use of the macro html-include names."""
    given = element.parameters.get("url") or element.parameters.get("")
    if given is None:
        return ""
    return str(getattr(given.reference, "url", "") or given.text).strip()


def frame(use: MacroUse, what: dict[str, str], title: str) -> str:
    """Write the frame.

    Args:
        use: the use of the macro; its parameter `height`, if it has one, says how high the frame is.
        what: what the address names, as fields of its query.
        title: what the frame is called for those who can't see it.
    """
    address = use.context.address(f"/plugins/html/frame.action?{urlencode(what)}")
    height = css_length(use.text("height")) if "height" in use.values else None
    marks = {
        "class": "html-frame",
        "src": address,
        "title": title,
        "sandbox": SANDBOX,
        "loading": "lazy",
        "referrerpolicy": "no-referrer",
        "style": f"height: {height};" if height else None,
        "data-fixed": "true" if height else None,
    }
    return f"<iframe{attributes_html(marks)}></iframe>"
