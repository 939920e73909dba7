"""Two rendered pages compared: what was put in and taken out is marked in the page itself, block by block.

The marks stand around words or whole blocks and never across them, so that what comes out is as well-formed as what
went in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from wiki.rendering.page_parts import Block, Run, Token, parts_of

MOST_BLOCKS = 3000
MOST_WORDS = 4000
"""Of longer blocks the whole is marked: comparing words takes the square of their number."""

_ALIKE = 0.35
_WINDOW = 12
_MARKS = {"del": "diff-removed", "ins": "diff-added"}

Part = Block | Run


@dataclass(frozen=True)
class ComparedBlock:
    """A block of the page with marks: of both versions in one, and as it was and is beside each other.

    Attributes:
        kind: `same`, `changed`, `removed` or `added`.
    """

    kind: str
    both: SafeString
    before: SafeString
    after: SafeString


@dataclass
class _Written:
    """What is written of a comparison so far."""

    both: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def add(self, html: str, mark: str = "") -> None:
        self.both.append(html)
        if mark != "ins":
            self.before.append(html)
        if mark != "del":
            self.after.append(html)

    def block(self, kind: str) -> ComparedBlock:
        return ComparedBlock(kind, *(mark_safe("".join(each)) for each in (self.both, self.before, self.after)))


def compared(old: str, new: str) -> list[ComparedBlock]:
    """Compare the HTML of two versions of a page.

    Args:
        old, new: HTML as the wiki renders it, safe to show.

    Raises:
        TooDeep: one of them can't be taken apart.
    """
    blocks = []
    for before, after in _paired(parts_of(old), parts_of(new)):
        written = _Written()
        if before is None and after is not None:
            kind = "added"
            _mark_whole(written, after, "ins")
        elif after is None and before is not None:
            kind = "removed"
            _mark_whole(written, before, "del")
        elif before is not None and after is not None:
            kind = "same" if before.key == after.key else "changed"
            _compare(written, before, after)
        blocks.append(written.block(kind))
    return blocks


def _paired(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """Say which parts belong together, in their order; what has no other stands alone."""
    is_long = len(old) + len(new) > MOST_BLOCKS
    matcher = SequenceMatcher(None, [part.key for part in old], [part.key for part in new], autojunk=is_long)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[old_start:old_end], new[new_start:new_end], strict=True)
        else:
            yield from _alike(old[old_start:old_end], new[new_start:new_end])


def _alike(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    place = 0
    for part in new:
        window = range(place, min(place + _WINDOW, len(old)))
        found = next((number for number in window if _are_alike(old[number], part)), None)
        if found is None:
            yield None, part
            continue
        yield from ((gone, None) for gone in old[place:found])
        yield old[found], part
        place = found + 1
    yield from ((gone, None) for gone in old[place:])


def _are_alike(one: Part, other: Part) -> bool:
    if one.tag != other.tag:
        return False
    size = one.words.total() + other.words.total()
    return size == 0 or 2 * (one.words & other.words).total() / size >= _ALIKE


def _compare(written: _Written, old: Part, new: Part) -> None:
    if isinstance(old, Run) and isinstance(new, Run):
        _compare_words(written, old.tokens, new.tokens)
    elif isinstance(old, Block) and isinstance(new, Block):
        if old.key == new.key:
            written.add(new.html)
        elif old.is_whole or new.is_whole:
            _mark_whole(written, old, "del")
            _mark_whole(written, new, "ins")
        else:
            changed = "" if old.opening() == new.opening() else "diff-changed"
            written.add(new.opening(changed))
            for before, after in _paired(old.items, new.items):
                if before is not None and after is not None:
                    _compare(written, before, after)
                elif before is not None:
                    _mark_whole(written, before, "del")
                elif after is not None:
                    _mark_whole(written, after, "ins")
            written.add(new.closing)


def _mark_whole(written: _Written, part: Part, mark: str) -> None:
    if isinstance(part, Run):
        _write_words(written, part.tokens, mark)
    elif part.is_whole:
        written.add(f"<{mark}>{part.html}</{mark}>", mark)
    else:
        written.add(part.opening(_MARKS[mark]), mark)
        for item in part.items:
            _mark_whole(written, item, mark)
        written.add(part.closing, mark)


def _compare_words(written: _Written, old: Sequence[Token], new: Sequence[Token]) -> None:
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        _write_words(written, old, "del")
        _write_words(written, new, "ins")
        return
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new], autojunk=False)
    gone: list[Token] = []
    come: list[Token] = []

    def flush() -> None:
        _write_words(written, gone, "del")
        _write_words(written, come, "ins")
        gone.clear()
        come.clear()

    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        same = new[new_start:new_end]
        # A blank between two changed words does not part them.
        if kind == "equal" and not ((gone or come) and all(token.is_blank for token in same)):
            flush()
            _write_words(written, same, "")
        else:
            gone += old[old_start:old_end]
            come += same
    flush()


def _write_words(written: _Written, tokens: Sequence[Token], mark: str) -> None:
    if not tokens:
        return
    html = "".join(_with_wrappers(list(group)) for _, group in groupby(tokens, lambda token: token.wrappers))
    written.add(f"<{mark}>{html}</{mark}>" if mark else html, mark)


def _with_wrappers(tokens: list[Token]) -> str:
    wrappers = tokens[0].wrappers
    words = "".join(token.html for token in tokens)
    return "".join(each.opening for each in wrappers) + words + "".join(each.closing for each in reversed(wrappers))
