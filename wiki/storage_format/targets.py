"""What references resolve to, how a document asks for all of its targets at once, and the addresses of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlencode

_SAFE_TITLE = re.compile(r"[A-Za-z0-9 _.\-*()!',~]+")
_LIKE_A_YEAR = re.compile(r"[0-9]{4}")


class PageKey(NamedTuple):
    """A page as a document names it; the space key is never empty."""

    space_key: str
    title: str


class BlogPostKey(NamedTuple):
    """A blog post as a document names it; the day is `yyyy/mm/dd`, or empty for any day."""

    space_key: str
    title: str
    posting_day: str


class SpaceKey(NamedTuple):
    """A space as the container of a file: its home page holds the file."""

    key: str


class AttachmentKey(NamedTuple):
    """A file as a document names it: in which content, given by id or by name, and its file name."""

    container: int | PageKey | BlogPostKey | SpaceKey
    filename: str


class UserKey(NamedTuple):
    """A user as a document names one: by key, or by name when the key is empty."""

    key: str
    username: str


@dataclass(frozen=True, slots=True)
class ContentTarget:
    """A page or blog post that was found; `url` starts with `/` and has no context path."""

    content_id: int
    title: str
    space_key: str
    url: str


@dataclass(frozen=True, slots=True)
class AttachmentTarget:
    """A file that was found, with the addresses of the file and of its thumbnail (empty: it has none)."""

    content_id: int
    filename: str
    version: int
    media_type: str
    container_id: int
    download_url: str
    thumbnail_url: str = ""


@dataclass(frozen=True, slots=True)
class UserTarget:
    """A user who was found."""

    key: str
    username: str
    full_name: str
    url: str


@dataclass(frozen=True, slots=True)
class SpaceTarget:
    """A space that was found."""

    key: str
    name: str
    url: str


class LinkResolver(Protocol):
    """Finds the targets of a document's references, for one reader.

    A document calls each method at most once, with everything it wants, so each should take a constant number of
    queries. What the reader may not see is left out of the answer, as is what does not exist. Space keys, titles and
    file names match without regard to case; answers are under the keys as they were asked for.
    """

    def pages(self, wanted: AbstractSet[PageKey]) -> Mapping[PageKey, ContentTarget]:
        """Find current pages by space and title."""
        ...

    def blogposts(self, wanted: AbstractSet[BlogPostKey]) -> Mapping[BlogPostKey, ContentTarget]:
        """Find current blog posts by space, day and title."""
        ...

    def contents(self, wanted: AbstractSet[int]) -> Mapping[int, ContentTarget]:
        """Find content by id."""
        ...

    def attachments(self, wanted: AbstractSet[AttachmentKey]) -> Mapping[AttachmentKey, AttachmentTarget]:
        """Find current files by what they hang on and their name."""
        ...

    def users(self, wanted: AbstractSet[UserKey]) -> Mapping[UserKey, UserTarget]:
        """Find people by key or name."""
        ...

    def spaces(self, wanted: AbstractSet[str]) -> Mapping[str, SpaceTarget]:
        """Find spaces by key."""
        ...

    def creatable(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        """Give those of some space keys in whose spaces the reader may create pages."""
        ...


def page_address(space_key: str, title: str, content_id: int) -> str:
    """Give the address of a page: by its title when that reads well in a URL, else by its id."""
    if _SAFE_TITLE.fullmatch(title) and title.strip(" .") and not _LIKE_A_YEAR.fullmatch(title):
        return f"/display/{quote(space_key, safe='~')}/{title.replace(' ', '+')}"
    return f"/pages/viewpage.action?pageId={content_id}"


def blogpost_address(space_key: str, title: str, posting_day: str, content_id: int) -> str:
    """Give the address of a blog post of a day (`yyyy/mm/dd`), by its title or by its id, as for pages."""
    if posting_day and _SAFE_TITLE.fullmatch(title) and title.strip(" ."):
        return f"/display/{quote(space_key, safe='~')}/{posting_day}/{title.replace(' ', '+')}"
    return f"/pages/viewpage.action?pageId={content_id}"


def create_page_address(space_key: str, title: str, from_page_id: int | None) -> str:
    """Give the address where a page that is linked to but missing can be created."""
    fields = {"spaceKey": space_key, "title": title}
    if from_page_id is not None:
        fields["fromPageId"] = str(from_page_id)
    return f"/pages/createpage.action?{urlencode(fields)}"


def download_address(
    container_id: int, filename: str, version: int, modified_ms: int, folder: str = "attachments"
) -> str:
    """Give the address of an attached file; the folder `thumbnails` gives its small image."""
    fields = urlencode({"version": version, "modificationDate": modified_ms, "api": "v2"})
    return f"/download/{folder}/{container_id}/{quote(filename, safe='')}?{fields}"
