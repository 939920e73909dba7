"""Points the references of a document somewhere else, and leaves every other byte as it was."""

from __future__ import annotations

from collections.abc import Callable

from wiki.storage_format.entities import encode_attribute
from wiki.storage_format.nodes import Element, make_element
from wiki.storage_format.parser import ATTRIBUTE, parse
from wiki.storage_format.references import (
    SELF_SPACES,
    AttachmentReference,
    BlogPostReference,
    Container,
    PageReference,
    fold_title,
    reference_of,
    space_or,
)
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements

PAGE_TAG = "ri:page"
BLOGPOST_TAG = "ri:blog-post"
ATTACHMENT_TAG = "ri:attachment"


def rewritten(text: str, change: Callable[[Element], bool]) -> str:
    """Give a text with a change made in its tree.

    Args:
        text: a document in storage format.
        change: changes the tree and says whether it did.

    Returns:
        The new text; the very same object when nothing changed.

    Raises:
        MalformedStorage: the text can't be read.
    """
    tree = parse(text)
    return write(tree) if change(tree) else text


def set_attribute(element: Element, name: str, value: str, *, before: str = "") -> bool:
    """Set an attribute in the tree and in the source of the tag, and say whether that changed anything.

    Args:
        element: the element to change.
        name: the attribute's name with its prefix.
        value: its new value.
        before: where a new attribute goes: in front of this one, if it is there.
    """
    if element.attributes.get(name) == value:
        return False
    start = element.start
    written = {match.group(1): match for match in ATTRIBUTE.finditer(start, len(element.tag) + 1)}
    if name in written:
        match = written[name]
        quote = '"' if match.group(3) is None else "'"
        first, last = match.span(2 if match.group(3) is None else 3)
        element.start = start[:first] + encode_attribute(value, quote) + start[last:]
    else:
        place = written[before].start() - 1 if before in written else len(element.tag) + 1
        element.start = f'{start[:place]} {name}="{encode_attribute(value)}"{start[place:]}'
    element.attributes[name] = value
    return True


def retarget_page_links(
    tree: Element, old_space: str, old_title: str, new_space: str, new_title: str, context_space: str
) -> bool:
    """Point every reference to a page at its new title or space, in links, macros and the containers of files.

    Args:
        tree: the document.
        old_space: key of the space where the page was.
        old_title: title that the page had.
        new_space: key of the space where it is now.
        new_title: title that it has now.
        context_space: key of the document's own space, which references without a key mean.

    Returns:
        Whether anything changed.
    """
    return _retarget(tree, PAGE_TAG, (old_space, old_title), (new_space, new_title), context_space)


def retarget_blogpost_links(
    tree: Element, old_space: str, old_title: str, new_space: str, new_title: str, context_space: str, posting_day: str
) -> bool:
    """Point every reference to the blog post of a day (`yyyy/mm/dd`) at its new title or space; else as for pages."""
    return _retarget(tree, BLOGPOST_TAG, (old_space, old_title), (new_space, new_title), context_space, posting_day)


def _retarget(
    tree: Element,
    tag: str,
    old: tuple[str, str],
    new: tuple[str, str],
    context_space: str,
    posting_day: str = "",
) -> bool:
    old_space, old_title = old[0].casefold(), fold_title(old[1])
    changed = False
    for element in walk_elements(tree):
        if element.tag != tag or fold_title(element.get("ri:content-title")) != old_title:
            continue
        if posting_day and element.get("ri:posting-day") != posting_day:
            continue
        given = element.attributes.get("ri:space-key")
        if space_or(given, context_space).casefold() != old_space:
            continue
        changed |= set_attribute(element, "ri:content-title", new[1])
        changed |= _set_space(element, given, new[0], context_space)
    return changed


def _set_space(element: Element, given: str | None, wanted: str, context_space: str) -> bool:
    if space_or(given, context_space).casefold() == wanted.casefold():
        return False
    return set_attribute(element, "ri:space-key", wanted, before="ri:content-title")


def pin_relative_links(
    tree: Element, space_key: str, moves_along: Callable[[PageReference | BlogPostReference], bool] | None = None
) -> bool:
    """Name the space in every reference that leaves it out, before a document leaves that space.

    Args:
        tree: the document.
        space_key: key of the space that it leaves.
        moves_along: says of a reference whether its target moves to the same new space, so that it stays as it is.

    Returns:
        Whether anything changed.
    """
    changed = False
    for element in walk_elements(tree):
        if element.tag not in {PAGE_TAG, BLOGPOST_TAG} or not element.get("ri:content-title"):
            continue
        given = element.attributes.get("ri:space-key")
        reference = reference_of(element)
        if (given or "").strip().casefold() not in SELF_SPACES or not isinstance(
            reference, PageReference | BlogPostReference
        ):
            continue
        if element.get("ri:content-title").startswith("@") or (moves_along is not None and moves_along(reference)):
            continue
        changed |= set_attribute(element, "ri:space-key", space_key, before="ri:content-title")
    return changed


def retarget_attachment(
    tree: Element,
    old_name: str,
    new_name: str,
    holds: Callable[[Container | None], bool],
    new_container: PageReference | None = None,
) -> bool:
    """Point every reference to a file at its new name, and at the page it moved to.

    Args:
        tree: the document.
        old_name: name that the file had.
        new_name: name that it has now.
        holds: says of a container named by the document (None: its own content) whether the file hung there.
        new_container: the page it moved to; None leaves containers as they are.

    Returns:
        Whether anything changed.
    """
    wanted = fold_title(old_name)
    changed = False
    for element in walk_elements(tree):
        if element.tag != ATTACHMENT_TAG or fold_title(element.get("ri:filename")) != wanted:
            continue
        reference = reference_of(element)
        if not isinstance(reference, AttachmentReference) or not holds(reference.container):
            continue
        changed |= set_attribute(element, "ri:filename", new_name)
        if new_container is not None:
            changed = True
            element.children = [_page_element(new_container)]
    return changed


def _page_element(reference: PageReference) -> Element:
    attributes = {"ri:content-title": reference.title}
    if reference.space_key:
        attributes = {"ri:space-key": reference.space_key} | attributes
    return make_element(PAGE_TAG, attributes)
