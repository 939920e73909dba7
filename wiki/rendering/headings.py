"""The headings of a document with the ids under which they can be linked to."""

from __future__ import annotations

from wiki.macros.base import HeadingPlace
from wiki.storage_format.anchors import anchor_id, content_id
from wiki.storage_format.extract import headings
from wiki.storage_format.nodes import Document, Element
from wiki.storage_format.visit import walk_elements


def explicit_ids(document: Document) -> frozenset[str]:
    """Give the ids and anchor names that the document spells out."""
    found = set()
    for element in walk_elements(document):
        if element.attributes:
            found.add(element.get("id"))
            if element.tag == "a":
                found.add(element.get("name"))
    return frozenset(found - {""})


def heading_places(document: Document, page_title: str) -> tuple[list[HeadingPlace], dict[int, str]]:
    """Give the headings that readers see, and the id of each by the identity of its element.

    A heading that has an id keeps it; a repeated one is counted: `Title-Heading`, `Title-Heading.1`.
    """
    places: list[HeadingPlace] = []
    anchors: dict[int, str] = {}
    seen: dict[str, int] = {}
    for heading in headings(document):
        anchor = content_id(heading.element.get("id"))
        if not anchor and heading.text:
            base = anchor_id(page_title, heading.text)
            count = seen.get(base, 0)
            seen[base] = count + 1
            anchor = f"{base}.{count}" if count else base
        anchors[id(heading.element)] = anchor
        places.append(HeadingPlace(heading.level, heading.text, anchor))
    return places, anchors


def is_heading(element: Element) -> bool:
    """Say whether an element is a heading."""
    return len(element.tag) == 2 and element.tag[0] == "h" and element.tag[1] in "123456"
