"""Reads out of a tree what other parts keep of a document: its references, its text, its headings, its excerpt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from wiki.storage_format.macro_text import Catalogue, named_by_text, names_nothing
from wiki.storage_format.nodes import Comment, Element, Image, Link, MacroCall, Node
from wiki.storage_format.references import (
    AttachmentReference,
    BlogPostReference,
    ContentEntityReference,
    PageReference,
    Reference,
    ShortcutReference,
    SpaceReference,
    UrlReference,
    UserReference,
    reference_of,
)
from wiki.storage_format.visit import walk_elements


class ReferenceKind(StrEnum):
    """What a reference points to."""

    PAGE = "page"
    BLOGPOST = "blogpost"
    ATTACHMENT = "attachment"
    USER = "user"
    SPACE = "space"
    CONTENT = "content"
    URL = "url"
    SHORTCUT = "shortcut"


class ReferenceRole(StrEnum):
    """In what a reference stands."""

    LINK = "link"
    IMAGE = "image"
    PARAMETER = "parameter"


KINDS: dict[type, ReferenceKind] = {
    PageReference: ReferenceKind.PAGE,
    BlogPostReference: ReferenceKind.BLOGPOST,
    AttachmentReference: ReferenceKind.ATTACHMENT,
    UserReference: ReferenceKind.USER,
    SpaceReference: ReferenceKind.SPACE,
    ContentEntityReference: ReferenceKind.CONTENT,
    UrlReference: ReferenceKind.URL,
    ShortcutReference: ReferenceKind.SHORTCUT,
}
"""The kind of each type of reference."""


@dataclass(frozen=True, slots=True)
class OutgoingReference:
    """A reference that a document makes; `element` is where it stands."""

    kind: ReferenceKind
    role: ReferenceRole
    reference: Reference
    element: Element


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 to 6 and its text, blanks squeezed."""

    level: int
    text: str
    element: Element


HEADING_TAGS = {f"h{level}": level for level in range(1, 7)}
"""Level by tag."""

UNSHOWN = frozenset(
    {
        "ac:parameter",
        "ac:default-parameter",
        "ac:task-id",
        "ac:task-uuid",
        "ac:task-status",
        "ac:placeholder",
        "ac:adf-node",
        "at:declarations",
        "script",
        "style",
        "template",
    }
)
"""Elements of whose content the reader sees nothing."""

_BLOCK_NAMES = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd pre blockquote table tr hr br section article header footer nav figure "
    "figcaption details summary caption address center ac:task ac:rich-text-body ac:plain-text-body ac:layout-cell "
    "ac:structured-macro ac:macro ac:caption"
)
_LINE_ENDS = frozenset(_BLOCK_NAMES.split())
_CELL_ENDS = frozenset({"td", "th"})
_TEXT_INSTEAD = frozenset({"ac:link", "time"})
_INLINE_MACROS = frozenset({"status", "anchor", "mathinline", "profile", "jira", "color"})


def is_shown(element: Element) -> bool:
    """Say whether the content of an element is something that readers see."""
    return element.tag not in UNSHOWN


def references(tree: Element, catalogue: Catalogue = names_nothing) -> list[OutgoingReference]:
    """List what a document points to, in document order, repetitions included.

    The container of an attachment is part of the attachment's reference, not one of its own. What macros name as text
    comes after all others.

    Args:
        tree: the document.
        catalogue: says which texts of macros name something.
    """
    found: list[OutgoingReference] = []
    _collect(tree, found)
    for named in named_by_text(tree, catalogue) if catalogue is not names_nothing else ():
        kind = KINDS[type(named.reference)]
        found.append(OutgoingReference(kind, ReferenceRole.PARAMETER, named.reference, named.parameter))
    return found


def _collect(tree: Element, found: list[OutgoingReference]) -> None:
    stack: list[tuple[Iterator[Element], ReferenceRole]] = [(tree.elements(), ReferenceRole.LINK)]
    while stack:
        elements, role = stack[-1]
        for element in elements:
            tag = element.tag
            if tag.startswith("ri:"):
                reference = reference_of(element)
                if reference is not None:
                    found.append(OutgoingReference(KINDS[type(reference)], role, reference, element))
                continue
            if tag in {"a", "img"}:
                url = element.get("href" if tag == "a" else "src").strip()
                if url and not url.startswith("#"):
                    own = ReferenceRole.LINK if tag == "a" else ReferenceRole.IMAGE
                    found.append(OutgoingReference(ReferenceKind.URL, own, UrlReference(url), element))
            if tag == "ac:adf-node":
                continue
            if element.children:
                stack.append((element.elements(), _role(element, role)))
                break
        else:
            stack.pop()


def _role(element: Element, outer: ReferenceRole) -> ReferenceRole:
    if element.tag in {"ac:parameter", "ac:default-parameter"}:
        return ReferenceRole.PARAMETER
    if outer is ReferenceRole.PARAMETER:
        return outer
    if isinstance(element, Image):
        return ReferenceRole.IMAGE
    return ReferenceRole.LINK


def attachment_names(tree: Element) -> set[str]:
    """Name the files of the document's own content that it shows or links to."""
    return {
        found.reference.filename
        for found in references(tree)
        if isinstance(found.reference, AttachmentReference) and found.reference.container is None
    }


def headings(tree: Element) -> list[Heading]:
    """List the headings that readers see, those in the bodies of macros included."""
    return [
        Heading(HEADING_TAGS[element.tag], " ".join(plain_text(element).split()), element)
        for element in walk_elements(tree, is_shown)
        if element.tag in HEADING_TAGS
    ]


def plain_text(tree: Element, enter: Callable[[Element], bool] = is_shown) -> str:
    """Give the text of a document for a search index: a line for each block, no markup, no macro parameters.

    Args:
        tree: the document, or a part of it.
        enter: says of an element whether its text counts.
    """
    return _tidy(_pieces(tree, None, enter))


def excerpt(tree: Element, characters: int = 300) -> str:
    """Give the beginning of a document's text on one line, cut between words.

    The body of an excerpt macro is what counts, where the document has one.

    Args:
        tree: the document.
        characters: how long the result may be; a text that was cut ends with an ellipsis.
    """
    chosen = excerpt_body(tree) or tree
    text = " ".join("".join(_pieces(chosen, characters * 4 + 1000)).split())
    if len(text) <= characters:
        return text
    cut = text[:characters]
    if not text[characters].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" .,;:") + "…"


def excerpt_body(tree: Element, name: str = "") -> Element | None:
    """Find the body of the first excerpt macro; with a name, of the one that has it."""
    for element in walk_elements(tree, is_shown):
        if isinstance(element, MacroCall) and element.name == "excerpt" and element.rich_bodies:
            given = element.parameters.get("name")
            if not name or (given is not None and given.text == name):
                return element.rich_bodies[0]
    return None


def _pieces(tree: Element, enough: int | None, enter: Callable[[Element], bool] = is_shown) -> list[str]:
    """Collect text and line ends, until there is enough of them."""
    found: list[str] = []
    length = 0
    stack: list[tuple[Iterator[Node], str]] = [(iter(tree.children), "")]
    while stack:
        children, after = stack[-1]
        for node in children:
            if isinstance(node, Element):
                if enter(node):
                    end = _end_of(node)
                    if end:
                        found.append(end)
                    if node.tag in _TEXT_INSTEAD:
                        found.append(_text_instead(node))
                    stack.append((iter(node.children), end))
                    break
            elif not isinstance(node, Comment):
                found.append(node.value)
                length += len(found[-1])
        else:
            found.append(after)
            stack.pop()
        if enough is not None and length >= enough:
            break
    return found


def _end_of(element: Element) -> str:
    if element.tag in _LINE_ENDS:
        return " " if isinstance(element, MacroCall) and element.name in _INLINE_MACROS else "\n"
    return " " if element.tag in _CELL_ENDS else ""


def _text_instead(element: Element) -> str:
    """Give what an element shows that stands in no text of its own."""
    if isinstance(element, Link) and element.body is None:
        match element.reference:
            case PageReference(title=shown) | BlogPostReference(title=shown) | AttachmentReference(filename=shown):
                return shown
            case None:
                return element.anchor
    if element.tag == "time":
        return element.get("datetime") if not element.children else ""
    return ""


def _tidy(pieces: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def has_text(tree: Element) -> bool:
    """Say whether readers see anything at all: text, an image or a macro."""
    for node in walk_elements(tree, is_shown):
        if isinstance(node, Image | MacroCall):
            return True
    return bool(plain_text(tree))
