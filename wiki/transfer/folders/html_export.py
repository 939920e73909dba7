"""Confluence's own HTML exports of spaces, for those who have nothing else left of their wiki."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

from wiki.markup.html import read_html, text_of_html
from wiki.transfer.folders.source import FolderSource

INDEX = "index.html"
_LARGEST_INDEX = 64 << 20
_ATTACHED = re.compile(r"attachments/[^?#]+")
_DATES = re.compile(r"\bon\s+(.{4,40}?)\s*$")


@dataclass
class ExportIndex:
    """What the index of an HTML export says.

    Attributes:
        parents: the file of the page above, by file; nothing for those at the top.
        order: the files in the order of the tree.
    """

    key: str = ""
    name: str = ""
    parents: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)


def space_of_export(source: FolderSource) -> tuple[str, str]:
    """Give the key and the name of the space of an HTML export; empty texts for any other folder."""
    index = read_index(source)
    return (index.key, index.name) if index is not None else ("", "")


def read_index(source: FolderSource) -> ExportIndex | None:
    """Read the index of an HTML export; None where the folder is none."""
    if not source.holds(INDEX) or source.size_of(INDEX) > _LARGEST_INDEX:
        return None
    with source.open(INDEX) as stream:
        document = read_html(stream.read(_LARGEST_INDEX))
    sections = document.xpath("//div[contains(concat(' ', @class, ' '), ' pageSection ')]")
    if not sections:
        return None
    index = ExportIndex()
    for row in document.xpath("//div[contains(@class, 'pageSection')]//tr[th and td]"):
        label = text_of_html(row.find("th")).lower()
        if label == "key":
            index.key = text_of_html(row.find("td"))
        elif label == "name":
            index.name = text_of_html(row.find("td"))
    for file, parent in _tree(sections):
        if file not in index.parents:
            index.parents[file] = parent
            index.order.append(file)
    return index if index.order else None


def is_export_page(document: HtmlElement) -> bool:
    """Say whether a document is a page of an HTML export."""
    return bool(document.xpath("//*[@id='title-heading']")) and bool(document.xpath("//*[@id='main-content']"))


def title_of_export(document: HtmlElement, space_name: str) -> str:
    """Give the title of a page, which stands behind the name of its space."""
    found = document.xpath("//*[@id='title-text']")
    title = text_of_html(found[0]) if found else ""
    return title.removeprefix(f"{space_name} : ") if space_name else title.partition(" : ")[2] or title


def content_of_export(document: HtmlElement) -> HtmlElement:
    """Give what a page says, without the bars around it and without the lists of files and comments below it."""
    content: HtmlElement = document.xpath("//*[@id='main-content']")[0]
    for extra in content.xpath(".//div[contains(concat(' ', @class, ' '), ' pageSection ')]"):
        extra.drop_tree()
    for image in content.iter("img"):
        # A shown image may be scaled; the file itself is what is attached.
        whole = image.get("data-image-src") or ""
        if _ATTACHED.match(whole):
            image.set("src", whole)
    return content


def author_of_export(document: HtmlElement) -> tuple[str, str]:
    """Give who made a page and who changed it last."""
    names = []
    for kind in ("author", "editor"):
        found = document.xpath(f"//div[contains(@class, 'page-metadata')]//span[@class='{kind}']")
        names.append(text_of_html(found[0]) if found else "")
    return names[0], names[1] or names[0]


def date_of_export(document: HtmlElement) -> str:
    """Give the day on which a page was changed last, as the export writes it; empty for none."""
    found = document.xpath("//div[contains(@class, 'page-metadata')]")
    match = _DATES.search(text_of_html(found[0])) if found else None
    return match[1] if match is not None else ""


def files_of_export(document: HtmlElement) -> Iterator[tuple[str, str]]:
    """Give the files that hang on a page: address and name of each."""
    for link in document.xpath("//div[contains(concat(' ', @class, ' '), ' pageSection ')]//a[@href]"):
        address = unquote(link.get("href") or "")
        if _ATTACHED.fullmatch(address):
            yield address, text_of_html(link)


def _tree(sections: list[HtmlElement]) -> Iterator[tuple[str, str]]:
    for section in sections:
        for link in section.xpath(".//li/a[@href]"):
            file = unquote((link.get("href") or "").partition("#")[0])
            above = link.getparent().getparent().getparent() if link.getparent().getparent() is not None else None
            parent = above.find("a") if above is not None and above.tag == "li" else None
            yield file, unquote((parent.get("href") or "").partition("#")[0]) if parent is not None else ""
