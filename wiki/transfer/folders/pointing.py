"""Makes links and images of the wiki out of relative addresses, and anchors out of headings that are linked to."""

import posixpath
import re
from collections.abc import Callable, Collection

from wiki.markup.writing import clean
from wiki.storage_format.nodes import CData, Element, MacroCall, Node, Text, make_element, text_of
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk, walk_elements
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.folders.pages import FolderPage
from wiki.transfer.folders.places import Place, Places, page_element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_IN_SLUGS = re.compile(r"[^\w\- ]")


def pointed(
    storage: str, page: FolderPage, base: str, places: Places, findings: Findings, wanted: Collection[str] | None = None
) -> str:
    """Give a text with its relative addresses as links within the wiki.

    A heading at the very beginning that says the title goes, as the wiki shows that itself.

    Args:
        page: the page whose text it is.
        base: the path of its file.
        wanted: the anchors that are linked to; headings get those that GitHub would give them. None adds none.
    """
    tree = parse(storage)
    _drop_title(tree, page.title)
    if wanted is not None:
        _add_anchors(tree, wanted)
    # What is inside comes before what is around it, which takes it along.
    for parent in reversed([tree, *walk_elements(tree)]):
        for number, child in enumerate(parent.children):
            if isinstance(child, Element) and child.tag in ("a", "ac:image"):
                change: Callable[[Element, FolderPage, str, Places, Findings], Node] = (
                    _link if child.tag == "a" else _image
                )
                parent.children[number] = change(child, page, base, places, findings)
    return write(tree)


def _drop_title(tree: Element, title: str) -> None:
    for number, child in enumerate(tree.children):
        if isinstance(child, Element):
            if child.tag == "h1" and _words(child) == title.split():
                del tree.children[number]
            return
        if not isinstance(child, Text) or child.value.strip():
            return


def _words(heading: Element) -> list[str]:
    """Give the words of a heading, without the names of the anchors in it."""
    nodes = walk(heading, enter=lambda inner: not isinstance(inner, MacroCall))
    return "".join(node.value for node in nodes if isinstance(node, Text | CData)).split()


def _add_anchors(tree: Element, wanted: Collection[str]) -> None:
    seen: dict[str, int] = {}
    for heading in [one for one in walk_elements(tree) if one.tag in _HEADINGS]:
        slug = _NOT_IN_SLUGS.sub("", heading.text.strip().lower()).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        name = f"{slug}-{count}" if count else slug
        if name in wanted:
            parameter = make_element("ac:parameter", {"ac:name": ""}, [Text.of(name)])
            heading.children.insert(0, make_element("ac:structured-macro", {"ac:name": "anchor"}, [parameter]))


def _link(link: Element, page: FolderPage, base: str, places: Places, findings: Findings) -> Node:
    address = link.get("href")
    place = places.find(base, address)
    if place is None or not address:
        return link
    target = _target(place, page, places)
    if target is None:
        findings.broken_links.append(f"'{page.title}' links to '{address[:200]}', which is not in the folder")
        return make_element("span", {}, link.children) if link.children else Text.of("")
    anchor = {"ac:anchor": clean(place.anchor)} if place.anchor and place.page is not None else {}
    body = []
    if link.children:
        if all(isinstance(child, Text | CData) for child in link.children):
            shown = text_of(link.children).replace("]]>", "]] >")
            body = [make_element("ac:plain-text-link-body", {}, [CData(shown)])]
        else:
            body = [make_element("ac:link-body", {}, link.children)]
    return make_element("ac:link", anchor, [*target, *body])


def _target(place: Place, page: FolderPage, places: Places) -> list[Node] | None:
    if place.page is page and place.anchor:
        return []
    if place.page is not None:
        return [page_element(place.page)]
    return [places.attachment(page, place.path)] if place.is_file else None


def _image(image: Element, page: FolderPage, base: str, places: Places, findings: Findings) -> Node:
    shown = image.child("ri:url")
    place = places.find(base, shown.get("ri:value")) if shown is not None else None
    if shown is None or place is None:
        return image
    if place.is_file:
        file = places.attachment(page, place.path)
    else:
        findings.missing_files.append(f"'{page.title}' shows '{shown.get('ri:value')[:200]}'")
        name = posixpath.basename(place.path) or "image"
        file = make_element("ri:attachment", {"ri:filename": name})
    image.children = [file if child is shown else child for child in image.children]
    return image
