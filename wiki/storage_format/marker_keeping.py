"""Markers of comments that an edit knew nothing of: put back where their words still stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from wiki.storage_format.comment_markers import (
    MARKER_TAG,
    REF_ATTRIBUTE,
    Run,
    mark_runs,
    refs_in,
    runs_of,
    unmark,
)
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import Element, InlineCommentMarker
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, cell or heading: where its characters begin, and what they are, without white space."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of one block that a comment is on; `start` counts from the beginning of the block."""

    ref: str
    block: int
    start: int
    words: str


def with_markers_of(former: str, text: str) -> str:
    """Give a text with the markers that the text before it has and that it lacks, where their words still stand.

    Words stand where they stood when their block has them once, or as often as before. Nothing but markers is put in.

    Args:
        former: the text as it is stored now.
        text: what somebody made of it, perhaps of an earlier state without these markers.
    """
    if MARKER_TAG not in former:
        return text
    try:
        before, after = parse(former), parse(text)
    except MalformedStorage:
        return text
    return write(after) if keep_markers(before, after) else text


def in_step(base: str, mine: str, theirs: str) -> tuple[str, str]:
    """Give two texts the markers that a third has, and no others, so that comments are no change to be merged.

    Args:
        base: what both edits began with.
        mine: the edit that knows nothing of the markers.
        theirs: the text with all markers of today.

    Returns:
        `base` and `mine`; as they are where one of the texts can't be parsed.
    """
    if not any(MARKER_TAG in text for text in (base, mine, theirs)):
        return base, mine
    try:
        first, second, third = parse(base), parse(mine), parse(theirs)
    except MalformedStorage:
        return base, mine
    today = refs_in(third)
    for tree in (first, second):
        for ref in refs_in(tree) - today:
            unmark(tree, ref)
    keep_markers(third, first)
    keep_markers(first, second)
    keep_markers(third, second)
    return write(first), write(second)


def keep_markers(before: Element, after: Element) -> bool:
    """Put the markers of one document into another that lacks them, where their words still stand.

    Args:
        before: the document with the markers.
        after: the other; it is changed.

    Returns:
        whether any were put in.
    """
    missing = refs_in(before) - refs_in(after)
    if not missing:
        return False
    old_runs = list(runs_of(before))
    old, new = _blocks(old_runs), _blocks(runs_of(after))
    same_places = _same_places(old, new)
    found = False
    for span in _spans(before, old_runs, missing):
        place = _place(span, old[span.block], [new[number] for number in same_places[span.block]])
        if place is not None:
            # Characters keep their numbers when words among them are marked; runs are parted by it.
            mark_runs(list(runs_of(after)), place, place + len(span.words), span.ref)
            found = True
    return found


def _blocks(runs: Iterator[Run] | list[Run]) -> list[_Block]:
    grouped = (list(those) for _, those in groupby(runs, key=lambda run: run.block))
    return [_Block(those[0].start, "".join(run.squeezed for run in those)) for those in grouped]


def _spans(tree: Element, runs: list[Run], refs: frozenset[str]) -> Iterator[_Span]:
    """Go through what the markers of some comments are around, block by block."""
    refs_of: dict[int, set[str]] = {}
    for marker in walk_elements(tree):
        ref = marker.get(REF_ATTRIBUTE) if isinstance(marker, InlineCommentMarker) else ""
        if ref in refs:
            for node in (*marker.children, *(child for one in walk_elements(marker) for child in one.children)):
                refs_of.setdefault(id(node), set()).add(ref)
    for number, (_, those) in enumerate(groupby(runs, key=lambda run: run.block)):
        in_block = list(those)
        first = in_block[0].start
        for ref in sorted({ref for run in in_block for ref in refs_of.get(id(run.node), ())}):
            marked = groupby(in_block, key=lambda run, ref=ref: ref in refs_of.get(id(run.node), ()))  # type: ignore[misc]
            for is_marked, piece in marked:
                if is_marked:
                    words = list(piece)
                    text = "".join(run.squeezed for run in words)
                    yield _Span(ref, number, words[0].start - first, text)


def _same_places(old: list[_Block], new: list[_Block]) -> dict[int, range | list[int]]:
    """Say for each block which blocks of the other document are the same one, or stand where it stood."""
    often = Counter(block.text for block in new)
    by_text = {block.text: number for number, block in enumerate(new) if often[block.text] == 1}
    places: dict[int, range | list[int]] = {}
    # Repeated blocks, such as the cells of large tables, would take quadratic time without the matcher's own short cut.
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new])
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        for number in range(first, last):
            moved = by_text.get(old[number].text)
            if kind == "equal":
                places[number] = [new_first + number - first]
            elif moved is not None:
                places[number] = [moved]
            else:
                places[number] = range(new_first, new_last)
    return places


def _place(span: _Span, block: _Block, candidates: list[_Block]) -> int | None:
    """Give the number of the character in the other document that the words begin with; None where there is a doubt."""
    found = [(candidate, starts) for candidate in candidates if (starts := list(_starts(candidate.text, span.words)))]
    if len(found) != 1:
        return None
    candidate, starts = found[0]
    if len(starts) == 1:
        return candidate.start + starts[0]
    before = list(_starts(block.text, span.words))
    if len(before) == len(starts):
        return candidate.start + starts[before.index(span.start)]
    return None


def _starts(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
