"""Where the addresses lead that stand in the pages of a folder, and which files hang on which page."""

import os
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from wiki.storage_format.nodes import Element, make_element
from wiki.storage_format.references import fold_title
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.space_reader import clean_name, free_name
from wiki.transfer.folders.pages import FolderPage

_INDEXES = ("index.md", "readme.md", "index.markdown", "readme.markdown", "index.html", "index.htm")
_ENDINGS = (".md", ".markdown", ".html", ".htm")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")


@dataclass(frozen=True)
class Place:
    """Where an address leads: to a page, to a file of the folder, or to nothing that is there.

    Attributes:
        path: in the folder.
        anchor: in the page.
    """

    path: str
    anchor: str = ""
    page: FolderPage | None = None
    is_file: bool = False


class Places:
    """Knows the pages and files of a folder by their paths; files get a page when one is pointed at.

    Attributes:
        attached: the page, the path and the name of each file that hangs on a page.
    """

    def __init__(self, pages: Iterable[FolderPage], files: Iterable[str], findings: Findings) -> None:
        self._findings = findings
        self._pages = {page.path.lower(): page for page in pages}
        self._files = {path.lower(): path for path in files}
        self._where: dict[str, tuple[FolderPage, str]] = {}
        self._taken: dict[FolderPage, set[str]] = {}
        self.attached: list[tuple[FolderPage, str, str]] = []

    def find(self, base: str, address: str) -> Place | None:
        """Give where an address leads; None where it leads out of the folder on purpose.

        Args:
            base: the path of the file that the address stands in.
            address: as it stands there, without escapes of HTML.
        """
        address = address.strip()
        if _SCHEME.match(address):
            return None
        try:
            parts = urlsplit(address)
        except ValueError:
            return Place(address)
        anchor = unquote(parts.fragment)
        if not parts.path:
            return Place(base, anchor, self._pages.get(base.lower()))
        written = unquote(parts.path)
        folder = "" if written.startswith("/") else posixpath.dirname(base)
        path = posixpath.normpath(posixpath.join(folder, written.lstrip("/"))).strip("/")
        path = "" if path == "." else path
        page = self._page_at(path)
        if page is not None:
            return Place(page.path, anchor, page)
        return Place(path, anchor, None, path.lower() in self._files)

    def attach(self, page: FolderPage, path: str, name: str = "") -> None:
        """Hang a file on a page, if it hangs nowhere yet.

        Args:
            name: what it is to be called; empty for the last part of its path.
        """
        path = self._files.get(path.lower(), path)
        if path in self._where:
            return
        wanted = clean_name(name or posixpath.basename(path), "file", slashes=False)
        taken = self._taken.setdefault(page, set())
        free = free_name(wanted, taken.__contains__, os.path.splitext(wanted)[1][:20])
        if free != (name or posixpath.basename(path)):
            self._findings.mend(path, f"is called '{free}' now")
        taken.add(fold_title(free))
        self._where[path] = (page, free)
        self.attached.append((page, path, free))

    def attachment(self, page: FolderPage, path: str) -> Element:
        """Give the element that names a file; it is attached to the page where it hangs nowhere yet."""
        self.attach(page, path)
        holder, name = self._where[self._files.get(path.lower(), path)]
        inside = [] if holder is page else [page_element(holder)]
        return make_element("ri:attachment", {"ri:filename": name}, inside)

    def is_attached(self, path: str) -> bool:
        """Say whether a file hangs on some page."""
        return path in self._where

    def _page_at(self, path: str) -> FolderPage | None:
        folded = path.lower()
        found = self._pages.get(folded)
        if found is not None or folded in self._files:
            return found
        inner = f"{folded}/" if folded else ""
        for candidate in (
            *(folded + ending for ending in _ENDINGS),
            *(inner + index for index in _INDEXES),
            inner or "/",
        ):
            if candidate in self._pages:
                return self._pages[candidate]
        stem, ending = posixpath.splitext(folded)
        if ending in (".html", ".htm"):
            return next((self._pages[stem + other] for other in _ENDINGS if stem + other in self._pages), None)
        return None


def page_element(page: FolderPage) -> Element:
    """Give the element that names a page."""
    return make_element("ri:page", {"ri:content-title": page.title})
