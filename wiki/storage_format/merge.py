"""Brings two edits of one text together: block by block, and inside lists, tables, layouts and boxes again.

What only one side changed is taken over. Where both changed the same block, both texts are given side by side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.merge_units import Edits, Unit, edits_of, units_of
from wiki.storage_format.nodes import Text
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements

_ANY_NUMBER = (
    "ul ol li thead tbody tfoot td th blockquote div section "
    "ac:layout ac:layout-cell ac:task-list ac:task-body ac:rich-text-body"
)
_LOOSE = frozenset(_ANY_NUMBER.split())
"""Elements that may hold any number of the blocks in them, so that both versions of one can stand in it."""

_FIXED_PLACES = "table tr ac:layout-section ac:task ac:structured-macro ac:macro"
_STRICT = frozenset(_FIXED_PLACES.split())
"""Elements whose parts have their places: where both sides changed the same part, the whole element is in conflict."""

MOST_CONFLICTS = 200
_DEEPEST = 40
_LINE_BREAK = "<br />"
_NUMBER = re.compile(r"[0-9]{1,9}")


class Choice(StrEnum):
    """Whose version of a block is kept."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Conflict:
    """A block that both sides changed; the text of a side is empty where it took the block out.

    `separator` stands between the two where both are kept.
    """

    base: str
    mine: str
    theirs: str
    separator: str = ""

    def chosen(self, choice: Choice) -> str:
        """Give what stands in the result after a choice."""
        if choice is Choice.MINE:
            return self.mine
        if choice is Choice.THEIRS:
            return self.theirs
        return self.mine + (self.separator if self.mine and self.theirs else "") + self.theirs


@dataclass(frozen=True)
class Merge:
    """Two edits brought together: pieces of text, and conflicts between them.

    `taken` is the number of changes that only the other side made.
    """

    pieces: tuple[str | Conflict, ...]
    taken: int

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts, in the order of the text."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    @property
    def text(self) -> str:
        """The result, with both versions where there is a conflict."""
        return self.resolved([Choice.BOTH] * len(self.conflicts))

    def resolved(self, choices: Sequence[Choice]) -> str:
        """Give the text after a choice for each conflict, in their order.

        Raises:
            ValueError: there are not as many choices as conflicts.
        """
        if len(choices) != len(self.conflicts):
            raise ValueError(f"{len(self.conflicts)} choices are needed, {len(choices)} were given")
        waiting = iter(choices)
        return "".join(piece.chosen(next(waiting)) if isinstance(piece, Conflict) else piece for piece in self.pieces)


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Bring two edits of a text together.

    Args:
        base: the text that both edits began with, in storage format.
        mine: what one side made of it.
        theirs: what the other made of it.

    Returns:
        pieces and conflicts. A text that can't be parsed, a result that can't, and one with more conflicts than
        anybody would decide, are one conflict as a whole.
    """
    if mine == theirs or theirs == base:
        return Merge((mine,), 0)
    if mine == base:
        return Merge((theirs,), 1)
    merged: Merge | None
    try:
        trees = parse(base), parse(mine), parse(theirs)
        merger = _Merger()
        units = [units_of(tree.children, every_element=False) for tree in trees]
        pieces = merger.joined(units[0], units[1], units[2], strict=False, depth=0)
        merged = Merge(_compact(pieces or []), merger.taken)
        parse(merged.text)
    except MalformedStorage:
        merged = None
    if merged is None or len(merged.conflicts) > MOST_CONFLICTS:
        return Merge((Conflict(base, mine, theirs, "\n"),), 0)
    return merged


def merged_value(base: str, mine: str, theirs: str) -> str | None:
    """Bring two changes of a short value, such as a title, together; None where both changed it differently."""
    if mine == theirs or theirs == base:
        return mine
    return theirs if mine == base else None


def renumbered_tasks(text: str) -> str:
    """Give each task of a text a number of its own: both sides may have added one under the same.

    Raises:
        MalformedStorage: the text can't be parsed.
    """
    tree = parse(text)
    numbers = [element for element in walk_elements(tree) if element.tag == "ac:task-id"]
    seen: set[str] = set()
    last = max((int(each.text) for each in numbers if _NUMBER.fullmatch(each.text)), default=0)
    for element in numbers:
        if element.text in seen:
            last += 1
            element.children = [Text.of(str(last))]
        seen.add(element.text)
    return write(tree)


Pieces = list[str | Conflict]


class _Merger:
    """One run over one text; `taken` counts the changes that only the other side made."""

    def __init__(self) -> None:
        self.taken = 0

    def joined(
        self, base: Sequence[Unit], mine: Sequence[Unit], theirs: Sequence[Unit], *, strict: bool, depth: int
    ) -> Pieces | None:
        """Bring two lists of units together; None where they are in conflict and `strict` allows no conflict."""
        ours, others = edits_of(base, mine), edits_of(base, theirs)
        pieces: Pieces = []
        for index in range(len(base) + 1):
            found = self._gap(ours.gaps[index], others.gaps[index])
            if index < len(base) and not (strict and _is_conflict(found)):
                last = found
                found = self._slot(base[index], ours.slots[index], others.slots[index], depth)
                if _is_conflict(found):
                    _take_in_rewriting(found, last or pieces, index, ours, others)
                pieces += last
            if strict and _is_conflict(found):
                return None
            pieces += found
        return pieces

    def _gap(self, mine: list[Unit], theirs: list[Unit]) -> Pieces:
        """Give what the sides added at one place."""
        added, others = _source(mine), _source(theirs)
        if added and others and added != others:
            return [Conflict("", added, others)]
        self.taken += bool(others and not added)
        return [added or others] if added or others else []

    def _slot(self, base: Unit, mine: Unit | None, theirs: Unit | None, depth: int) -> Pieces:
        """Give what became of one unit of the base; a conflict of the whole unit stands first."""
        if mine is None or theirs is None:
            left = mine or theirs
            if left is None or left.core == base.core:
                self.taken += theirs is None and mine is not None
                return []
            return [Conflict(base.core, mine.core if mine else "", theirs.core if theirs else ""), left.blank]
        blank = _merged_blank(base.blank, mine.blank, theirs.blank)
        if mine.core == theirs.core or theirs.core == base.core:
            return [mine.core, blank]
        if mine.core == base.core:
            self.taken += 1
            return [theirs.core, blank]
        inside = self._inside(base, mine, theirs, depth)
        if inside is not None:
            return [*inside, blank]
        separator = _LINE_BREAK if base.is_run else base.blank
        return [Conflict(base.core, mine.core, theirs.core, separator), blank]

    def _inside(self, base: Unit, mine: Unit, theirs: Unit, depth: int) -> Pieces | None:
        """Bring two versions of a container together; None where it is none, or has to stay whole."""
        elements = [unit.element for unit in (base, mine, theirs) if unit.element is not None]
        if len(elements) < 3 or depth >= _DEEPEST:
            return None
        tag = elements[0].tag
        if tag not in _LOOSE | _STRICT or any(element.tag != tag or not element.end for element in elements):
            return None
        start = merged_value(elements[0].start, elements[1].start, elements[2].start)
        end = merged_value(elements[0].end, elements[1].end, elements[2].end)
        if start is None or end is None:
            return None
        strict, taken = tag in _STRICT, self.taken
        children = [units_of(element.children, every_element=strict) for element in elements]
        pieces = self.joined(children[0], children[1], children[2], strict=strict, depth=depth + 1)
        if pieces is None:
            self.taken = taken
            return None
        self.taken += start != elements[1].start
        return [start, *pieces, end]


def _is_conflict(pieces: Pieces) -> bool:
    """Say whether units as a whole are in conflict, and not something deep in one of them."""
    return bool(pieces) and isinstance(pieces[0], Conflict)


def _take_in_rewriting(found: Pieces, before: Pieces, index: int, mine: Edits, theirs: Edits) -> None:
    """Count what a side put in place of a block that it took out as its version of the block."""
    conflict = found[0]
    if not isinstance(conflict, Conflict) or not before or not before[-1] or not isinstance(before[-1], str):
        return
    for side, edits in ((Choice.MINE, mine), (Choice.THEIRS, theirs)):
        if edits.slots[index] is not None or edits.regions[index] < 0:
            continue
        gap = edits.last_gaps.get(edits.regions[index])
        added = _source(edits.gaps[gap]) if gap is not None else ""
        if added == before[-1]:
            before.pop()
            blank = "".join(piece for piece in found[1:] if isinstance(piece, str))
            texts = (added, conflict.theirs) if side is Choice.MINE else (conflict.mine, added)
            found[0] = Conflict(conflict.base, *texts, "" if side is Choice.MINE else blank)
            return


def _source(units: Sequence[Unit]) -> str:
    return "".join(unit.core + unit.blank for unit in units)


def _merged_blank(base: str, mine: str, theirs: str) -> str:
    """White space is no conflict: of two changes the longer stays."""
    agreed = merged_value(base, mine, theirs)
    return max(mine, theirs, key=lambda blank: (len(blank), blank)) if agreed is None else agreed


def _compact(pieces: Pieces) -> tuple[str | Conflict, ...]:
    """Join neighbouring pieces of text."""
    compact: Pieces = []
    for piece in pieces:
        if isinstance(piece, str) and compact and isinstance(compact[-1], str):
            compact[-1] += piece
        elif piece != "":
            compact.append(piece)
    return tuple(compact)
