"""From the tree of a query to a query of the index."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

import tantivy
from django.utils.translation import gettext
from tantivy import Occur, Query

from search import analysis
from search.analysis import PLAIN, WORDS
from search.document import DocumentKind, key_of
from search.errors import UnknownName
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
from search.schema import SORT_LENGTH

TITLE_BOOST, LABEL_BOOST = 4.0, 3.0
MOST_WILDCARDS = 4
MOST_SCANS = 50
"""How many parts of a query may go through the words of the index: those with * or ?, with ~, and ranges of words."""

MOST_TERMS = 50_000

MOST_LOOK_UPS = 20
"""How many parts of a query may each be looked up in the database: on people's doings, and on groups of spaces."""

MOST_LOOKED_UP = 200
"""How many values such a part may have."""


class Names(Protocol):
    """Finds the numbers of what a query names; the index knows spaces and users by their numbers only."""

    def spaces(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Give the ids of the spaces of these keys, by the keys; those that are not there are left out."""
        ...

    def users(self, names: Iterable[str]) -> Mapping[str, int]:
        """Give the ids of the users of these names or keys, by them; those that are not there are left out."""
        ...

    def spaces_by(self, field: Field, values: Iterable[str]) -> list[int]:
        """Give the ids of the spaces of a type or a category, or with a word in their name."""
        ...

    def contents_by(self, field: Field, values: Iterable[str]) -> list[int]:
        """Give the ids of the contents that mention users, or that users watch or have among their favourites."""
        ...


class Compiler:
    """Makes queries for one index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, language: str, names: Names) -> None:
        self.schema = schema
        self.searcher = searcher
        self.language = language
        self.names = names
        self.scans = 0
        self.look_ups = 0
        self.spaces: Mapping[str, int] = {}
        self.users: Mapping[str, int] = {}

    def compile(self, node: Node) -> Query:
        """Give the query of the index for a tree.

        Raises:
            UnknownName: a field can't be asked in this way.
        """
        self._find_names(node)
        made = self._made(node)
        return Query.empty_query() if made is None else made

    def _find_names(self, node: Node) -> None:
        """Find the spaces and the users that all of the tree names, each with one query."""
        named: dict[bool, set[str]] = defaultdict(set)
        for part in _parts_of(node):
            if isinstance(part, Words | Values) and part.field in (Field.SPACE, *_USERS):
                values = part.values if isinstance(part, Values) else (part.text,)
                named[part.field is Field.SPACE].update(values)
        if named[True]:
            self.spaces = self.names.spaces(named[True])
        if named[False]:
            self.users = self.names.users(named[False])

    def _made(self, node: Node) -> Query | None:
        """Give a query; None for words in which there is nothing to search for."""
        return _HANDLERS[type(node)](self, node)

    def _together(self, node: Together) -> Query | None:
        parts = [(Occur.Must, self._made(part)) for part in node.must]
        parts += [(Occur.Should, self._made(part)) for part in node.should]
        parts += [(Occur.MustNot, self._made(part)) for part in node.must_not]
        made = [(occur, query) for occur, query in parts if query is not None]
        if not any(occur != Occur.MustNot for occur, _query in made):
            return None
        return Query.boolean_query(made)

    def _boosted(self, node: Boosted) -> Query | None:
        inner = self._made(node.part)
        return None if inner is None else Query.boost_query(inner, node.factor)

    def _everything(self, node: Everything) -> Query:
        return Query.all_query()

    def _words(self, node: Words) -> Query | None:
        if node.whole:
            whole = analysis.normalized(node.text).casefold()[:SORT_LENGTH]
            return _any_of([self._term("title_sort", whole)])
        if node.field not in (Field.ANY, Field.TITLE, Field.TEXT):
            return self._values(Values(node.field, (node.text,)))
        ways = []
        terms = analysis.terms_of(node.text, WORDS, self.language)
        if terms:
            together = node.phrase or len(terms) > 1
            slop = node.slop
            for name, boost in _PLACES[node.field]:
                found = self._phrase(name, terms, slop) if together else self._term(name, terms[0])
                ways.append(Query.boost_query(found, boost) if boost != 1.0 else found)
        if analysis.is_cjk(node.text):
            ways.append(self._phrase("pairs", analysis.pairs_of(node.text), 0))
        if node.field == Field.ANY and not node.phrase and node.text.strip():
            ways.append(Query.boost_query(self._term("label", node.text.strip().lower()), LABEL_BOOST))
        return _any_of(ways) if terms or analysis.is_cjk(node.text) else None

    def _phrase(self, name: str, terms: list[str], slop: int) -> Query:
        if len(terms) == 1:
            return self._term(name, terms[0])
        return Query.phrase_query(self.schema, name, list(terms), slop=slop)

    def _pattern(self, node: Pattern) -> Query:
        signs = re.findall(r"\\.|.", analysis.normalized(node.text), re.DOTALL)
        if sum(sign in "*?" for sign in signs) > MOST_WILDCARDS:
            raise UnknownName(
                gettext("A word has at most {most_wildcards} of the signs * and ?: {text}").format(
                    most_wildcards=MOST_WILDCARDS, text=node.text
                )
            )
        names = _WILD.get(node.field)
        if names is None:
            raise UnknownName(gettext("* and ? can't be used in the field {value}.").format(value=node.field.value))
        self._scan()
        expression = "".join(_WILDCARDS.get(sign) or _escaped(self._folded(sign[-1])) for sign in signs)
        try:
            return _any_of([Query.regex_query(self.schema, name, expression) for name in names])
        except ValueError:
            raise UnknownName(
                gettext("A word with * or ? can't be as long as this one: {text}…").format(text=node.text[:40])
            ) from None

    def _scan(self) -> None:
        self.scans += 1
        if self.scans > MOST_SCANS:
            raise UnknownName(
                gettext("A query has at most {most_scans} words with *, ? or ~, and ranges of words.").format(
                    most_scans=MOST_SCANS
                )
            )

    def _folded(self, text: str) -> str:
        return "".join(analysis.terms_of(text, PLAIN, "")) or text.lower()

    def _fuzzy(self, node: Fuzzy) -> Query | None:
        names = _ALIKE.get(node.field)
        if names is None:
            raise UnknownName(gettext("~ can't be used in the field {value}.").format(value=node.field.value))
        self._scan()
        ways = [
            Query.fuzzy_term_query(self.schema, name, term, distance=node.distance)
            for name in names
            for term in analysis.terms_of(node.text, PLAIN if name.endswith("_plain") else WORDS, self.language)
        ]
        return _any_of(ways) if ways else None

    def _range(self, node: Range) -> Query:
        if node.low is None and node.high is None:
            return self._present(Present(node.field))
        if node.field in (Field.CREATED, Field.MODIFIED):
            return Query.range_query(
                self.schema, node.field.value, tantivy.FieldType.Unsigned,
                lower_bound=_least(node.low), upper_bound=_least(node.high),
                include_lower=node.low is None or node.with_low, include_upper=node.high is None or node.with_high,
            )  # fmt: skip
        name = {Field.TITLE: "title_plain", Field.LABEL: "label", Field.MACRO: "macro"}.get(node.field)
        if name is None:
            raise UnknownName(gettext("There are no ranges in the field {value}.").format(value=node.field.value))
        self._scan()
        return self._between(name, node)

    def _between(self, name: str, node: Range) -> Query:
        low, high = (None if end is None else self._folded_all(str(end)) for end in (node.low, node.high))
        terms = [
            term
            for term, _count in self.searcher.terms_with_prefix(name, "", limit=MOST_TERMS)
            if (low is None or term > low or (node.with_low and term == low))
            and (high is None or term < high or (node.with_high and term == high))
        ]
        return Query.term_set_query(self.schema, name, terms) if terms else Query.empty_query()

    def _folded_all(self, text: str) -> str:
        return " ".join(analysis.terms_of(text, PLAIN, ""))

    def _values(self, node: Values) -> Query:
        match node.field:
            case Field.LABEL | Field.MACRO | Field.KIND:
                given = [value.strip().lower() for value in node.values]
                return _any_of([self._term(node.field.value, value) for value in given if value])
            case Field.SPACE:
                return self._numbers("space", _known(self.spaces, node.values))
            case Field.CREATOR | Field.CONTRIBUTOR:
                return self._numbers(node.field.value, _known(self.users, node.values))
            case Field.ANCESTOR | Field.PARENT | Field.CONTAINER | Field.NUMBER:
                numbers = [int(value) for value in node.values if value.isascii() and value.isdigit()]
                return self._numbers(node.field.value, [number for number in numbers if number < 2**63])
            case Field.SPACE_TYPE | Field.SPACE_CATEGORY | Field.SPACE_TITLE:
                self._look_up(node)
                return self._numbers("space", self.names.spaces_by(node.field, node.values))
            case Field.MENTION | Field.WATCHER | Field.FAVOURITE:
                self._look_up(node)
                return self._contents(self.names.contents_by(node.field, node.values))
            case Field.TITLE | Field.TEXT | Field.ANY:
                ways = [self._made(Words(node.field, value, phrase=True)) for value in node.values]
                return _any_of([way for way in ways if way is not None])
        raise UnknownName(gettext("The field {value} takes a date.").format(value=node.field.value))

    def _look_up(self, node: Values) -> None:
        self.look_ups += 1
        if self.look_ups > MOST_LOOK_UPS:
            fields = gettext("space.type, space.category, space.title, mention, watcher and favourite")
            raise UnknownName(
                gettext("A query has at most {most_look_ups} conditions on {fields}.").format(
                    most_look_ups=MOST_LOOK_UPS, fields=fields
                )
            )
        if len(node.values) > MOST_LOOKED_UP:
            raise UnknownName(
                gettext("{value} is compared with at most {most_looked_up} values.").format(
                    value=node.field.value, most_looked_up=MOST_LOOKED_UP
                )
            )

    def _present(self, node: Present) -> Query:
        if node.field in (Field.LABEL, Field.MACRO):
            return _unscored(Query.regex_query(self.schema, node.field.value, ".+"))
        if node.field in (Field.PARENT, Field.CONTAINER, Field.ANCESTOR, Field.CREATOR, Field.SPACE):
            nothing = (Occur.MustNot, self._numbers(node.field.value, [0]))
            return Query.boolean_query([(Occur.Must, Query.all_query()), nothing])
        return Query.all_query()

    def _contents(self, numbers: Iterable[int]) -> Query:
        keys = [key_of(DocumentKind.PAGE, number) for number in numbers]
        return Query.term_set_query(self.schema, "key", keys) if keys else Query.empty_query()

    def _term(self, name: str, value: str | int) -> Query:
        return Query.term_query(self.schema, name, value)

    def _numbers(self, name: str, numbers: Iterable[int]) -> Query:
        given = list(numbers)
        return Query.term_set_query(self.schema, name, given) if given else Query.empty_query()


_PLACES: dict[Field, tuple[tuple[str, float], ...]] = {
    Field.ANY: (("title", TITLE_BOOST), ("text", 1.0), ("rest", 0.5)),
    Field.TITLE: (("title", 1.0),),
    Field.TEXT: (("text", 1.0), ("rest", 1.0)),
}
_WILD: dict[Field, tuple[str, ...]] = {
    Field.ANY: ("title_plain", "text_plain"),
    Field.TITLE: ("title_plain",),
    Field.TEXT: ("text_plain",),
    Field.LABEL: ("label",),
    Field.MACRO: ("macro",),
    Field.KIND: ("kind",),
}
"""Where * and ? are tried: on words as they are written."""

_ALIKE = _WILD | {Field.ANY: ("title_plain", "text", "rest"), Field.TEXT: ("text", "rest")}
"""Where ~ is tried: words in texts are compared by their stems."""

_USERS = (Field.CREATOR, Field.CONTRIBUTOR)
_WILDCARDS = {"*": ".*", "?": "."}
_OPERATORS = frozenset(r"\.+*?()|[]{}^$")
"""What means something in the expressions of the index."""
_HANDLERS: dict[type[Node], Callable[..., Query | None]] = {
    Together: Compiler._together,
    Boosted: Compiler._boosted,
    Everything: Compiler._everything,
    Words: Compiler._words,
    Pattern: Compiler._pattern,
    Fuzzy: Compiler._fuzzy,
    Range: Compiler._range,
    Values: Compiler._values,
    Present: Compiler._present,
}


def _parts_of(node: Node) -> Iterator[Node]:
    """Go through all parts of a tree."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Together):
            waiting += (*part.must, *part.should, *part.must_not)
        elif isinstance(part, Boosted):
            waiting.append(part.part)
        else:
            yield part


def _known(numbers: Mapping[str, int], names: Iterable[str]) -> list[int]:
    return [numbers[name] for name in names if name in numbers]


def _any_of(ways: list[Query]) -> Query:
    if not ways:
        return Query.empty_query()
    return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways, tie_breaker=0.1)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _least(end: str | int | None) -> int | None:
    return None if end is None else max(0, int(end))


def _escaped(text: str) -> str:
    # With a backslash, other signs than these stand for something else, or for nothing that there is.
    return "".join(f"\\{letter}" if letter in _OPERATORS else letter for letter in text)
