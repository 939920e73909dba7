"""What an `ri:` element points to, as small values that compare and hash."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wiki.storage_format.nodes import Element

SELF_SPACES = frozenset({"", "@self", "currentspace()"})
"""Space keys, folded, that mean the space of the document itself."""


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Give a text that any database takes as a value to look for: NUL and lone surrogates become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def fold_title(text: str) -> str:
    """Give the form in which titles, keys and file names are compared: no case, blanks squeezed."""
    return unicodedata.normalize("NFC", " ".join(storable(text).split()).casefold())


@dataclass(frozen=True, slots=True)
class PageReference:
    """A page by title; no space key means the space of the document."""

    title: str
    space_key: str | None = None


@dataclass(frozen=True, slots=True)
class BlogPostReference:
    """A blog post by title and posting day (`yyyy/mm/dd`)."""

    title: str
    posting_day: str = ""
    space_key: str | None = None


@dataclass(frozen=True, slots=True)
class ContentEntityReference:
    """Content of any kind by id."""

    content_id: int


@dataclass(frozen=True, slots=True)
class SpaceReference:
    """A space by key."""

    key: str


Container = PageReference | BlogPostReference | ContentEntityReference | SpaceReference


@dataclass(frozen=True, slots=True)
class AttachmentReference:
    """A file by name; no container means the content that the document belongs to."""

    filename: str
    container: Container | None = None


@dataclass(frozen=True, slots=True)
class UserReference:
    """A user by key, by name, or by the account id of a cloud site; the first that is set counts."""

    key: str = ""
    username: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class UrlReference:
    """A place by URL."""

    url: str


@dataclass(frozen=True, slots=True)
class ShortcutReference:
    """A shortcut link: the key of the shortcut and what to put into it."""

    key: str
    parameter: str


Reference = (
    PageReference
    | BlogPostReference
    | AttachmentReference
    | UserReference
    | SpaceReference
    | UrlReference
    | ShortcutReference
    | ContentEntityReference
)


def _attachment(element: Element) -> AttachmentReference:
    container = None
    for child in element.elements():
        found = reference_of(child)
        if isinstance(found, PageReference | BlogPostReference | ContentEntityReference | SpaceReference):
            container = found
            break
    return AttachmentReference(element.attributes.get("ri:filename", ""), container)


def _content_entity(element: Element) -> ContentEntityReference | None:
    number = element.attributes.get("ri:content-id", "").strip()
    if number.isascii() and number.isdigit() and len(number) < 19:
        return ContentEntityReference(int(number))
    return None


def reference_of(element: Element) -> Reference | None:
    """Read a resource identifier.

    Args:
        element: an `ri:` element; any other gives None, as does one that names nothing.
    """
    value = element.attributes.get
    match element.tag:
        case "ri:page":
            return PageReference(value("ri:content-title", ""), value("ri:space-key") or None)
        case "ri:blog-post":
            return BlogPostReference(
                value("ri:content-title", ""), value("ri:posting-day", ""), value("ri:space-key") or None
            )
        case "ri:attachment":
            return _attachment(element)
        case "ri:user":
            return UserReference(value("ri:userkey", ""), value("ri:username", ""), value("ri:account-id", ""))
        case "ri:space":
            return SpaceReference(value("ri:space-key", ""))
        case "ri:url":
            return UrlReference(value("ri:value", ""))
        case "ri:shortcut":
            return ShortcutReference(value("ri:key", ""), value("ri:parameter", ""))
        case "ri:content-entity":
            return _content_entity(element)
    return None


def space_or(key: str | None, own_key: str) -> str:
    """Give the space key that a reference means, when it stands in a document of the space `own_key`."""
    return own_key if key is None or key.strip().casefold() in SELF_SPACES else key
