"""Marks the words of a text that a comment is about, without touching another byte of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wiki.storage_format.entities import decode
from wiki.storage_format.extract import UNSHOWN
from wiki.storage_format.nodes import Element, InlineCommentMarker, Link, MacroCall, Node, Text, make_element
from wiki.storage_format.references import AttachmentReference, BlogPostReference, PageReference
from wiki.storage_format.visit import walk_elements

MARKER_TAG = "ac:inline-comment-marker"
REF_ATTRIBUTE = "ac:ref"

_SIGN = re.compile(r"&[^;]*;|.", re.DOTALL)
_INLINE = frozenset(
    f"a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var "
    f"{MARKER_TAG}".split()
)
_CLOSED = UNSHOWN | {"ac:image", "ac:emoticon", "ac:plain-text-body", "time", "ac:adf-extension"}
"""Elements whose text stands in the page otherwise than here, or not at all: no words are found in them."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Words that a reader chose in a page as it is shown.

    Attributes:
        words: the words; white space counts for nothing.
        index: how often the same words stand before them, from 0.
        count: how often the same words stand in the page.
        before: some of what stands right before them.
        after: some of what stands right after them.
    """

    words: str
    index: int = 0
    count: int = 1
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Run:
    """Text in the order of reading: that of a text node, or of a link, which is marked whole or not at all.

    Attributes:
        block: which paragraph, cell or heading it stands in, by number.
        start: how many characters that are no white space stand before it.
        squeezed: its characters without white space.
    """

    parent: Element
    node: Text | Link
    block: int
    start: int
    squeezed: str

    @property
    def length(self) -> int:
        """How many characters it has that are no white space."""
        return len(self.squeezed)


def refs_in(tree: Element) -> frozenset[str]:
    """Name the comments whose words are marked in a document."""
    return frozenset(one.get(REF_ATTRIBUTE) for one in walk_elements(tree) if isinstance(one, InlineCommentMarker))


def mark_selection(tree: Element, selection: Selection, ref: str) -> str | None:
    """Put markers around the words that a reader chose.

    Args:
        tree: the document; it is changed.
        selection: the words and where they stand.
        ref: the name of the comment, for the markers to carry.

    Returns:
        the marked words as the document has them, on one line; None where they are not found in it, and nothing is
        changed.
    """
    runs = list(runs_of(tree))
    words = squeezed(selection.words)
    place = _place("".join(run.squeezed for run in runs), words, selection)
    return mark_runs(runs, place, place + len(words), ref) if place is not None else None


def unmark(tree: Element, ref: str) -> bool:
    """Take the markers of a comment away and leave the words, and say whether there were any."""
    parents = [tree, *walk_elements(tree)]
    found = False
    for parent in parents:
        while any(_is_marker(child, ref) for child in parent.children):
            parent.children = [
                one
                for child in parent.children
                for one in (child.children if isinstance(child, Element) and _is_marker(child, ref) else [child])
            ]
            found = True
    return found


def squeezed(text: str) -> str:
    """Give a text without its white space."""
    return "".join(text.split())


def _is_marker(node: Node, ref: str) -> bool:
    return isinstance(node, InlineCommentMarker) and node.get(REF_ATTRIBUTE) == ref


def _place(text: str, words: str, selection: Selection) -> int | None:
    """Find where the chosen words begin, by number or, where the page shows more than the text, by what is around."""
    places: list[int] = []
    place = text.find(words) if words else -1
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    if not places:
        return None
    if len(places) == selection.count and selection.index < len(places):
        return places[selection.index]
    before, after = squeezed(selection.before)[::-1], squeezed(selection.after)

    def likeness(place: int) -> int:
        end = place + len(words)
        return _alike(text[max(place - len(before), 0) : place][::-1], before) + _alike(text[end:], after)

    best = max(places, key=likeness)
    return best if likeness(best) or not (before or after) else None


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    for number, (mine, its) in enumerate(zip(one, other, strict=False)):
        if mine != its:
            return number
    return min(len(one), len(other))


def runs_of(tree: Element) -> Iterator[Run]:
    """Go through the text of a document that a reader sees, in the order of reading."""
    start = block = 0
    stack: list[tuple[Element, Iterator[Node]]] = [(tree, iter(tree.children))]
    while stack:
        parent, children = stack[-1]
        for node in children:
            if isinstance(node, Text | Link):
                read = squeezed(node.value if isinstance(node, Text) else _shown(node))
                if read:
                    yield Run(parent, node, block, start, read)
                    start += len(read)
            elif isinstance(node, Element) and node.tag not in _CLOSED and not _is_part(node, parent):
                block += node.tag not in _INLINE
                stack.append((node, iter(node.children)))
                break
        else:
            block += parent.tag not in _INLINE
            stack.pop()


def _is_part(node: Element, parent: Element) -> bool:
    """Whether an element is a part of a macro that is not its body."""
    return isinstance(parent, MacroCall) and node.tag != "ac:rich-text-body"


def _shown(link: Link) -> str:
    if link.body is not None:
        return link.body.text
    match link.reference:
        case PageReference(title=shown) | BlogPostReference(title=shown) | AttachmentReference(filename=shown):
            return shown
        case None:
            return link.anchor
    return ""


def mark_runs(runs: list[Run], first: int, last: int, ref: str) -> str:
    """Mark the characters from one number to before another, and give them as they read."""
    said: list[str] = []
    block: int | None = None
    for run in runs:
        begin, end = max(first - run.start, 0), min(last - run.start, run.length)
        if begin >= end:
            continue
        if block not in (None, run.block):
            said.append(" ")
        block = run.block
        said.append(
            _mark_run(run, begin, end, ref, starts_before=first < run.start, goes_on=last > run.start + run.length)
        )
    return " ".join("".join(said).split())


def _mark_run(run: Run, begin: int, end: int, ref: str, *, starts_before: bool, goes_on: bool) -> str:
    node = run.node
    if isinstance(node, Link):
        _replace(run.parent, node, [make_element(MARKER_TAG, {REF_ATTRIBUTE: ref}, [node])])
        return _shown(node)
    before: list[str] = []
    inside: list[str] = []
    after: list[str] = []
    passed = 0
    for sign in _SIGN.findall(node.source):
        size = len(squeezed(decode(sign)))
        if passed + size <= begin and not starts_before:
            before.append(sign)
        elif passed < end or (goes_on and passed == run.length):
            inside.append(sign)
        else:
            after.append(sign)
        passed += size
    marked = Text("".join(inside))
    pieces: list[Node] = [
        Text("".join(before)),
        make_element(MARKER_TAG, {REF_ATTRIBUTE: ref}, [marked]),
        Text("".join(after)),
    ]
    _replace(run.parent, node, [one for one in pieces if not isinstance(one, Text) or one.source])
    return marked.value


def _replace(parent: Element, node: Node, by: list[Node]) -> None:
    place = next(number for number, child in enumerate(parent.children) if child is node)
    parent.children[place : place + 1] = by
