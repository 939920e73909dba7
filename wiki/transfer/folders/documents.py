"""A folder of Markdown and HTML files as the pages of a space."""

import posixpath
import re
from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils import timezone
from lxml.html import HtmlElement

from wiki.markup.errors import MarkupTooLong
from wiki.markup.front_matter import FrontMatter, split_front_matter
from wiki.markup.html import convert_html, read_html, text_of_html
from wiki.markup.markdown import convert_markdown
from wiki.markup.writing import clean, escaped
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import Element
from wiki.storage_format.parser import parse
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.folders import html_export
from wiki.transfer.folders.dates import read_moment
from wiki.transfer.folders.pages import CHILDREN, FolderPage, FolderVersion, read_text
from wiki.transfer.folders.places import Places
from wiki.transfer.folders.pointing import pointed
from wiki.transfer.folders.source import FolderSource, is_page_file

_MARKDOWN = (".md", ".markdown")
_INDEX_NAMES = ("index", "readme", "_index")
_FRAGMENT = re.compile(r"#([\w%.\-]{1,200})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*\Z")
_SITE = re.compile(r"\s+(?:-|–|—|\||·|::|»)\s")
_LONGEST_HEADING = 2000
_LONGEST_TITLE = 1000


class DocumentFolder:
    """Reads the pages of a folder; each folder below becomes a page, too: that of its index, or a list.

    Attributes:
        key, name: of the space, where the folder is an HTML export that says so.
        pages: the home page first.
    """

    def __init__(self, source: FolderSource, findings: Findings, name: str) -> None:
        self._source, self._findings = source, findings
        self._export = html_export.read_index(source)
        self.key = self._export.key if self._export is not None else ""
        self.name = self._export.name if self._export is not None else ""
        self._wanted: set[str] = set()
        self._listed: list[tuple[FolderPage, str, str]] = []
        by_path: dict[str, FolderPage] = {}
        files: list[str] = []
        for path in source.names():
            if not is_page_file(path):
                files.append(path)
                continue
            page = self._read_facts(path)
            if page is not None:
                by_path[path] = page
        self.pages = self._tree(by_path, name)
        self._places = Places(self.pages, files, findings)
        for page, path, called in self._listed:
            if source.holds(path):
                self._places.attach(page, path, called)
        self._files = files

    def storage(self, page: FolderPage, version: FolderVersion) -> str:
        """Give a text in storage format, with its links and images pointed at what is imported."""
        if not version.path:
            return CHILDREN
        text = read_text(self._source, version.path, self._findings) or ""
        is_markdown = version.path.lower().endswith(_MARKDOWN)
        try:
            if is_markdown:
                storage = convert_markdown(split_front_matter(text).text, keep_paths=True)
            else:
                storage = convert_html(self._content(read_html(text)), self._wanted)
            wanted = self._wanted if is_markdown else None
            return pointed(storage, page, version.path, self._places, self._findings, wanted)
        except MarkupTooLong as error:
            self._findings.mend(version.path, f"is too long, and comes as plain text: {error}")
            return f"<pre>{escaped(clean(text))}</pre>"
        except MalformedStorage as error:
            self._findings.mend(version.path, f"can't be converted, and comes as plain text: {error}")
            return f"<pre>{escaped(clean(text))}</pre>"

    def attached(self) -> Sequence[tuple[FolderPage, str, str]]:
        """Give the files that pages show or link to; the others are reported."""
        is_export = self._export is not None
        for path in self._files:
            if not self._places.is_attached(path) and not (is_export and path.startswith(("images/", "styles/"))):
                self._findings.leave_out(path, "no page shows it or links to it")
        return self._places.attached

    def _read_facts(self, path: str) -> FolderPage | None:
        text = read_text(self._source, path, self._findings)
        if text is None:
            return None
        self._wanted.update(_FRAGMENT.findall(text))
        moment = self._source.changed(path) or timezone.now()
        if path.lower().endswith(_MARKDOWN):
            head = split_front_matter(text)
            if head.problem:
                self._findings.mend(path, f"its front matter is no YAML, so less of it was read: {head.problem}")
            return _markdown_page(path, head, moment)
        if self._export is not None and path == html_export.INDEX:
            return None
        return self._html_page(path, read_html(text), moment)

    def _html_page(self, path: str, document: HtmlElement, moment: datetime) -> FolderPage:
        if html_export.is_export_page(document):
            title = html_export.title_of_export(document, self.name)
            creator, editor = html_export.author_of_export(document)
            changed = read_moment(html_export.date_of_export(document)) or moment
            page = FolderPage(path, title or _stem(path), changed, FolderVersion(path, changed, editor), author=creator)
            self._listed += [(page, file, name) for file, name in html_export.files_of_export(document)]
            return page
        title = _title_of(document)
        tags = document.xpath("//head/meta[translate(@name, 'KEYWORDS', 'keywords')='keywords']/@content")
        page = FolderPage(path, title[:_LONGEST_TITLE] or _stem(path), moment, FolderVersion(path, moment))
        page.rank = (0.0, posixpath.basename(path).lower())
        page.labels = [tag for one in tags[:1] for tag in str(one).split(",") if tag.strip()]
        return page

    def _content(self, document: HtmlElement) -> HtmlElement:
        if html_export.is_export_page(document):
            return html_export.content_of_export(document)
        return _content_of(document)

    def _tree(self, by_path: dict[str, FolderPage], name: str) -> list[FolderPage]:
        if self._export is not None:
            return _tree_of_export(by_path, self._export)
        folders = _FolderPages(by_path, name, self._source.changed)
        ordered = [folders.page_of("")]
        known = {id(ordered[0])}
        for path in sorted(by_path, key=lambda one: (one.count("/"), one)):
            page = by_path[path]
            for each in [*folders.new_above(path), page]:
                if id(each) not in known:
                    known.add(id(each))
                    ordered.append(each)
        return ordered


class _FolderPages:
    """Gives the page of each folder: of its index file, or one that lists what is below."""

    def __init__(self, by_path: dict[str, FolderPage], name: str, changed: Callable[[str], datetime | None]) -> None:
        self._by_path = by_path
        self._name = name
        self._pages: dict[str, FolderPage] = {}
        self._indexes: dict[str, str] = {}
        for path in sorted(by_path, key=_index_rank):
            folder, file = posixpath.split(path)
            if _stem(file).lower() in _INDEX_NAMES:
                self._indexes.setdefault(folder, path)

    def page_of(self, folder: str) -> FolderPage:
        """Give the page of a folder, and make those above it."""
        made = self._pages.get(folder)
        if made is not None:
            return made
        index = self._indexes.get(folder)
        if index is not None:
            page = self._by_path[index]
            page.rank = (page.rank[0], posixpath.basename(folder).lower())
        else:
            now = timezone.now()
            title = posixpath.basename(folder) or self._name
            page = FolderPage(f"{folder}/", title, now, FolderVersion("", now), rank=(0.0, title.lower()))
        self._pages[folder] = page
        if folder:
            page.parent = self.page_of(posixpath.dirname(folder))
        return page

    def new_above(self, path: str) -> list[FolderPage]:
        """Put a page below that of its folder, and give the pages of all folders that it stands in."""
        folder = posixpath.dirname(path)
        page = self._by_path[path]
        above = self.page_of(folder)
        if page is not above:
            page.parent = above
        chain: list[FolderPage] = []
        one: FolderPage | None = above
        while one is not None:
            chain.append(one)
            one = one.parent
        return chain[::-1]


def _index_rank(path: str) -> tuple[int, str]:
    stem = _stem(posixpath.basename(path)).lower()
    return (_INDEX_NAMES.index(stem) if stem in _INDEX_NAMES else len(_INDEX_NAMES), path)


def _tree_of_export(by_path: dict[str, FolderPage], index: html_export.ExportIndex) -> list[FolderPage]:
    ordered = [by_path[path] for path in index.order if path in by_path]
    listed = set(map(id, ordered))
    for number, page in enumerate(ordered):
        page.rank = (float(number), page.path)
        parent = by_path.get(index.parents[page.path])
        page.parent = parent if parent is not page else None
    for path, page in by_path.items():
        if id(page) not in listed:
            page.parent = ordered[0] if ordered else None
            page.rank = (float(len(ordered)), path)
            ordered.append(page)
    return ordered


def _markdown_page(path: str, head: FrontMatter, moment: datetime) -> FolderPage:
    changed = read_moment(head.first("lastmod", "modified", "updated", "last_modified_at", "date")) or moment
    created = read_moment(head.first("date", "created")) or changed
    title = head.first("title") or _first_heading(head.text) or _stem(path)
    author = head.first("author", "authors")
    page = FolderPage(
        path, title[:_LONGEST_TITLE], created, FolderVersion(path, max(created, changed), author), author=author
    )
    page.labels = _tags(head)
    page.rank = (_weight(head), posixpath.basename(path).lower())
    return page


def _tags(head: FrontMatter) -> list[str]:
    found = head.all("tags", "labels", "categories", "keywords")
    # One text may hold several, apart by commas.
    return [tag.strip() for one in found for tag in one.split(",") if tag.strip()]


def _weight(head: FrontMatter) -> float:
    written = head.first("weight", "nav_order", "order", "sidebar_position", "position")
    try:
        return float(written) if written and len(written) < 20 else 0.0
    except ValueError:
        return 0.0


def _first_heading(text: str) -> str:
    """Give the text of the first heading of the first level, outside of code."""
    fence = ""
    before = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if fence:
            if mark is not None and mark[1].startswith(fence):
                fence = ""
            continue
        if mark is not None:
            fence = mark[1]
            continue
        heading = _HEADING.match(line) if len(line) < _LONGEST_HEADING else None
        if heading is not None and heading[1]:
            return _plain(heading[1])
        if before and _UNDERLINE.match(line):
            return _plain(before)
        before = line.strip() if len(line) < _LONGEST_HEADING else ""
    return ""


def _plain(markdown: str) -> str:
    shown: Element = parse(convert_markdown(f"# {markdown}"))
    return " ".join(shown.text.split())


def _content_of(document: HtmlElement) -> HtmlElement:
    """Give the element that holds what a document says."""
    for path in ("//main", "//*[@role='main']", "//article", "//body"):
        found = document.xpath(path)
        if len(found) == 1:
            return found[0]
    return document


def _title_of(document: HtmlElement) -> str:
    """Give the title of a document; the name of the site behind it goes where a heading says the rest."""
    texts = [
        text_of_html(found[0]) if found else ""
        for found in (document.xpath("//head/title"), _content_of(document).xpath(".//h1"))
    ]
    title, heading = texts
    if not title or (heading and _SITE.match(title.removeprefix(heading)) and title.startswith(heading)):
        return heading
    return title


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0] or "page"
