"""The fields of the index. A change here wants a new VERSION: every node then builds its index anew."""

import tantivy

from search import analysis
from search.analysis import PAIRS, PLAIN, WORDS
from search.document import SearchDocument

VERSION = 2

SHOWN_TEXT = 40_000
"""Characters of a text that are kept to show hits in their surroundings."""

SORT_LENGTH = 255
"""Characters of a title by which it is sorted, and found as a whole."""

LONGEST_TEXT = 2_000_000
"""Characters of a text that are indexed."""


def schema() -> tantivy.Schema:
    """Give the fields: what is searched for, what filters and sorts, and what is kept to be shown."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("host", indexed=True, fast=True)
    builder.add_unsigned_field("space", indexed=True, fast=True)
    builder.add_unsigned_field("audience", indexed=True, fast=True)
    builder.add_text_field("title", stored=True, tokenizer_name=WORDS)
    builder.add_text_field("title_plain", tokenizer_name=PLAIN)
    builder.add_text_field("title_sort", tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name=WORDS)
    builder.add_text_field("rest", tokenizer_name=WORDS)
    builder.add_text_field("text_plain", tokenizer_name=PLAIN, index_option="basic")
    builder.add_text_field("pairs", tokenizer_name=PAIRS)
    builder.add_text_field("label", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("macro", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("creator", indexed=True, fast=True)
    builder.add_unsigned_field("contributor", indexed=True)
    builder.add_unsigned_field("ancestor", indexed=True)
    builder.add_unsigned_field("parent", indexed=True)
    builder.add_unsigned_field("container", indexed=True)
    builder.add_unsigned_field("created", indexed=True, fast=True)
    builder.add_unsigned_field("modified", indexed=True, fast=True)
    builder.add_unsigned_field("freshness", fast=True)
    builder.add_boolean_field("archived", indexed=True, fast=True)
    return builder.build()


def register_analyzers(index: tantivy.Index, language: str) -> None:
    """Tell an index how its text becomes terms."""
    for name in (WORDS, PLAIN, PAIRS):
        index.register_tokenizer(name, analysis.analyzer(name, language))


def index_document(document: SearchDocument) -> tantivy.Document:
    """Give a document in the form of the index."""
    made = tantivy.Document()
    title, text = analysis.normalized(document.title), analysis.normalized(document.text[:LONGEST_TEXT])
    made.add_text("key", document.key)
    made.add_text("kind", document.kind.value)
    made.add_unsigned("number", document.number)
    made.add_unsigned("host", document.host)
    made.add_unsigned("space", document.space)
    made.add_unsigned("audience", document.audience)
    made.add_text("title", title)
    made.add_text("title_plain", title)
    made.add_text("title_sort", title.casefold()[:SORT_LENGTH])
    made.add_text("text", text[:SHOWN_TEXT])
    if len(text) > SHOWN_TEXT:
        made.add_text("rest", text[SHOWN_TEXT:])
    made.add_text("text_plain", text)
    pairs = analysis.pairs_of(title) + analysis.pairs_of(text)
    if pairs:
        made.add_text("pairs", " ".join(pairs))
    for label in document.labels:
        made.add_text("label", label)
    for name in document.macros:
        made.add_text("macro", name)
    made.add_unsigned("creator", document.creator)
    for user in {document.creator, *document.contributors}:
        made.add_unsigned("contributor", user)
    for page in document.ancestors:
        made.add_unsigned("ancestor", page)
    for name, moment in (("created", document.created), ("modified", document.modified)):
        made.add_unsigned(name, max(0, int(moment.timestamp())) if moment else 0)
    made.add_unsigned("parent", document.ancestors[-1] if document.ancestors else 0)
    made.add_unsigned("container", document.container)
    made.add_unsigned("freshness", _freshness(document))
    made.add_boolean("archived", document.archived)
    return made


def _freshness(document: SearchDocument) -> int:
    """Give what the index multiplies a score with, as it takes it: the logarithm to the base of two is the factor.

    What was changed two years later counts for about a twentieth more; what has no date counts as new.
    """
    year = document.modified.year + document.modified.timetuple().tm_yday / 366 if document.modified else _NEW
    return int(2 ** (12 + 0.4 * (min(max(year, 1990.0), _NEW) - 2010)))


_NEW = 2040.0
