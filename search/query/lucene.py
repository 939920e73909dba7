"""The query language of the original's search box and remote API, in the syntax of Lucene.

    words "a phrase" "near words"~5  AND OR NOT && || ! + -  ( )  title:x  wild*card te?t  fuzzy~ fuzzy~1
    [a TO b] {a TO b}  word^2  *:*

Words next to each other all have to be there. The parser keeps its own stack, so that no nesting is too deep.
"""

from __future__ import annotations

import dataclasses
import re
from typing import NoReturn

from django.utils.formats import number_format
from django.utils.translation import gettext

from search.errors import QuerySyntaxError
from search.query.nodes import (
    Boosted,
    Everything,
    Field,
    Fuzzy,
    Node,
    Pattern,
    Present,
    Range,
    Together,
    Values,
    Words,
)
from search.query.times import seconds_of

LONGEST_QUERY = 10_000
MOST_PARTS = 500
DEEPEST = 50

FIELDS = {
    "title": Field.TITLE,
    "contentbody": Field.TEXT,
    "body": Field.TEXT,
    "text": Field.TEXT,
    "labeltext": Field.LABEL,
    "label": Field.LABEL,
    "labels": Field.LABEL,
    "spacekey": Field.SPACE,
    "space": Field.SPACE,
    "type": Field.KIND,
    "creatorname": Field.CREATOR,
    "creator": Field.CREATOR,
    "contributor": Field.CONTRIBUTOR,
    "contributors": Field.CONTRIBUTOR,
    "lastmodifiername": Field.CONTRIBUTOR,
    "created": Field.CREATED,
    "modified": Field.MODIFIED,
    "lastmodified": Field.MODIFIED,
    "ancestorids": Field.ANCESTOR,
    "ancestor": Field.ANCESTOR,
    "parent": Field.PARENT,
    "macroname": Field.MACRO,
    "macro": Field.MACRO,
    "filename": Field.TITLE,
    "id": Field.NUMBER,
}
"""Names of fields, without capitals, as queries of the original spell them."""

_EXACT = frozenset(
    (Field.LABEL, Field.SPACE, Field.KIND, Field.CREATOR, Field.CONTRIBUTOR, Field.ANCESTOR, Field.PARENT)
    + (Field.MACRO, Field.NUMBER)
)
_TIMES = frozenset((Field.CREATED, Field.MODIFIED))

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<and>AND(?![^\s()])|&&)
    | (?P<or>OR(?![^\s()])|\|\|)
    | (?P<not>NOT(?![^\s()])|!(?=\S))
    | (?P<open>\()
    | (?P<close>\))
    | (?P<sign>[+-](?=\S))
    | (?P<phrase>"(?:[^"\\]|\\.)*")
    | (?P<range>[\[{][^\]}]*[\]}])
    | (?P<field>(?:[^\s()\[\]{}"~^:\\+!-]|\\.)(?:[^\s()\[\]{}"~^:\\]|\\.)*:(?=\S))
    | (?P<near>~[0-9]*(?:\.[0-9]+)?)
    | (?P<boost>\^[0-9]+(?:\.[0-9]+)?)
    | (?P<word>(?:[^\s()\[\]{}"~^\\]|\\.)+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclasses.dataclass
class _Part:
    """One part of a group: a node, and whether it must or must not be true."""

    node: Node
    negated: bool = False
    required: bool = False


@dataclasses.dataclass
class _Group:
    """A group that is open: alternatives of parts, the operator before the next one, and the field it was given."""

    field: Field
    position: int = 0
    signs: tuple[bool, bool] = (False, False)
    alternatives: list[list[_Part]] = dataclasses.field(default_factory=lambda: [[]])
    joined: str = ""
    next_sign: str = ""

    @property
    def parts(self) -> list[_Part]:
        """The parts of the alternative that is being read."""
        return self.alternatives[-1]


def parse(text: str, *, where: Field = Field.ANY, all_words: bool = True) -> Node:
    """Read a query.

    Args:
        where: the field of what names none.
        all_words: whether words next to each other all have to be there; if not, more of them rank higher.

    Raises:
        QuerySyntaxError: it breaks a rule of the language; the position says where.
    """
    if len(text) > LONGEST_QUERY:
        raise QuerySyntaxError(
            gettext("a query has at most {longest_query} characters").format(
                longest_query=number_format(LONGEST_QUERY, force_grouping=True)
            ),
            LONGEST_QUERY,
        )
    return _Parser(text, where, all_words).run()


class _Parser:
    def __init__(self, text: str, where: Field, all_words: bool) -> None:
        self.text = text
        self.all_words = all_words
        self.position = 0
        self.parts = 0
        self.groups = [_Group(where)]
        self.field: Field | None = None

    def run(self) -> Node:
        while self.position < len(self.text):
            match = _TOKEN.match(self.text, self.position)
            if match is None:
                self.refuse_sign()
            kind, token = match.lastgroup or "", match.group()
            getattr(self, f"read_{kind}")(token)
            self.position = match.end()
        if len(self.groups) > 1:
            raise QuerySyntaxError(gettext("this bracket is never closed"), self.groups[-1].position)
        self.refuse_dangling()
        return self.joined(self.groups[0].alternatives)

    def refuse_sign(self) -> NoReturn:
        sign = self.text[self.position]
        reasons = {
            '"': gettext("this quotation mark is never closed"),
            "\\": gettext("a backslash stands before the sign that it escapes"),
        }
        reason = reasons.get(sign, f"'{sign}' is not expected here; write \\{sign} to search for it")
        raise QuerySyntaxError(reason, self.position)

    def refuse_dangling(self) -> None:
        group = self.groups[-1]
        if self.field is not None:
            raise QuerySyntaxError(gettext("something to search for is expected behind the field"), len(self.text))
        if group.next_sign or group.joined:
            raise QuerySyntaxError(
                gettext("something is expected behind {next_sign}").format(next_sign=group.next_sign or group.joined),
                len(self.text),
            )

    def read_blank(self, token: str) -> None:
        if self.field is not None:
            raise QuerySyntaxError(gettext("something to search for is expected behind the field"), self.position)

    def read_and(self, token: str) -> None:
        self.join("AND")

    def read_or(self, token: str) -> None:
        self.join("OR")

    def join(self, operator: str) -> None:
        group = self.groups[-1]
        if not group.parts or group.joined or group.next_sign:
            raise QuerySyntaxError(
                gettext("{operator} stands between two parts").format(operator=operator), self.position
            )
        group.joined = operator

    def read_not(self, token: str) -> None:
        self.groups[-1].next_sign = "-"

    def read_sign(self, token: str) -> None:
        self.groups[-1].next_sign = token

    def read_open(self, token: str) -> None:
        if len(self.groups) > DEEPEST:
            raise QuerySyntaxError(
                gettext("brackets stand in each other {deepest} deep at most").format(deepest=DEEPEST), self.position
            )
        group = self.groups[-1]
        self.groups.append(_Group(self.take_field(), self.position, self.take_sign(group)))

    def read_close(self, token: str) -> None:
        if len(self.groups) == 1:
            raise QuerySyntaxError(gettext("this bracket was never opened"), self.position)
        self.refuse_dangling()
        group = self.groups.pop()
        if not group.parts:
            raise QuerySyntaxError(gettext("nothing stands in these brackets"), group.position)
        self.groups[-1].parts.append(_Part(self.joined(group.alternatives), *group.signs))

    def read_field(self, token: str) -> None:
        name = _unescaped(token[:-1])
        if token == "*:" and self.text.startswith("*:*", self.position):
            self.field = Field.ANY
            return
        found = FIELDS.get(name.lower())
        if found is None:
            if "://" in self.text[self.position : self.position + len(token) + 2]:
                # An address that somebody pasted is no field.
                self.field = self.groups[-1].field
                self.add(Words(Field.ANY, name, phrase=True))
                self.field = None
                return
            known = ", ".join(sorted(FIELDS))
            raise QuerySyntaxError(
                gettext("there is no field '{name}'; the fields are {known}").format(name=name, known=known),
                self.position,
            )
        self.field = found

    def read_phrase(self, token: str) -> None:
        where = self.take_field()
        words = _unescaped(token[1:-1])
        self.add(Values(where, (words,)) if where in _EXACT else Words(where, words, phrase=True))

    def read_range(self, token: str) -> None:
        where = self.take_field()
        ends = re.fullmatch(r"\s*(\S+)\s+TO\s+(\S+)\s*", token[1:-1])
        if ends is None:
            raise QuerySyntaxError(gettext("a range is written [from TO to]"), self.position)
        low, high = (None if end == "*" else _unescaped(end.strip('"')) for end in ends.groups())
        with_low, with_high = token[0] == "[", token[-1] == "]"
        if where in _TIMES:
            self.add(
                Range(
                    where,
                    self.time(low) if low else None,
                    self.time(high, end=with_high) if high else None,
                    with_low,
                    with_high,
                )
            )
        else:
            self.add(Range(Field.TITLE if where == Field.ANY else where, low, high, with_low, with_high))

    def read_near(self, token: str) -> None:
        last = self.last_part("~")
        node, number = last.node, token[1:]
        if isinstance(node, Words) and node.phrase and number not in ("", "0") and "." not in number:
            last.node = Words(node.field, node.text, phrase=True, slop=min(int(number), 100))
        elif isinstance(node, Words):
            distance = 2 if number == "" or "." in number else max(1, min(2, int(number)))
            last.node = Fuzzy(node.field, node.text, distance)
        else:
            raise QuerySyntaxError(gettext("~ stands behind a word or a phrase"), self.position)

    def read_boost(self, token: str) -> None:
        last = self.last_part("^")
        last.node = Boosted(last.node, max(0.001, min(1000.0, float(token[1:]))))

    def read_word(self, token: str) -> None:
        where = self.take_field()
        word = _unescaped(token)
        if token == "*":
            self.add(Everything() if where == Field.ANY else Present(where))
        elif where in _TIMES:
            first = self.time(word)
            self.add(Range(where, first, self.time(word, end=True)))
        elif re.search(r"(?<!\\)[*?]", token):
            self.add(Pattern(where, token))
        elif where in _EXACT:
            self.add(Values(where, (word,)))
        else:
            self.add(Words(where, word))

    def time(self, text: str | None, *, end: bool = False) -> int:
        """Read a moment, or the last second of the day, month or year that is named."""
        moment = seconds_of(text or "", end=end)
        if moment is None:
            raise QuerySyntaxError(
                gettext("'{text}' is no date; write 20261123 or 2026-11-23").format(text=text), self.position
            )
        return moment

    def joined(self, alternatives: list[list[_Part]]) -> Node:
        """Join the parts of a group: AND binds closer than OR."""
        nodes = tuple(self.all_of(parts) for parts in alternatives)
        return nodes[0] if len(nodes) == 1 else Together(should=nodes)

    def all_of(self, parts: list[_Part]) -> Node:
        """Join parts that stand next to each other."""
        must = tuple(part.node for part in parts if part.required or (self.all_words and not part.negated))
        should = tuple(part.node for part in parts if not part.required and not part.negated and not self.all_words)
        must_not = tuple(part.node for part in parts if part.negated)
        if not must_not and len(must) + len(should) == 1:
            return (must + should)[0]
        return Together(must if must or should else (Everything(),), should, must_not)

    def take_field(self) -> Field:
        found = self.field if self.field is not None else self.groups[-1].field
        self.field = None
        return found

    def take_sign(self, group: _Group) -> tuple[bool, bool]:
        """Take what stands before the next part: whether it must not, and whether it must be true."""
        if group.joined == "OR":
            group.alternatives.append([])
        joined_by_and = group.joined == "AND"
        if joined_by_and and group.parts and not group.parts[-1].negated:
            group.parts[-1].required = True
        signs = group.next_sign == "-", group.next_sign == "+" or (joined_by_and and group.next_sign != "-")
        group.joined = group.next_sign = ""
        return signs

    def last_part(self, sign: str) -> _Part:
        before = self.text[self.position - 1 : self.position]
        if not self.groups[-1].parts or before.isspace() or self.field is not None:
            raise QuerySyntaxError(
                gettext("{sign} stands right behind what it is about").format(sign=sign), self.position
            )
        return self.groups[-1].parts[-1]

    def add(self, node: Node) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise QuerySyntaxError(
                gettext("a query has at most {most_parts} parts").format(most_parts=MOST_PARTS), self.position
            )
        group = self.groups[-1]
        signs = self.take_sign(group)
        group.parts.append(_Part(node, *signs))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
