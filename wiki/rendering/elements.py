"""The XHTML that reaches a page: an allow-list of elements and attributes, and what is written for each."""

from __future__ import annotations

import re

from wiki.macros.safe_css import safe_style
from wiki.macros.safe_html import attributes_html
from wiki.macros.safe_url import safe_url
from wiki.storage_format.anchors import content_id
from wiki.storage_format.nodes import Element

VOID = frozenset({"br", "hr", "wbr", "col"})
"""Elements that have no end tag."""

_BLOCK_NAMES = (
    "address article aside blockquote caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li ol p pre section summary table ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that a browser does not allow in a paragraph."""

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big br cite code col colgroup data del dfn em i ins kbd mark q rp rt ruby s samp small "
    "span strike strong sub sup tbody td tfoot th thead time tr tt u var wbr"
)
ALLOWED = BLOCKS | frozenset(_INLINE_NAMES.split())
"""Elements that are written as they are; of others only the content is."""

_REFUSED_NAMES = (
    "script style template iframe frame frameset object embed applet link meta base noscript noembed noframes xmp "
    "plaintext portal"
)
REFUSED = frozenset(_REFUSED_NAMES.split())
"""Elements that show as a placeholder that names them."""

EMPTIED = frozenset({"script", "style", "template"})
"""Refused elements whose content is no text for readers either."""

_EVERYWHERE = frozenset({"class", "id", "style", "title", "lang", "dir"})
_DATA_NAMES = (
    "data-highlight-colour data-layout data-table-width data-table-display-mode data-card-appearance data-type "
    "data-mark-type data-local-id data-linked-resource-id data-linked-resource-type data-uuid"
)
_DATA = frozenset(_DATA_NAMES.split())
_BY_ELEMENT: dict[str, frozenset[str]] = {
    "a": frozenset({"name"}),
    "col": frozenset({"span", "width"}),
    "colgroup": frozenset({"span", "width"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "ins": frozenset({"datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "table": frozenset({"summary", "width", "border", "cellpadding", "cellspacing", "align"}),
    "td": frozenset({"colspan", "rowspan", "headers", "abbr", "align", "valign", "width", "height", "nowrap"}),
    "th": frozenset({"colspan", "rowspan", "headers", "abbr", "align", "valign", "width", "height", "scope", "nowrap"}),
    "time": frozenset({"datetime"}),
    "tr": frozenset({"align", "valign"}),
    "ul": frozenset({"type"}),
}
for _name in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6"):
    _BY_ELEMENT[_name] = frozenset({"align"})

_NO_SITE = ("mailto:", "tel:")
_PLAIN_VALUE = re.compile(r"[\w .%:+/#,()-]{0,200}")
_FREE_VALUES = frozenset({"title", "abbr", "summary", "headers"})
_IDS = frozenset({"id", "name"})
_CLASS = re.compile(r"[\w#.:-]{1,100}")
_HIGHLIGHT = re.compile(r"highlight-([a-z]{2,20}|#[0-9a-fA-F]{6})")
_LONGEST_VALUE = 4000
_CELL_CLASSES = {"th": "confluenceTh", "td": "confluenceTd", "table": "confluenceTable"}


def _classes(value: str) -> str:
    return " ".join(name for name in value.split() if _CLASS.fullmatch(name))


def opening_tag(tag: str, element: Element, extra: dict[str, str] | None = None) -> str:
    """Write the start tag of an allowed element, with the attributes that may stay.

    Args:
        tag: its name in small letters.
        element: the element of the document.
        extra: attributes that the renderer adds; they win.
    """
    given = element.attributes
    own_class = _CELL_CLASSES.get(tag)
    if not given and not extra and not own_class:
        return f"<{tag}>"
    kept = attributes_of(tag, element) if given else {}
    if own_class:
        _finish_table_part(own_class, element, kept)
    if extra:
        kept |= extra
    return f"<{tag}{attributes_html(kept)}>"


def attributes_of(tag: str, element: Element) -> dict[str, str]:
    """Give the attributes of an element that are on the list for its tag, with values that are safe."""
    kept: dict[str, str] = {}
    special = _BY_ELEMENT.get(tag, frozenset())
    for written, value in element.attributes.items():
        name = written.lower()
        if len(value) > _LONGEST_VALUE or not (name in _EVERYWHERE or name in special or name in _DATA):
            continue
        if name == "style":
            value = safe_style(value)
        elif name == "class":
            value = _classes(value)
        elif name in _IDS:
            value = content_id(value)
        elif name not in _FREE_VALUES and not _PLAIN_VALUE.fullmatch(value):
            continue
        if value or name not in ("style", "class", "id"):
            kept[name] = value
    return kept


def _finish_table_part(own_class: str, element: Element, kept: dict[str, str]) -> None:
    given = kept.get("class", "")
    kept["class"] = f"{given} {own_class}" if given else own_class
    colour = _HIGHLIGHT.search(given)
    if colour:
        kept.setdefault("data-highlight-colour", colour.group(1))
        if colour.group(1).startswith("#") and "background-color" not in kept.get("style", ""):
            kept["style"] = f"background-color: {colour.group(1)}; {kept.get('style', '')}".strip()


def anchor_attributes(element: Element, own_host: bool, address: str | None) -> dict[str, str]:
    """Give the attributes of an `a`: what may stay, its address if it is a safe one, and how to follow it."""
    kept = attributes_of("a", element)
    if address is None:
        return kept
    kept["href"] = address
    if not own_host and not address.lower().startswith(_NO_SITE):
        kept["class"] = f"{kept['class']} external-link" if kept.get("class") else "external-link"
        kept["rel"] = "nofollow noopener noreferrer"
    if element.get("target") == "_blank":
        kept["target"] = "_blank"
        kept.setdefault("rel", "noopener")
    return kept


def safe_href(element: Element) -> str | None:
    """Give the address of an `a`, or None when it has none or one that is not allowed."""
    for name, value in element.attributes.items():
        if name.lower() == "href":
            return safe_url(value)
    return None
