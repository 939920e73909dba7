"""Points the references of a document somewhere else, and leaves every other byte as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wiki.storage_format.entities import encode_attribute
from wiki.storage_format.macro_text import (
    Catalogue,
    name_page,
    name_space,
    name_space_in_query,
    named_by_text,
    names_nothing,
    says_space,
)
from wiki.storage_format.nodes import Element, make_element
from wiki.storage_format.parser import ATTRIBUTE, parse
from wiki.storage_format.references import (
    SELF_SPACES,
    AttachmentReference,
    BlogPostReference,
    Container,
    PageReference,
    SpaceReference,
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


Place = tuple[str, str]
"""A space key and a title."""


def retarget_page_links(
    tree: Element, moved: Mapping[Place, Place], context_space: str, catalogue: Catalogue = names_nothing
) -> bool:
    """Point every reference to a page at its new title or space, in links, macros and the containers of files.

    Args:
        tree: the document.
        moved: where pages are now, by where they were; the old places are folded (`fold_title`).
        context_space: key of the document's own space, which references without a key mean.
        catalogue: says which texts of macros name pages.

    Returns:
        Whether anything changed.
    """
    changed = _retarget(tree, PAGE_TAG, moved, context_space)
    for named in list(named_by_text(tree, catalogue)):
        if isinstance(named.reference, PageReference):
            changed |= _retarget_text(named.parameter, named.reference, moved, context_space)
    return changed


def _retarget_text(
    parameter: Element, reference: PageReference, moved: Mapping[Place, Place], context_space: str
) -> bool:
    old_space = space_or(reference.space_key, context_space)
    new = moved.get((fold_title(old_space), fold_title(reference.title)))
    if new is None:
        return False
    stays = not says_space(parameter) and fold_title(new[0]) == fold_title(old_space)
    return name_page(parameter, new[1], new[0], relative=stays)


def retarget_blogpost_links(tree: Element, moved: Mapping[Place, Place], context_space: str, posting_day: str) -> bool:
    """Point references to the blog posts of a day (`yyyy/mm/dd`) at their new titles or spaces; else as for pages."""
    return _retarget(tree, BLOGPOST_TAG, moved, context_space, posting_day)


def _retarget(tree: Element, tag: str, moved: Mapping[Place, Place], context_space: str, posting_day: str = "") -> bool:
    changed = False
    for element in walk_elements(tree):
        if element.tag != tag or (posting_day and element.get("ri:posting-day") != posting_day):
            continue
        given = element.attributes.get("ri:space-key")
        old = (fold_title(space_or(given, context_space)), fold_title(element.get("ri:content-title")))
        new = moved.get(old)
        if new is None:
            continue
        changed |= set_attribute(element, "ri:content-title", new[1])
        changed |= _set_space(element, given, new[0], context_space)
    return changed


def _set_space(element: Element, given: str | None, wanted: str, context_space: str) -> bool:
    if space_or(given, context_space).casefold() == wanted.casefold():
        return False
    return set_attribute(element, "ri:space-key", wanted, before="ri:content-title")


def pin_relative_links(
    tree: Element,
    space_key: str,
    moves_along: Callable[[PageReference | BlogPostReference], bool] | None = None,
    catalogue: Catalogue = names_nothing,
) -> bool:
    """Name the space in every reference that leaves it out, before a document leaves that space.

    Args:
        tree: the document.
        space_key: key of the space that it leaves.
        moves_along: says of a reference whether its target moves to the same new space, so that it stays as it is.
        catalogue: says which texts of macros name pages.

    Returns:
        Whether anything changed.
    """
    changed = False
    for named in list(named_by_text(tree, catalogue)):
        page = named.reference
        if not isinstance(page, PageReference) or (page.space_key or "").strip().casefold() not in SELF_SPACES:
            continue
        if moves_along is None or not moves_along(page):
            changed |= name_page(named.parameter, page.title, space_key)
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


def rekey_space(tree: Element, old_key: str, new_key: str, catalogue: Catalogue = names_nothing) -> bool:
    """Name a space by its new key wherever a document names it by the old one, and say whether anything changed."""
    old_folded = fold_title(old_key)
    changed = False
    for element in walk_elements(tree):
        if fold_title(element.get("ri:space-key")) == old_folded:
            changed |= set_attribute(element, "ri:space-key", new_key)
    for named in list(named_by_text(tree, catalogue)):
        reference = named.reference
        if isinstance(reference, SpaceReference) and fold_title(reference.key) == old_folded:
            write_name = name_space_in_query if named.is_query else name_space
            changed |= write_name(named.parameter, old_key, new_key)
        elif (
            isinstance(reference, PageReference)
            and fold_title(reference.space_key or "") == old_folded
            and says_space(named.parameter)
        ):
            changed |= name_page(named.parameter, reference.title, new_key)
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
