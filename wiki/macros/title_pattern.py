"""Regular expressions that page authors write, matched in time linear in the text: no pattern can hang a page.

The language is what such patterns use: characters, `.`, classes, groups, `|`, and the repeats `*`, `+`, `?`. A pattern
becomes a small program of a virtual machine that follows all possibilities side by side.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

_LONGEST_PATTERN = 100
_LONGEST_TEXT = 200
_DEEPEST = 20
_CLASSES: dict[str, Callable[[str], bool]] = {
    "d": str.isdigit,
    "w": lambda letter: letter.isalnum() or letter == "_",
    "s": str.isspace,
    "D": lambda letter: not letter.isdigit(),
    "W": lambda letter: not (letter.isalnum() or letter == "_"),
    "S": lambda letter: not letter.isspace(),
}

Test = Callable[[str], bool]


class BadPattern(ValueError):
    """A pattern that is not understood."""


class TitlePattern:
    """A pattern for whole titles."""

    def __init__(self, source: str) -> None:
        if len(source) > _LONGEST_PATTERN:
            raise BadPattern(
                gettext("it is longer than {longest_pattern} characters.").format(longest_pattern=_LONGEST_PATTERN)
            )
        self.source = source
        self._program = _Compiler(source).program()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TitlePattern) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def matches(self, text: str) -> bool:
        """Say whether the whole text fits; of a very long text the beginning counts."""
        threads = self._follow({0})
        for letter in text[:_LONGEST_TEXT]:
            threads = self._follow({place + 1 for place in threads if self._takes(place, letter)})
            if not threads:
                return False
        return len(self._program) in threads

    def _takes(self, place: int, letter: str) -> bool:
        """Say whether the instruction at a place reads this character."""
        if place >= len(self._program):
            return False
        test = self._program[place][0]
        return test is not None and test(letter)

    def _follow(self, places: set[int]) -> set[int]:
        """Add all places that can be reached without reading a character."""
        reached: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in reached:
                reached.add(place)
                if place < len(self._program) and self._program[place][0] is None:
                    waiting.extend(self._program[place][1])
        return reached


Instruction = tuple[Test | None, tuple[int, ...]]
"""A test of one character, or None and the relative or final places to go on from."""


class _Compiler:
    """Recursive descent over one pattern; every part is a list of instructions with places relative to its start."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.depth = 0

    def program(self) -> list[Instruction]:
        body = self.alternatives()
        if self.place < len(self.source):
            raise BadPattern(gettext("a ')' closes nothing."))
        return body

    def alternatives(self) -> list[Instruction]:
        body = self.sequence()
        while self.peek() == "|":
            self.place += 1
            other = self.sequence()
            first = [_jump(1, len(body) + 2), *_shifted(body, 1), _jump(len(body) + 2 + len(other))]
            body = first + _shifted(other, len(first))
        return body

    def sequence(self) -> list[Instruction]:
        body: list[Instruction] = []
        while self.peek() not in ("", "|", ")"):
            body += _shifted(self.repeated(), len(body))
        return body

    def repeated(self) -> list[Instruction]:
        body = self.atom()
        while self.peek() in ("*", "+", "?"):
            mark = self.source[self.place]
            self.place += 1
            size = len(body)
            if mark == "+":
                body = [*body, _jump(0, size + 1)]
            elif mark == "?":
                body = [_jump(1, size + 1), *_shifted(body, 1)]
            else:
                body = [_jump(1, size + 2), *_shifted(body, 1), _jump(0)]
        if self.peek() == "{":
            raise BadPattern(gettext("counted repeats are not supported."))
        return body

    def atom(self) -> list[Instruction]:
        letter = self.take()
        if letter == "(":
            return self.group()
        if letter == "[":
            return [(self.character_class(), ())]
        if letter == ".":
            return [(lambda _letter: True, ())]
        if letter in "^$":
            return []
        if letter in "*+?":
            raise BadPattern(gettext("'{letter}' repeats nothing.").format(letter=letter))
        if letter == "\\":
            return [(self.escaped(), ())]
        return [(letter.__eq__, ())]

    def group(self) -> list[Instruction]:
        if self.source.startswith("?:", self.place):
            self.place += 2
        elif self.peek() == "?":
            raise BadPattern(gettext("special groups are not supported."))
        self.depth += 1
        if self.depth > _DEEPEST:
            raise BadPattern(gettext("its groups are nested too deep."))
        body = self.alternatives()
        self.depth -= 1
        if self.peek() != ")":
            raise BadPattern(gettext("a '(' is never closed."))
        self.place += 1
        return body

    def escaped(self) -> Test:
        letter = self.take(gettext("a '\\' escapes nothing."))
        if letter in _CLASSES:
            return _CLASSES[letter]
        if letter.isalnum():
            raise BadPattern(gettext("'\\{letter}' is not supported.").format(letter=letter))
        return letter.__eq__

    def character_class(self) -> Test:
        negated = self.peek() == "^"
        if negated:
            self.place += 1
        tests: list[Test] = []
        while True:
            letter = self.take(gettext("a '[' is never closed."))
            if letter == "]" and tests:
                break
            if letter == "\\":
                tests.append(self.escaped())
            elif self.peek() == "-" and self.source[self.place + 1 : self.place + 2] not in ("", "]"):
                last = self.source[self.place + 1]
                self.place += 2
                tests.append(_between(letter, last))
            else:
                tests.append(letter.__eq__)
        return lambda letter: any(test(letter) for test in tests) != negated

    def peek(self) -> str:
        return self.source[self.place : self.place + 1]

    def take(self, complaint: str = "it ends too soon.") -> str:
        letter = self.peek()
        if not letter:
            raise BadPattern(complaint)
        self.place += 1
        return letter


def _between(first: str, last: str) -> Test:
    return lambda letter: first <= letter <= last


def _jump(*places: int) -> Instruction:
    return None, places


def _shifted(body: list[Instruction], by: int) -> list[Instruction]:
    return [(test, tuple(place + by for place in places)) for test, places in body]
