"""The addresses that a page may link to: an allow-list of schemes, and what browsers make of odd spellings."""

import re
from urllib.parse import urlsplit

LINK_SCHEMES = frozenset(
    {"http", "https", "mailto", "ftp", "ftps", "tel", "news", "nntp", "irc", "ircs", "sip", "xmpp"}
)
"""Schemes that a link may have."""

IMAGE_SCHEMES = frozenset({"http", "https"})
"""Schemes that the address of an image may have."""

_DROPPED_BY_BROWSERS = str.maketrans("", "", "\t\r\n")
# Whatever stands before the first colon is a scheme: characters that browsers pass over make it an unlisted one.
_SCHEME = re.compile(r"([^/?#:]*):")
_LONGEST = 8000


def safe_url(url: str, schemes: frozenset[str] = LINK_SCHEMES) -> str | None:
    """Give an address that may be written into a page, or None.

    Args:
        url: the address as the document has it: absolute, or relative to the page.
        schemes: the schemes that are allowed.
    """
    text = url.translate(_DROPPED_BY_BROWSERS).strip()
    if len(text) > _LONGEST:
        return None
    scheme = _SCHEME.match(text)
    if scheme is not None and scheme.group(1).lower() not in schemes:
        return None
    return text


def host_of(url: str) -> str:
    """Give the host and port that an address names; nothing for one that is relative."""
    try:
        return urlsplit(url.replace("\\", "/")).netloc.lower()
    except ValueError:
        return "invalid"


def is_own(url: str, base_url: str) -> bool:
    """Say whether an address is on this site: relative, or on the host of `base_url`."""
    text = url.translate(_DROPPED_BY_BROWSERS).strip()
    host = host_of(text)
    scheme = _SCHEME.match(text)
    if not host:
        return scheme is None
    return bool(base_url) and host == host_of(base_url)
