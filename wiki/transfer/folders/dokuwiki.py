"""A data folder of DokuWiki as the pages of a space: pages, media, who changed what, and the attic."""

import bz2
import gzip
import re
import zlib
from collections.abc import Sequence
from typing import IO
from urllib.parse import unquote

from django.utils import timezone

from wiki.markup.dokuwiki import convert_dokuwiki, first_heading
from wiki.markup.dokuwiki.ids import section_id
from wiki.markup.errors import MarkupTooLong
from wiki.markup.writing import clean, escaped
from wiki.storage_format.serializer import write
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.folders.dokuwiki_changes import Change, read_changes
from wiki.transfer.folders.pages import CHILDREN, LONGEST_FILE, FolderPage, FolderVersion, decoded, read_text
from wiki.transfer.folders.places import Places
from wiki.transfer.folders.source import FolderSource

_START = "start"
_BASES = ("", "data/")
_ATTIC = re.compile(r"(.+)\.([0-9]{1,11})\.txt(?:\.gz|\.bz2)?\Z")
_SECTION = re.compile(r"\[\[[^\]|#\n]{0,500}#([^\]|\n]{1,200})")
_TEMPLATES = frozenset({"_template.txt", "__template.txt"})
_DAMAGED = (OSError, EOFError, zlib.error, ValueError)


def dokuwiki_base(names: Sequence[str]) -> str | None:
    """Give where in a folder DokuWiki's data lies; None where it is no such folder."""
    for base in _BASES:
        if any(name.startswith(f"{base}pages/") and name.endswith(".txt") for name in names):
            return base
    return None


class DokuWikiFolder:
    """Reads the pages of a wiki; each namespace becomes a page, too: its first page, or a list.

    Attributes:
        key, name: empty: DokuWiki does not say.
        pages: the home page first.
    """

    key = name = ""

    def __init__(self, source: FolderSource, base: str, findings: Findings, name: str) -> None:
        self._source, self._base, self._findings = source, base, findings
        self._wanted: set[str] = set()
        self._media = self._ids_of("media/")
        self._attic = self._attic_by_id()
        self._by_id: dict[str, FolderPage] = {}
        for page_id, path in self._ids_of("pages/", ".txt").items():
            if path.rpartition("/")[2] in _TEMPLATES:
                findings.leave_out(path, "it is a template for new pages of a namespace")
                continue
            page = self._read_page(page_id, path)
            if page is not None:
                self._by_id[page_id] = page
        self.pages = self._tree(name)
        self._places = Places(self.pages, self._media.values(), findings)
        self._tell_rest()

    def storage(self, page: FolderPage, version: FolderVersion) -> str:
        """Give a text in storage format; labels are taken from the current one alone."""
        if not version.path:
            return CHILDREN
        is_current = version is page.text
        text = self._text(version.path) or ""
        findings = self._findings if is_current else Findings()
        targets = _PageTargets(page, self._by_id, self._namespaces, self._media, self._places)
        try:
            converted = convert_dokuwiki(
                text,
                namespace=self._namespace_of(page),
                targets=targets,
                title=page.title,
                wanted=self._wanted if is_current else (),
            )
        except MarkupTooLong as error:
            findings.mend(version.path, f"is too long, and comes as plain text: {error}")
            return f"<pre>{escaped(clean(text))}</pre>"
        found = converted.found
        if is_current:
            page.labels += found.labels
        findings.not_understood.update(found.not_understood)
        findings.missing_files += [f"'{page.title}' shows '{one[:200]}'" for one in found.missing_files]
        return converted.storage

    def attached(self) -> Sequence[tuple[FolderPage, str, str]]:
        """Give all media; those that no page shows hang on the page of their namespace."""
        for file_id, path in self._media.items():
            if not self._places.is_attached(path):
                self._places.attach(self._namespace_page(file_id.rpartition(":")[0]), path)
        return self._places.attached

    def _ids_of(self, folder: str, ending: str = "") -> dict[str, str]:
        start = f"{self._base}{folder}"
        return {
            unquote(name[len(start) : len(name) - len(ending)]).replace("/", ":").lower(): name
            for name in self._source.names()
            if name.startswith(start) and name.endswith(ending)
        }

    def _attic_by_id(self) -> dict[str, dict[int, str]]:
        found: dict[str, dict[int, str]] = {}
        start = f"{self._base}attic/"
        for name in self._source.names():
            match = _ATTIC.match(name, len(start)) if name.startswith(start) else None
            if match is not None:
                page_id = unquote(match[1]).replace("/", ":").lower()
                found.setdefault(page_id, {})[int(match[2])] = name
        return found

    def _read_page(self, page_id: str, path: str) -> FolderPage | None:
        text = read_text(self._source, path, self._findings)
        if text is None:
            return None
        self._wanted.update(section_id(one) for one in _SECTION.findall(text))
        title = first_heading(text) or page_id.rpartition(":")[2].replace("_", " ")
        changed = self._source.changed(path) or timezone.now()
        changes = read_changes(self._source, f"{self._base}meta/{path_of(page_id, path)}.changes", self._findings)
        written = sorted((one for one in changes if not one.removes), key=lambda one: one.seconds)
        last = written[-1] if written else None
        current = FolderVersion(path, changed) if last is None else last.version(path)
        page = FolderPage(path, title, current.modified, current, rank=(0.0, page_id.rpartition(":")[2]))
        page.earlier = self._earlier(page_id, written, last)
        first = page.earlier[0] if page.earlier else current
        page.created = written[0].moment if written else first.modified
        page.author = written[0].author if written else first.author
        return page

    def _earlier(self, page_id: str, changes: list[Change], last: Change | None) -> list[FolderVersion]:
        attic = self._attic.pop(page_id, {})
        known = {one.seconds: one for one in changes}
        ends = last.seconds if last is not None else max(attic, default=-1) + 1
        for seconds in sorted(known.keys() - attic.keys() - {ends}):
            self._findings.leave_out(
                f"{page_id}, version of {known[seconds].moment:%Y-%m-%d %H:%M}", "it is not in the attic"
            )
        return [known.get(one, Change(one)).version(attic[one]) for one in sorted(attic) if one < ends]

    def _tree(self, name: str) -> list[FolderPage]:
        self._namespaces: dict[str, FolderPage] = {}
        home = self._first_page("")
        if home is None:
            now = timezone.now()
            home = FolderPage("/", name, now, FolderVersion("", now))
        self._namespaces[""] = home
        for one in sorted({*self._by_id, *self._media}):
            self._namespace_page(one.rpartition(":")[0])
        ordered = sorted(
            self._namespaces.values(), key=lambda page: (page is not home, page.path.count("/"), page.path)
        )
        known = set(map(id, ordered))
        for page_id, page in sorted(self._by_id.items()):
            if id(page) not in known:
                page.parent = self._namespace_page(page_id.rpartition(":")[0])
                ordered.append(page)
        return ordered

    def _first_page(self, namespace: str) -> FolderPage | None:
        if not namespace:
            return self._by_id.get(_START)
        last = namespace.rpartition(":")[2]
        ids = (f"{namespace}:{_START}", f"{namespace}:{last}", namespace)
        return next((self._by_id[one] for one in ids if one in self._by_id), None)

    def _namespace_page(self, namespace: str) -> FolderPage:
        """Give the page of a namespace; it is made, with those above, where there is none."""
        made = self._namespaces.get(namespace)
        if made is not None:
            return made
        above = self._namespace_page(namespace.rpartition(":")[0])
        page = self._first_page(namespace)
        last = namespace.rpartition(":")[2]
        if page is None:
            now = timezone.now()
            page = FolderPage(f"{namespace}:", last.replace("_", " "), now, FolderVersion("", now))
        page.rank = (0.0, last)
        page.parent = above
        self._namespaces[namespace] = page
        return page

    def _namespace_of(self, page: FolderPage) -> str:
        start = f"{self._base}pages/"
        return unquote(page.path[len(start) :]).replace("/", ":").rpartition(":")[0]

    def _text(self, path: str) -> str | None:
        if not path.endswith((".gz", ".bz2")):
            return read_text(self._source, path, self._findings)
        with self._source.open(path) as packed:
            return self._unpacked(packed, path)

    def _unpacked(self, packed: IO[bytes], path: str) -> str | None:
        try:
            with gzip.open(packed) if path.endswith(".gz") else bz2.open(packed) as stream:
                data = stream.read(LONGEST_FILE + 1)
        except _DAMAGED as error:
            self._findings.mend(path, f"is damaged, and comes as an empty version: {error}")
            return None
        if len(data) > LONGEST_FILE:
            self._findings.mend(path, f"has more than {LONGEST_FILE >> 20} MB, and comes as an empty version")
            return None
        return decoded(data, path, self._findings)

    def _tell_rest(self) -> None:
        for page_id, versions in sorted(self._attic.items()):
            self._findings.leave_out(f"{page_id}, {len(versions):,} versions in the attic", "the page was removed")
        old_media = sum(name.startswith(f"{self._base}media_attic/") for name in self._source.names())
        if old_media:
            self._findings.leave_out(f"{old_media:,} earlier versions of media", "only the current ones come along")


class _PageTargets:
    """Where the links and media of one page lead."""

    def __init__(
        self,
        page: FolderPage,
        by_id: dict[str, FolderPage],
        namespaces: dict[str, FolderPage],
        media: dict[str, str],
        places: Places,
    ) -> None:
        self._page, self._by_id, self._namespaces, self._media, self._places = page, by_id, namespaces, media, places

    def page(self, page_id: str) -> str | None:
        """Give the title of a page, or of the first page of a namespace."""
        namespace = page_id.rstrip(":")
        last = namespace.rpartition(":")[2]
        ids = [f"{namespace}:{_START}" if namespace else _START, f"{namespace}:{last}", namespace]
        if not page_id.endswith(":"):
            ids = [namespace, ids[0]]
        found = next((self._by_id[one] for one in ids if one in self._by_id), None)
        found = found or self._namespaces.get("" if namespace == _START else namespace.removesuffix(f":{_START}"))
        return found.title if found is not None else None

    def file(self, file_id: str) -> str | None:
        """Give the element that names a file."""
        path = self._media.get(file_id)
        return write(self._places.attachment(self._page, path)) if path is not None else None


def path_of(page_id: str, path: str) -> str:
    """Give the path of a page below its folder without the ending, spelt as its file is."""
    return "/".join(path.removesuffix(".txt").split("/")[-page_id.count(":") - 1 :])
