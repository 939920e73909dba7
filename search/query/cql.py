"""CQL, the query language of the original's REST API and advanced search, into the same tree as every other query.

query  := [either] [ORDER BY field [ASC|DESC] (, field [ASC|DESC])*]
either := both (OR both)*
both   := one (AND one)*
one    := NOT one | ( either ) | field operator value | field [NOT] IN ( value (, value)* )
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext

from search.errors import QuerySyntaxError
from search.query import lucene
from search.query.cql_functions import FUNCTIONS, Surroundings
from search.query.cql_tokens import Token, tokens, unquoted
from search.query.nodes import Direction, Everything, Field, Node, Order, Pattern, Query, Range, Together, Values, Words
from search.query.times import moment_of

LONGEST_QUERY = 50_000
MOST_CLAUSES = 500
MOST_VALUES = 5_000
DEEPEST = 50

FIELDS = {
    "text": Field.ANY,
    "sitesearch": Field.ANY,
    "title": Field.TITLE,
    "type": Field.KIND,
    "space": Field.SPACE,
    "space.key": Field.SPACE,
    "space.title": Field.SPACE_TITLE,
    "space.type": Field.SPACE_TYPE,
    "space.category": Field.SPACE_CATEGORY,
    "id": Field.NUMBER,
    "content": Field.NUMBER,
    "parent": Field.PARENT,
    "ancestor": Field.ANCESTOR,
    "container": Field.CONTAINER,
    "creator": Field.CREATOR,
    "contributor": Field.CONTRIBUTOR,
    "mention": Field.MENTION,
    "watcher": Field.WATCHER,
    "favourite": Field.FAVOURITE,
    "favorite": Field.FAVOURITE,
    "user": Field.PERSON,
    "user.userkey": Field.PERSON,
    "user.fullname": Field.PERSON_NAME,
    "label": Field.LABEL,
    "macro": Field.MACRO,
    "created": Field.CREATED,
    "lastmodified": Field.MODIFIED,
}
"""Names of fields, without capitals."""

TYPES = {"space": "spacedesc", "user": "userinfo"}
"""Types that the index calls otherwise."""

_TIMES = frozenset((Field.CREATED, Field.MODIFIED))
_TEXTS = frozenset((Field.ANY, Field.TITLE, Field.PERSON_NAME, Field.SPACE_TITLE))
_EXACT_TOO = frozenset((Field.TITLE, Field.PERSON_NAME, Field.SPACE_TITLE))
_SECONDS = re.compile(r"@([0-9]{1,12})")


@dataclass
class _Level:
    """An open bracket: alternatives of clauses, and whether the next clause is negated."""

    position: int
    negated: bool
    alternatives: list[list[tuple[bool, Node]]]
    negate_next: bool = False
    expects: bool = True


def parse(text: str, around: Surroundings) -> Query:
    """Read a query.

    Args:
        around: what its functions mean.

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
    return _Parser(text, around).run()


class _Parser:
    def __init__(self, text: str, around: Surroundings) -> None:
        self.around = around
        self.tokens = tokens(text)
        self.next = 0
        self.clauses = 0
        self.end = Token("end", "", len(text))

    def run(self) -> Query:
        where = self.conditions()
        return Query(where, self.orders())

    @property
    def token(self) -> Token:
        return self.tokens[self.next] if self.next < len(self.tokens) else self.end

    def take(self) -> Token:
        token = self.token
        self.next += 1
        return token

    def conditions(self) -> Node:
        """Read everything up to ORDER BY; brackets stand on a stack of our own."""
        levels = [_Level(0, False, [[]])]
        if self.token.word == "ORDER" or self.token is self.end:
            return Everything()
        while True:
            token, level = self.token, levels[-1]
            if token is self.end or (token.word == "ORDER" and not level.expects):
                break
            self.condition(token, levels)
        level = levels[-1]
        if len(levels) > 1:
            raise QuerySyntaxError(gettext("this bracket is never closed"), level.position)
        if level.expects:
            raise QuerySyntaxError(gettext("a condition is expected here"), self.token.position)
        return _joined(level.alternatives)

    def condition(self, token: Token, levels: list[_Level]) -> None:
        level = levels[-1]
        if level.expects:
            if token.word == "NOT":
                self.take()
                level.negate_next = not level.negate_next
            elif token.text == "(" and token.kind == "sign":
                self.take()
                if len(levels) > DEEPEST:
                    raise QuerySyntaxError(
                        gettext("brackets stand in each other {deepest} deep at most").format(deepest=DEEPEST),
                        token.position,
                    )
                levels.append(_Level(token.position, level.negate_next, [[]]))
                level.negate_next = False
            else:
                self.add(level, self.clause())
        elif token.word in ("AND", "OR"):
            self.take()
            if token.word == "OR":
                level.alternatives.append([])
            level.expects = True
        elif token.text == ")" and token.kind == "sign" and len(levels) > 1:
            self.take()
            levels.pop()
            levels[-1].negate_next = level.negated
            self.add(levels[-1], _joined(level.alternatives))
        else:
            raise QuerySyntaxError(
                gettext("AND, OR or the end is expected, not {text}").format(text=token.text), token.position
            )

    def add(self, level: _Level, node: Node) -> None:
        level.alternatives[-1].append((level.negate_next, node))
        level.negate_next, level.expects = False, False

    def clause(self) -> Node:
        token = self.take()
        self.clauses += 1
        if self.clauses > MOST_CLAUSES:
            raise QuerySyntaxError(
                gettext("a query has at most {most_clauses} conditions").format(most_clauses=MOST_CLAUSES),
                token.position,
            )
        if token.kind != "word":
            raise QuerySyntaxError(gettext("the name of a field is expected here"), token.position)
        field = FIELDS.get(token.text.lower())
        if field is None:
            raise QuerySyntaxError(
                gettext("No field exists with the name: '{text}'").format(text=token.text), token.position
            )
        operator = self.take()
        if operator.word == "NOT" and self.token.word == "IN":
            self.take()
            return Together((Everything(),), (), (self.among(field, operator),))
        if operator.word == "IN":
            return self.among(field, operator)
        if operator.kind != "operator":
            raise QuerySyntaxError(gettext("one of = != ~ !~ > >= < <= IN, NOT IN is expected here"), operator.position)
        return self.compared(field, token, operator)

    def compared(self, field: Field, name: Token, operator: Token) -> Node:
        position = self.token.position
        values = self.value()
        sign = operator.text
        if field in _TIMES:
            return self.moment(field, sign, values, position, operator)
        if sign in ("~", "!~"):
            if field not in _TEXTS:
                raise QuerySyntaxError(
                    gettext("{sign} can't be used with {text}; use = or IN").format(sign=sign, text=name.text),
                    operator.position,
                )
            node = _text(field, values, position)
        elif sign in ("=", "!="):
            if field in _TEXTS - _EXACT_TOO:
                raise QuerySyntaxError(
                    gettext("{sign} can't be used with {text}; use ~").format(sign=sign, text=name.text),
                    operator.position,
                )
            node = _exact(field, values)
        else:
            raise QuerySyntaxError(
                gettext("{sign} is for dates; {text} is none").format(sign=sign, text=name.text), operator.position
            )
        return Together((Everything(),), (), (node,)) if sign.startswith("!") else node

    def moment(self, field: Field, sign: str, values: list[str], position: int, operator: Token) -> Node:
        span = _span(values[0]) if len(values) == 1 else None
        if span is None:
            raise QuerySyntaxError(
                gettext("{value} is no date; write 2026/11/23").format(value=values[0] if values else "nothing"),
                position,
            )
        first, last = span
        match sign:
            case "=":
                return Range(field, first, last)
            case "!=":
                return Together((Everything(),), (), (Range(field, first, last),))
            case ">":
                return Range(field, last + 1, None)
            case ">=":
                return Range(field, first, None)
            case "<":
                return Range(field, None, first - 1)
            case "<=":
                return Range(field, None, last)
        raise QuerySyntaxError(gettext("{sign} can't be used with dates").format(sign=sign), operator.position)

    def among(self, field: Field, operator: Token) -> Node:
        if field in _TIMES or field is Field.ANY:
            raise QuerySyntaxError(gettext("IN can't be used with this field"), operator.position)
        if self.token.kind == "word":
            return _exact(field, self.value())
        self.expect("(")
        values: list[str] = []
        while True:
            values += self.value()
            if len(values) > MOST_VALUES:
                raise QuerySyntaxError(
                    gettext("a list has at most {most_values} values").format(
                        most_values=number_format(MOST_VALUES, force_grouping=True)
                    ),
                    operator.position,
                )
            token = self.take()
            if token.kind == "sign" and token.text == ")":
                return _exact(field, values)
            if token.text != ",":
                raise QuerySyntaxError(gettext("a comma or a closing bracket is expected here"), token.position)

    def value(self) -> list[str]:
        token = self.take()
        if token.kind == "text":
            return [unquoted(token.text)]
        if token.kind != "word":
            raise QuerySyntaxError(gettext("a value is expected here"), token.position)
        if self.token.kind == "sign" and self.token.text == "(":
            return self.function(token)
        return [token.text]

    def function(self, name: Token) -> list[str]:
        self.expect("(")
        arguments: list[str] = []
        while not (self.token.kind == "sign" and self.token.text == ")"):
            token = self.take()
            if token.kind not in ("text", "word"):
                raise QuerySyntaxError(gettext("an argument or a closing bracket is expected here"), token.position)
            arguments.append(unquoted(token.text) if token.kind == "text" else token.text)
            if self.token.text == ",":
                self.take()
        self.take()
        function = FUNCTIONS.get(name.text.lower())
        if function is None:
            raise QuerySyntaxError(gettext("there is no function {text}()").format(text=name.text), name.position)
        try:
            return function(self.around, arguments)
        except ValueError as error:
            raise QuerySyntaxError(str(error), name.position) from None

    def expect(self, sign: str) -> None:
        token = self.take()
        if token.text != sign or token.kind != "sign":
            raise QuerySyntaxError(gettext("{sign} is expected here").format(sign=sign), token.position)

    def orders(self) -> tuple[Order, ...]:
        if self.token is self.end:
            return ()
        self.take()
        by = self.take()
        if by.word != "BY":
            raise QuerySyntaxError(gettext("BY is expected behind ORDER"), by.position)
        orders = [self.one_order()]
        while self.token.text == "," and self.token.kind == "sign":
            self.take()
            orders.append(self.one_order())
        if self.token is not self.end:
            raise QuerySyntaxError(gettext("the end of the query is expected here"), self.token.position)
        return tuple(orders)

    def one_order(self) -> Order:
        name = self.take()
        found = FIELDS.get(name.text.lower())
        if found is None:
            raise QuerySyntaxError(gettext("the name of a field is expected behind ORDER BY"), name.position)
        direction = Direction.UP
        if self.token.word in ("ASC", "DESC"):
            direction = Direction(self.take().text.lower())
        return Order(found, direction)


def _joined(alternatives: list[list[tuple[bool, Node]]]) -> Node:
    nodes = []
    for clauses in alternatives:
        must = tuple(node for negated, node in clauses if not negated)
        must_not = tuple(node for negated, node in clauses if negated)
        nodes.append(must[0] if len(must) == 1 and not must_not else Together(must or (Everything(),), (), must_not))
    return nodes[0] if len(nodes) == 1 else Together(should=tuple(nodes))


def _text(field: Field, values: list[str], position: int) -> Node:
    """Read the words of a text condition, which are in the language of the search box themselves."""
    if field in (Field.PERSON_NAME, Field.SPACE_TITLE):
        return _exact(field, values)
    nodes = []
    for value in values:
        try:
            nodes.append(lucene.parse(value, where=field, all_words=False))
        except QuerySyntaxError as error:
            raise QuerySyntaxError(error.reason, position + error.position) from None
    return nodes[0] if len(nodes) == 1 else Together(should=tuple(nodes))


def _exact(field: Field, values: list[str]) -> Node:
    match field:
        case Field.KIND:
            return Values(field, tuple(TYPES.get(value.lower(), value.lower()) for value in values))
        case Field.TITLE:
            return Together(should=tuple(Words(Field.TITLE, value, phrase=True, whole=True) for value in values))
        case Field.PERSON | Field.PERSON_NAME:
            people = Values(Field.KIND, ("userinfo",))
            if field is Field.PERSON:
                return Together((people, Values(Field.CREATOR, tuple(values))))
            return Together((people,), tuple(_beginning_with(value) for value in values))
        case _:
            return Values(field, tuple(values))


def _beginning_with(text: str) -> Node:
    """Give the words of a name, each of which may be only the beginning of one."""
    words = [Pattern(Field.TITLE, f"{word}*") for word in re.findall(r"\w+", text)[:10]]
    return Together(must=tuple(words)) if words else Everything()


def _span(text: str) -> tuple[int, int] | None:
    """Give the first and the last second that a value of a date names."""
    if found := _SECONDS.fullmatch(text):
        # As the functions of this module give it.
        moment = int(found[1])
        return moment, moment
    span = moment_of(text)
    if span is None:
        return None
    try:
        return int(span[0].timestamp()), int(span[1].timestamp()) - 1
    except (ValueError, OverflowError):
        return None
