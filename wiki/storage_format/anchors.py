"""The ids of headings and anchors, made as the original makes them, so that old links into pages go on working."""

import re
from urllib.parse import quote

_BLANKS = str.maketrans("", "", " \t\r\n\u00a0")

_FRAME_NAMES = (
    "comment-text comments comments-head editPageLink inline-comment-text inline-comments inline-comments-head "
    "labels main main-content new-comment new-inline-comment new-label page-metadata page-tree-head quick-search "
    "quick-search-drop reactions sidebar-switch task-form title-text"
)
FRAME_IDS = frozenset(_FRAME_NAMES.split())
"""Ids of what the wiki puts around a page; its forms, labels and links find each other by them."""

_NUMBERED = re.compile(r"comment-[0-9]+|id_[a-z0-9_]+")


def content_id(given: str) -> str:
    """Give an id of a page's own: as it is given, or changed a little where something around the page has it.

    Args:
        given: the id that the page says, or that was made of its title and a heading.
    """
    return f"{given}_" if given in FRAME_IDS or _NUMBERED.fullmatch(given) else given


def anchor_id(page_title: str, name: str) -> str:
    """Give the id of a heading or an anchor: title and name without blanks, with a hyphen between them.

    Args:
        page_title: the title of the page; nothing for a page that has none yet.
        name: the heading's text, or the anchor's name.
    """
    squeezed = name.translate(_BLANKS)
    title = page_title.translate(_BLANKS)
    return content_id(f"{title}-{squeezed}" if title else squeezed)


def fragment(anchor: str) -> str:
    """Give the end of an address that leads to an id; nothing for no id."""
    return "#" + quote(anchor, safe="!$&'()*+,;=:@/?-._~") if anchor else ""
