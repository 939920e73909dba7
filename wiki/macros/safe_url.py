"""The addresses that a page may link to: an allow-list of schemes, and what browsers make of odd spellings."""

import re
from urllib.parse import urlsplit

LINK_SCHEMES = frozenset(
    {"http", "https", "mailto", "ftp", "ftps", "tel", "news", "nntp", "irc", "ircs", "sip", "xmpp"}
)
"""Schemes that a link may have."""

IMAGE_SCHEMES = frozenset({"http", "https"})
"""Schemes that the address of an image may have."""

_IGNORED_BY_BROWSERS = re.compile(
    "[\\x00-\\x20\\x7f-\\xa0\\xad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff]"
)
_DROPPED_BY_BROWSERS = str.maketrans("", "", "\t\r\n")
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
    squeezed = _IGNORED_BY_BROWSERS.sub("", text)
    scheme = _SCHEME.match(squeezed)
    if scheme is not None:
        name = scheme.group(1).lower()
        if name not in schemes or not text.lower().startswith(f"{name}:"):
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
