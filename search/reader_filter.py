"""What leaves only what a reader may find: worked out once for a commit of the index, and for the same rights.

The rights are read from the database at each search. What the index says of spaces and audiences only serves to write
the same set in another way: pages that are closed one by one cost a look-up each, an audience costs one for all.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Occur, Query

MOST_KEPT = 32
MOST_COUNTED = 10_000
"""How many spaces or audiences of the index are counted."""

Clause = tuple[Occur, Query]
_Key = tuple[frozenset[int] | None, frozenset[int], bool, bool]


@dataclass(frozen=True, slots=True)
class Sees:
    """What a reader may find, as the database says at this moment.

    Attributes:
        spaces: the ids of the spaces they may view; None for all.
        closed: pages and posts in them that are closed to them.
        people: whether they may find people.
        moving: pages that the index has in the wrong place just now, with all below them.
        archived: whether archived pages are found, with what hangs on them.
    """

    spaces: frozenset[int] | None
    closed: frozenset[int]
    people: bool
    moving: frozenset[int] = frozenset()
    archived: bool = False


class ReaderFilters:
    """The filters of one commit of the index; threads share them."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, list[Clause]] = OrderedDict()

    def clauses(self, sees: Sees) -> list[Clause]:
        """Give what a query needs to find nothing but what a reader may find."""
        key = (sees.spaces, sees.closed, sees.people, sees.archived)
        with self._lock:
            made = self._kept.get(key)
            if made is not None:
                self._kept.move_to_end(key)
        if made is None:
            made = [*self._of_spaces(sees), *self._of_closed(sees.closed), *self._of_archived(sees)]
            with self._lock:
                self._kept[key] = made
                if len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return [*made, *self._none_of("host", sees.moving), *self._none_of("ancestor", sees.moving)]

    def _of_spaces(self, sees: Sees) -> list[Clause]:
        person = Query.term_query(self._schema, "kind", "userinfo")
        people: list[Clause] = [] if sees.people else [(Occur.MustNot, person)]
        if sees.spaces is None:
            return people
        counted = self._counted("space", Query.all_query())
        # People are in no space.
        seen = sees.spaces | {0} if sees.people else sees.spaces
        if counted is not None:
            hidden = counted.keys() - seen
            if 2 * sum(counted[space] for space in hidden) <= counted.total():
                strangers = (Occur.MustNot, Query.boolean_query([(Occur.Must, self._any("space", [0])), *_not(person)]))
                return [*people, *self._none_of("space", hidden), *([strangers] if sees.people else [])]
        places = [self._any("space", sees.spaces)] if sees.spaces else []
        places += [person] if sees.people else []
        allowed = Query.const_score_query(Query.or_should_match(*places), 0.0) if places else Query.empty_query()
        return [(Occur.Must, allowed)]

    def _of_closed(self, closed: frozenset[int]) -> list[Clause]:
        """Leave out all that hangs on some pages: whole audiences where they hold nothing else, the rest by its pages.

        An audience counts as whole when the index has as many things of it as were found on these pages.
        """
        if not closed or not self._searcher.num_docs:
            return []
        inside = self._any("host", closed)
        among = self._counted("audience", inside)
        if among is None:
            return self._none_of("host", closed)
        restricted = Query.boolean_query([(Occur.Must, Query.all_query()), *self._none_of("audience", [0])])
        in_all = self._counted("audience", restricted) or Counter()
        whole = {audience for audience, count in among.items() if audience and in_all[audience] == count}
        apart = sum(count for audience, count in among.items() if audience not in whole)
        return [*self._none_of("audience", whole), *self._none_of("host", self._hosts(inside, whole, apart))]

    def _of_archived(self, sees: Sees) -> list[Clause]:
        return [] if sees.archived else _not(Query.term_query(self._schema, "archived", True))

    def _hosts(self, inside: Query, whole: Collection[int], count: int) -> set[int]:
        """Give the pages that things hang on which are none of whole audiences; there are so many of them."""
        if not count:
            return set()
        others = Query.boolean_query([(Occur.Must, inside), *self._none_of("audience", whole)])
        found = self._searcher.search(others, limit=count, count=False)
        addresses = [address for _score, address in found.hits]
        return {int(one or 0) for one in self._searcher.fast_field_values("host", addresses)}

    def _counted(self, field: str, query: Query) -> Counter[int] | None:
        """Count the things of an index by a field; None when it has too many values."""
        asked = {"by": {"terms": {"field": field, "size": MOST_COUNTED}}}
        by: dict[str, Any] = self._searcher.aggregate(query, asked)["by"]
        if by["sum_other_doc_count"]:
            return None
        return Counter({int(bucket["key"]): int(bucket["doc_count"]) for bucket in by["buckets"]})

    def _none_of(self, field: str, numbers: Collection[int]) -> list[Clause]:
        return _not(self._any(field, numbers)) if numbers else []

    def _any(self, field: str, numbers: Collection[int]) -> Query:
        if len(numbers) == 1:
            return Query.term_query(self._schema, field, next(iter(numbers)))
        return Query.term_set_query(self._schema, field, list(numbers))


def _not(query: Query) -> list[Clause]:
    return [(Occur.MustNot, query)]
