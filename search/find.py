"""Asks this node's index: a tree of a query and what the reader may see go in, ids and excerpts come out."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from search.document import DocumentKind
from search.errors import IndexUnavailable
from search.folder import SEARCHERS, index_folder
from search.query.nodes import Direction, Field, Node, Order
from search.query_compiler import Compiler, Names
from search.reader_filter import Sees

EXCERPT_LENGTH = 220
MOST_HITS = 10_000
"""How deep a list can be read."""

_SORTED_BY = {Field.TITLE: "title_sort", Field.CREATED: "created", Field.MODIFIED: "modified"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of an excerpt; `hit` says that they are what was searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what it is, its id, how well it fits, and the place of the hit in its text."""

    kind: DocumentKind
    number: int
    score: float
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: one part of the list, and how long the whole of it is."""

    total: int
    hits: list[Hit]


def find(
    where: Node,
    sees: Sees,
    names: Names,
    *,
    order: Order | None = None,
    offset: int = 0,
    limit: int = 10,
    excerpts: bool = True,
) -> Found:
    """Find what fits a query among what a reader may see.

    Args:
        where: the query.
        sees: what the reader may see; nothing else is found or counted.
        names: finds what the query names.
        order: how the list is sorted; None for the best first.
        offset, limit: the part of the list that is wanted.
        excerpts: whether the text around the hits is wanted.

    Raises:
        UnknownName: a field can't be asked in this way.
        IndexUnavailable: there is no index yet.
    """
    opened = SEARCHERS.opened(index_folder())
    schema, searcher = opened.index.schema, opened.searcher
    wanted = Compiler(schema, searcher, opened.language, names).compile(where)
    # The searcher makes room for all that comes before, however much that is said to be.
    offset = min(offset, MOST_HITS)
    limit = max(0, min(limit, MOST_HITS - offset))
    try:
        query = Query.boolean_query([(Occur.Must, wanted), *opened.filters.clauses(sees)])
        result = _search(searcher, query, order, offset, max(limit, 1))
    except ValueError as error:
        raise IndexUnavailable from error
    hits = result.hits[:limit]
    excerpt = _Excerpts(searcher, wanted, schema) if excerpts and hits else None
    found = []
    for score, address in hits:
        document = searcher.doc(address)
        pieces = excerpt.of(document) if excerpt else ()
        kind, number = DocumentKind(str(document.get_first("kind"))), int(str(document.get_first("number")))
        found.append(Hit(kind, number, float(score) if order is None else 0.0, pieces))
    # The types that come with tantivy have forgotten it.
    total: int = getattr(result, "count", 0)
    return Found(total, found)


def _search(
    searcher: tantivy.Searcher, query: Query, order: Order | None, offset: int, limit: int
) -> tantivy.SearchResult:
    if order is None or order.by not in _SORTED_BY:
        return searcher.search(query, limit=limit, offset=offset, weight_by_field="freshness")
    direction = tantivy.Order.Asc if order.direction == Direction.UP else tantivy.Order.Desc
    return searcher.search(query, limit=limit, offset=offset, order_by_field=_SORTED_BY[order.by], order=direction)


class _Excerpts:
    """The places of one query's hits."""

    def __init__(self, searcher: tantivy.Searcher, query: Query, schema: tantivy.Schema) -> None:
        self.generator = tantivy.SnippetGenerator.create(searcher, query, schema, "text")
        self.generator.set_max_num_chars(EXCERPT_LENGTH)

    def of(self, document: tantivy.Document) -> tuple[Piece, ...]:
        """Give the best place of a document: where the most of the words stand; else its beginning."""
        snippet = self.generator.snippet_from_doc(document)
        fragment = snippet.fragment()
        if not fragment:
            text = str(document.get_first("text") or "")
            return (Piece(" ".join(text[: EXCERPT_LENGTH * 2].split())[:EXCERPT_LENGTH], hit=False),) if text else ()
        raw = fragment.encode()
        pieces: list[Piece] = []
        last = 0
        for place in snippet.highlighted():
            if place.start > last:
                pieces.append(Piece(raw[last : place.start].decode(errors="ignore"), hit=False))
            pieces.append(Piece(raw[place.start : place.end].decode(errors="ignore"), hit=True))
            last = place.end
        if last < len(raw):
            pieces.append(Piece(raw[last:].decode(errors="ignore"), hit=False))
        return tuple(pieces)
