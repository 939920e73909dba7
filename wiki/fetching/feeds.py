"""Reads news feeds: from the bytes of an RSS or Atom document to plain texts and addresses of the web."""

from __future__ import annotations

import calendar
import codecs
import html
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from wiki.fetching.places import NotFetched

MOST_ENTRIES = 100
LONGEST_TITLE = 300
LONGEST_SUMMARY = 600
MOST_TAGS = 100_000
_LONGEST_ADDRESS = 2000
_CHARSET = re.compile(r"""(?:charset|encoding)\s*=\s*["']?([a-z0-9_.:-]{1,40})""")
_LONGEST_MARKUP = 20_000
_PIECES = re.compile(r"<([^<>]*)>|([^<]+)|<")
_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
_HIDDEN = frozenset({"script", "style", "template"})
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")
_LATEST = 253402300799
_ASCII = bytes(range(0x20, 0x7F)).replace(b"\\", b"") + rb" \x3c \u003c +ADw- &#"
"""All printable signs, and what some encodings read as other ones."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: texts are plain; `link` is empty or an address of the web; `published` is ISO 8601, or empty."""

    title: str
    link: str
    summary: str
    published: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and its entries, in the feed's order."""

    title: str
    entries: tuple[FeedEntry, ...]


def read_feed(body: bytes, content_type: str, url: str) -> Feed:
    """Read a feed.

    Args:
        body: the document.
        content_type: what its server says it is, with the encoding.
        url: where it is, for addresses in it that are relative.

    Raises:
        NotFetched: it is no feed, it has a document type, which could define entities, or more elements than any feed.
    """
    _check(body, content_type)
    # A stream, because of bytes it would first try whether they are the name of a file.
    parsed: Any = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": content_type[:200], "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise NotFetched("it is no feed")
    entries = tuple(_entry(entry, url) for entry in parsed.entries[:MOST_ENTRIES])
    return Feed(plain_text(str(parsed.feed.get("title", "")), LONGEST_TITLE), entries)


def _check(body: bytes, content_type: str) -> None:
    # Without its zero bytes a text in UTF-16 reads like one in ASCII.
    plain = body.replace(b"\0", b"").lower()
    begin = plain.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    named = _CHARSET.findall(content_type.lower()) + _CHARSET.findall(begin[:300].decode("latin-1"))
    if not begin.startswith(b"<") or not all(_is_like_ascii(name) for name in named):
        raise NotFetched("it is no feed, or in an encoding that is not read")
    if b"<!doctype" in plain or b"<!entity" in plain:
        raise NotFetched("it has a document type, which is refused")
    if plain.count(b"<") > MOST_TAGS:
        raise NotFetched("it has more elements than a feed should have")


def _is_like_ascii(name: str) -> bool:
    """Say whether markup in an encoding is written as in ASCII, but for zero bytes; so it is where there is none."""
    try:
        if codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
            return True
        return _ASCII.decode(name) == _ASCII.decode("ascii")
    except LookupError:
        return True
    except ValueError:
        return False


def _entry(entry: Any, url: str) -> FeedEntry:
    summary = entry.get("summary", "")
    if not summary and entry.get("content"):
        summary = entry["content"][0].get("value", "")
    return FeedEntry(
        plain_text(str(entry.get("title", "")), LONGEST_TITLE),
        _address(str(entry.get("link", "")), url),
        plain_text(str(summary), LONGEST_SUMMARY),
        _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
    )


def _address(given: str, url: str) -> str:
    try:
        address = urljoin(url, given.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    fits = len(address) <= _LONGEST_ADDRESS and not any(letter <= " " for letter in address)
    return address if given.strip() and is_plain and fits else ""


def _moment(given: Any) -> str:
    try:
        seconds = calendar.timegm(given)
        return datetime.fromtimestamp(seconds, UTC).isoformat() if 0 <= seconds <= _LATEST else ""
    except (TypeError, ValueError, OverflowError):
        return ""


def plain_text(markup: str, longest: int) -> str:
    """Give the words of a piece of HTML on one line.

    Args:
        markup: the HTML; of a very long one the beginning counts.
        longest: how many characters are kept; of more, the beginning with an ellipsis.
    """
    words: list[str] = []
    hidden = ""
    for found in _PIECES.finditer(markup[:_LONGEST_MARKUP]):
        tag = _TAG.match(found.group(1) or "")
        closes, name = (tag.group(1), tag.group(2).lower()) if tag else ("", "")
        if hidden:
            hidden = "" if closes and name == hidden else hidden
        elif name in _HIDDEN and not closes:
            hidden = name
        else:
            words.append(html.unescape(found.group(2)) if found.group(2) else " ")
    plain = " ".join(_UNPRINTABLE.sub(" ", "".join(words)).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
