"""What differs between two texts, line by line and, in changed lines, word by word, at a bounded cost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import plain_text
from wiki.storage_format.parser import parse

CONTEXT_LINES = 3
MOST_LINES = 6000
LONGEST_WORDWISE = 4000
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_BLOCK_END = re.compile(
    r"(</(?:p|h[1-6]|li|tr|table|ul|ol|pre|blockquote|ac:structured-macro|ac:layout-cell|ac:layout-section|ac:task)>"
    r"|<(?:ul|ol|tbody|table|tr|ac:layout|ac:layout-section|ac:layout-cell|ac:rich-text-body)(?:\s[^<>]*)?>)(?!\n)"
)


@dataclass(frozen=True)
class Piece:
    """A part of a line; `changed` where the other text does not have it."""

    text: str
    changed: bool = False


@dataclass
class Row:
    """Two lines beside each other; a number of 0 stands for no line on that side."""

    kind: str
    old_number: int = 0
    new_number: int = 0
    old: list[Piece] = field(default_factory=list)
    new: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """All rows to show; `is_coarse` where the texts were too long to compare in full."""

    rows: list[Row]
    added: int
    removed: int
    is_coarse: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the texts are the same."""
        return not self.added and not self.removed


def readable_lines(storage: str) -> list[str]:
    """Part storage format into lines where blocks end: editors write a whole page in one line."""
    return _BLOCK_END.sub(r"\1\n", storage).splitlines()


def text_lines(storage: str) -> list[str]:
    """Give what readers see of a body, in lines; its source where that can't be told."""
    try:
        return [line for line in plain_text(parse(storage)).splitlines() if line.strip()]
    except MalformedStorage:
        return readable_lines(storage)


def difference(old: Sequence[str], new: Sequence[str]) -> Difference:
    """Compare two texts.

    Args:
        old: the lines of the one; what is behind a large number of lines is left out.
        new: the lines of the other.
    """
    is_coarse = len(old) > MOST_LINES or len(new) > MOST_LINES
    old, new = old[:MOST_LINES], new[:MOST_LINES]
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > 1000)
    rows: list[Row] = []
    added = removed = 0
    for group in matcher.get_grouped_opcodes(CONTEXT_LINES):
        first_old, first_new = group[0][1], group[0][3]
        if first_old or first_new:
            rows.append(Row("gap"))
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                rows += _same(old, old_start, old_end, new_start)
            else:
                removed += old_end - old_start
                added += new_end - new_start
                rows += _changed(old[old_start:old_end], new[new_start:new_end], old_start, new_start)
    return Difference(rows, added, removed, is_coarse)


def _same(lines: Sequence[str], start: int, end: int, new_start: int) -> Iterator[Row]:
    for offset, line in enumerate(lines[start:end]):
        pieces = [Piece(line)]
        yield Row("same", start + offset + 1, new_start + offset + 1, pieces, pieces)


def _changed(old: Sequence[str], new: Sequence[str], old_start: int, new_start: int) -> Iterator[Row]:
    for offset in range(max(len(old), len(new))):
        left = old[offset] if offset < len(old) else None
        right = new[offset] if offset < len(new) else None
        row = Row("changed")
        if left is not None and right is not None:
            row.old, row.new = _words(left, right)
        elif left is not None:
            row.kind, row.old = "removed", [Piece(left)]
        elif right is not None:
            row.kind, row.new = "added", [Piece(right)]
        row.old_number = old_start + offset + 1 if left is not None else 0
        row.new_number = new_start + offset + 1 if right is not None else 0
        yield row


def _words(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    if len(left) > LONGEST_WORDWISE or len(right) > LONGEST_WORDWISE:
        return [Piece(left, True)], [Piece(right, True)]
    old_words, new_words = _WORDS.findall(left), _WORDS.findall(right)
    old_pieces: list[Piece] = []
    new_pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    if matcher.quick_ratio() < 0.3:
        return [Piece(left, True)], [Piece(right, True)]
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        changed = tag != "equal"
        if old_end > old_start:
            old_pieces.append(Piece("".join(old_words[old_start:old_end]), changed))
        if new_end > new_start:
            new_pieces.append(Piece("".join(new_words[new_start:new_end]), changed))
    return old_pieces, new_pieces
