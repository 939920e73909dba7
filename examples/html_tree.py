"""Reads a folder of HTML documentation: its pages, their titles and labels, and which page stands below which.

Understands what DocBook and Sphinx write (PostgreSQL's and Python's documentation are made with them), and makes the
best of other HTML: the folders are the tree then.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

LEFT_OUT = (
    "genindex*.html",
    "py-modindex.html",
    "search.html",
    "searchindex.html",
    "_static/*",
    "_sources/*",
    "_modules/*",
)
"""Pages that a wiki makes itself: indexes and search."""

TITLE_LENGTH = 255

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_SITE_NAMES = re.compile(r"\s+[—|·]\s+[^—|·]*documentation$", re.IGNORECASE)
_NOT_IN_LABELS = re.compile(r"[^a-z0-9_-]+")
_DOCBOOK = ("part", "chapter", "appendix", "reference", "refentry", "preface", "index", "bibliography", "sect1")
_DOCBOOK_LABELS = {"refentry": "reference", "sect1": "section"}


class TreeError(Exception):
    """The folder holds nothing that could be published; the message is one sentence."""


@dataclass
class SourcePage:
    """One HTML file that becomes a page."""

    path: str
    """Where it lies, from the root of the tree, with slashes."""

    title: str = ""
    parent: str | None = None
    """The path of the page that it stands below; None for the root."""

    labels: list[str] = field(default_factory=list)
    wanted_anchors: set[str] = field(default_factory=set)
    """The ids in it that some link leads to."""


@dataclass(frozen=True)
class Target:
    """What a relative link leads to: a path from the root of the tree, and perhaps a spot in it."""

    path: str
    anchor: str


class DocumentTree:
    """The pages of a folder, in the order in which they are to be read."""

    def __init__(self, folder: Path, *, left_out: tuple[str, ...] = LEFT_OUT, limit: int | None = None) -> None:
        """Read the folder.

        Args:
            folder: holds `index.html`, the root of the tree.
            left_out: patterns of paths that are not to be pages.
            limit: how many pages to take at most, from the start of the reading order.

        Raises:
            TreeError: there is no folder, or no `index.html` in it.
        """
        self.folder = folder.resolve()
        if not (self.folder / "index.html").is_file():
            raise TreeError(f"There is no index.html in {folder}.")
        self.pages: dict[str, SourcePage] = {}
        following: dict[str, str] = {}
        links: dict[str, list[Target]] = {}
        for path in sorted(self._paths(left_out)):
            document = self.read(path)
            page = SourcePage(path, _title_of(document, path), _parent_of(document, path), _labels_of(document, path))
            self.pages[path] = page
            following[path] = _next_of(document, path)
            links[path] = [target for address in _addresses(document) if (target := resolve(path, address))]
        self._settle_parents()
        self._put_in_order(following)
        if limit is not None:
            self._cut(limit)
        self._make_titles_unique()
        for path in self.pages:
            for target in links[path]:
                if target.anchor and target.path in self.pages:
                    self.pages[target.path].wanted_anchors.add(target.anchor)

    def read(self, path: str) -> HtmlElement:
        """Parse one page."""
        text = (self.folder / path).read_bytes()
        charset = _CHARSET.search(text[:2048])
        parser = html.HTMLParser(encoding=charset[1].decode() if charset else "utf-8", remove_comments=True)
        return html.document_fromstring(text or b"<html></html>", parser=parser)

    def file(self, path: str) -> Path | None:
        """Give the file at a path of the tree, when there is one and it lies in the folder."""
        found = (self.folder / path).resolve()
        return found if found.is_file() and found.is_relative_to(self.folder) else None

    def _paths(self, left_out: tuple[str, ...]) -> Iterator[str]:
        for found in self.folder.rglob("*.htm*"):
            path = found.relative_to(self.folder).as_posix()
            if found.suffix in {".html", ".htm"} and not any(fnmatch(path, pattern) for pattern in left_out):
                yield path

    def _settle_parents(self) -> None:
        """Make of every page a descendant of the root: no parent that is missing, no circle."""
        for page in self.pages.values():
            if page.path == "index.html":
                page.parent = None
            elif page.parent not in self.pages or page.parent == page.path:
                page.parent = self._index_above(page.path)
        for page in self.pages.values():
            seen, above = {page.path}, page.parent
            while above is not None:
                if above in seen:
                    page.parent = "index.html"
                    break
                seen.add(above)
                above = self.pages[above].parent

    def _index_above(self, path: str) -> str:
        folder = posixpath.dirname(path)
        if posixpath.basename(path) == "index.html":
            folder = posixpath.dirname(folder)
        while folder:
            if f"{folder}/index.html" in self.pages:
                return f"{folder}/index.html"
            folder = posixpath.dirname(folder)
        return "index.html"

    def _put_in_order(self, following: dict[str, str]) -> None:
        """Sort the pages: each before those below it, siblings as the links "next" lead, then by path."""
        rank: dict[str, int] = {}
        path = "index.html"
        while path in self.pages and path not in rank:
            rank[path] = len(rank)
            path = following[path]
        children: dict[str, list[str]] = {path: [] for path in self.pages}
        for page in self.pages.values():
            if page.parent is not None:
                children[page.parent].append(page.path)
        ordered: dict[str, SourcePage] = {}
        waiting = ["index.html"]
        while waiting:
            path = waiting.pop()
            ordered[path] = self.pages[path]
            waiting += sorted(children[path], key=lambda child: (rank.get(child, len(rank)), child), reverse=True)
        self.pages = ordered

    def _cut(self, limit: int) -> None:
        self.pages = dict(list(self.pages.items())[: max(limit, 1)])

    def _make_titles_unique(self) -> None:
        """Give pages of the same title, whatever its case, that of their parent behind it, or a number."""
        taken: set[str] = set()
        for page in self.pages.values():
            above = self.pages[page.parent].title if page.parent else ""
            for suffix in ("", f" ({above})", *(f" ({number})" for number in range(2, len(self.pages) + 2))):
                title = page.title[: TITLE_LENGTH - len(suffix)].rstrip() + suffix
                if len(title) <= TITLE_LENGTH and title.casefold() not in taken:
                    break
            page.title = title
            taken.add(title.casefold())


def resolve(path: str, address: str) -> Target | None:
    """Give where an address in a page leads, or None where it leaves the tree.

    Args:
        path: the page that the address stands in, from the root of the tree.
        address: the address as the page has it.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    if not parts.path:
        return Target(path, unquote(parts.fragment))
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if parts.path.endswith("/"):
        joined = f"{joined}/index.html"
    return None if joined.startswith("..") else Target(joined, unquote(parts.fragment))


def main_content(document: HtmlElement) -> HtmlElement:
    """Find the element that holds what the page says, without the bars around it."""
    for expression in ("//*[@role='main']", "//main", "//article", "//div[contains(@class, 'body')]", "//body"):
        found = document.xpath(expression)
        if found:
            return found[0]
    return document


def plain(element: HtmlElement) -> str:
    """Give the text of an element on one line, without the signs that only link to a heading."""
    pieces = element.xpath(".//text()[not(parent::a[contains(@class, 'headerlink')])]")
    return " ".join(clean("".join(pieces)).split())


def clean(text: str) -> str:
    """Leave out characters that XML can't carry."""
    return _NOT_XML.sub("", text)


def _addresses(document: HtmlElement) -> Iterator[str]:
    for link in main_content(document).iter("a"):
        if link.get("href"):
            yield link.get("href")


def _title_of(document: HtmlElement, path: str) -> str:
    for expression in ("//*[@role='main']//h1", "//head/title", "//h1"):
        for found in document.xpath(expression):
            title = _SITE_NAMES.sub("", plain(found).replace("\u200b", ""))
            if title:
                return title
    return posixpath.splitext(path)[0]


def _parent_of(document: HtmlElement, path: str) -> str | None:
    up = document.xpath("//link[@rel='up']/@href | //div[@class='navheader']//a[@accesskey='u']/@href")
    if not up:
        up = document.xpath(
            "//div[contains(@class, 'related')][1]//li[contains(@class, 'nav-item')]"
            "[not(contains(@class, 'nav-item-0'))][not(contains(@class, 'nav-item-this'))]/a/@href"
        )
    target = resolve(path, up[-1]) if up else None
    return target.path if target else None


def _next_of(document: HtmlElement, path: str) -> str:
    following = document.xpath("//head/link[@rel='next']/@href")
    target = resolve(path, following[0]) if following else None
    return target.path if target else ""


def _labels_of(document: HtmlElement, path: str) -> list[str]:
    """Give a page's labels: what kind of division it is, or the folder that it lies in."""
    labels = []
    body = document.find("body")
    for division in body if body is not None else ():
        kind = (division.get("class") or "") if isinstance(division.tag, str) else ""
        if kind in _DOCBOOK:
            labels.append(_DOCBOOK_LABELS.get(kind, kind))
            break
    folder = path.split("/")[0] if "/" in path else ""
    label = _NOT_IN_LABELS.sub("-", folder.lower()).strip("-")
    return [*labels, label] if label else labels
