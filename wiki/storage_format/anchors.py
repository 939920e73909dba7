"""The ids of headings and anchors, made as the original makes them, so that old links into pages go on working."""

from urllib.parse import quote

_BLANKS = str.maketrans("", "", " \t\r\n\u00a0")


def anchor_id(page_title: str, name: str) -> str:
    """Give the id of a heading or an anchor: title and name without blanks, with a hyphen between them.

    Args:
        page_title: the title of the page; nothing for a page that has none yet.
        name: the heading's text, or the anchor's name.
    """
    squeezed = name.translate(_BLANKS)
    title = page_title.translate(_BLANKS)
    return f"{title}-{squeezed}" if title else squeezed


def fragment(anchor: str) -> str:
    """Give the end of an address that leads to an id; nothing for no id."""
    return "#" + quote(anchor, safe="!$&'()*+,;=:@/?-._~") if anchor else ""
