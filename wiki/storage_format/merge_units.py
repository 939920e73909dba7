"""The units that two edits are brought together by: blocks, and runs of text between them, lined up with each other."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from wiki.storage_format.nodes import Element, MacroCall, Node, Text
from wiki.storage_format.serializer import write_nodes

_BLOCK_NAMES = (
    "p h1 h2 h3 h4 h5 h6 ul ol li table colgroup thead tbody tfoot tr td th blockquote pre hr div section dl dt dd "
    "ac:structured-macro ac:macro ac:layout ac:layout-section ac:layout-cell ac:task-list ac:task ac:task-body "
    "ac:rich-text-body"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*+>")
_COMMON = frozenset(("", "p", "li", "tr"))
_ALIKE = 0.4
_MOST_COMPARED = 40_000
_MOST_LINED_UP = 1_000_000
_WITHOUT_POPULAR = 400


@dataclass(eq=False)
class Unit:
    """A block, or a run of text and what stands in its line, with the white space behind it.

    Attributes:
        core: its source without the white space behind it; empty for white space that nothing stands before.
        blank: the white space behind it.
        element: the block; None for a run.
        kind: what it is: only units of one kind can be versions of each other.
        identity: the id that editors gave it, if any.
    """

    core: str
    blank: str
    element: Element | None
    kind: tuple[str, str]
    identity: str = ""
    _words: Counter[str] | None = field(default=None, repr=False)

    @property
    def is_run(self) -> bool:
        """Whether it is text and not a block."""
        return self.element is None

    @property
    def words(self) -> Counter[str]:
        """The words that are read in it; those of its source where there are none."""
        if self._words is None:
            self._words = Counter(_WORD.findall(_TAG.sub(" ", self.core)) or _WORD.findall(self.core))
        return self._words


@dataclass
class Edits:
    """What one side did to the units of the base.

    Attributes:
        slots: for each unit of the base what became of it: the unit as it is, or None where it is gone.
        gaps: what was put in front of each unit of the base, and behind the last.
        regions: for each unit of the base the number of the stretch of changes it is in; -1 where it is the same.
        last_gaps: for each stretch of changes the last gap into which it puts something.
    """

    slots: list[Unit | None]
    gaps: list[list[Unit]]
    regions: list[int]
    last_gaps: dict[int, int]


def units_of(children: Sequence[Node], *, every_element: bool) -> list[Unit]:
    """Part the children of an element into units.

    Args:
        every_element: whether each element is a unit of its own, as the parts of a table or of a macro are.
    """
    units: list[Unit] = []
    run: list[Node] = []
    blanks: list[Node] = []

    def close_run() -> None:
        if run:
            units.append(Unit(write_nodes(run), write_nodes(blanks), None, ("", "")))
        elif blanks and units:
            units[-1].blank += write_nodes(blanks)
        elif blanks:
            units.append(Unit("", write_nodes(blanks), None, ("", "blank")))
        run.clear()
        blanks.clear()

    for node in children:
        if isinstance(node, Text) and not node.source.strip(" \t\r\n"):
            blanks.append(node)
        elif isinstance(node, Element) and (every_element or node.tag in _BLOCKS):
            close_run()
            units.append(_block(node))
        else:
            if not run:
                close_run()
            run += [*blanks, node]
            blanks.clear()
    close_run()
    return units


def _block(element: Element) -> Unit:
    identity = element.get("ac:macro-id") or element.get("ac:local-id") or element.get("local-id")
    if not identity and element.tag == "ac:task":
        number = element.child("ac:task-id")
        identity = number.text.strip() if number is not None else ""
    name = element.get("ac:name") if isinstance(element, MacroCall) or element.tag == "ac:parameter" else ""
    return Unit(write_nodes([element]), "", element, (element.tag, name), identity)


def edits_of(base: Sequence[Unit], side: Sequence[Unit]) -> Edits:
    """Find out what a side did to the units of the base."""
    edits = Edits([None] * len(base), [[] for _ in range(len(base) + 1)], [-1] * len(base), {})
    changes = _changes([unit.core for unit in base], [unit.core for unit in side])
    for region, (tag, first, end, side_first, side_end) in enumerate(changes):
        if tag == "equal":
            edits.slots[first:end] = side[side_first:side_end]
            continue
        pairs = _paired(base[first:end], side[side_first:side_end])
        edits.regions[first:end] = [region] * (end - first)
        gap = first
        for offset, unit in enumerate(side[side_first:side_end]):
            partner = pairs.get(offset)
            if partner is None:
                edits.gaps[gap].append(unit)
                edits.last_gaps[region] = gap
            else:
                edits.slots[first + partner] = unit
                gap = first + partner + 1
    return edits


def _changes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Give what differs as `SequenceMatcher` tells it, at a bounded cost: many units of few kinds are not compared."""
    if len(old) * len(new) > _MOST_LINED_UP and len(set(old)) * 2 < len(old):
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=len(old) > _WITHOUT_POPULAR).get_opcodes()


def _paired(base: Sequence[Unit], side: Sequence[Unit]) -> dict[int, int]:
    """Say which units of a side are versions of which of the base: numbers of the base by numbers of the side."""
    if not base or not side:
        return {}
    pairs = _most_alike(base, side) if len(base) * len(side) <= _MOST_COMPARED else {}
    anchors = [(-1, -1), *sorted((old, new) for new, old in pairs.items()), (len(base), len(side))]
    for (old, new), (next_old, next_new) in zip(anchors, anchors[1:], strict=False):
        between, beside = base[old + 1 : next_old], side[new + 1 : next_new]
        pairs |= {new + 1 + place: old + 1 + origin for place, origin in _by_kind(between, beside).items()}
    return pairs


def _by_kind(base: Sequence[Unit], side: Sequence[Unit]) -> dict[int, int]:
    """Pair units that are not alike by what they are; paragraphs and the like only where all the kinds agree."""
    if [unit.kind for unit in base] == [unit.kind for unit in side]:
        return {place: place for place in range(len(base))}
    origins: dict[tuple[str, str], list[int]] = {}
    for number, unit in enumerate(base):
        origins.setdefault(unit.kind, []).append(number)
    pairs: dict[int, int] = {}
    free = 0
    for place, unit in enumerate(side):
        of_kind = [] if unit.kind[0] in _COMMON else origins.get(unit.kind, [])
        nearest = bisect_left(of_kind, free)
        if nearest < len(of_kind):
            pairs[place] = of_kind[nearest]
            free = of_kind[nearest] + 1
    return pairs


def _most_alike(base: Sequence[Unit], side: Sequence[Unit]) -> dict[int, int]:
    """Pair units in order so that the pairs are as alike as can be."""
    rows, columns = len(base), len(side)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[_alike(old, new) for new in side] for old in base]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            skipped = max(best[row + 1][column], best[row][column + 1])
            likeness = alike[row][column]
            best[row][column] = max(skipped, likeness + best[row + 1][column + 1]) if likeness else skipped
    pairs: dict[int, int] = {}
    row = column = 0
    while row < rows and column < columns:
        likeness = alike[row][column]
        if likeness and best[row][column] == likeness + best[row + 1][column + 1]:
            pairs[column] = row
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _alike(old: Unit, new: Unit) -> float:
    """Give how alike two units are: 0 for those that can't be versions of each other, else up to 1."""
    if old.kind != new.kind:
        return 0.0
    if old.core == new.core or (old.identity and old.identity == new.identity):
        return 1.0
    if not old.core or not new.core:
        return 0.0
    common = (old.words & new.words).total()
    total = old.words.total() + new.words.total()
    likeness = 2 * common / total if total else 0.0
    return likeness if likeness >= _ALIKE else 0.0
