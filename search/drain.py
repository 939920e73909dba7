"""Brings this node's index in line with the journal, and builds it anew where that can't be done."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy
from django.db import connection

from search import journal, loaders
from search.document import DocumentKind, SearchDocument, key_of
from search.errors import IndexBusy, IndexUnavailable
from search.folder import index_folder
from search.index import WRITER_MEMORY, IndexFolder, open_index
from search.models import JournalEntry, Thing
from search.schema import VERSION, index_document

MOST_AT_ONCE = 2000

Progress = Callable[[int, int], None]
"""Told how many documents are done, of how many."""

logger = logging.getLogger(__name__)


def catch_up_with_all(seconds: float = 20.0) -> None:
    """Bring the index in line with everything that is committed now.

    On PostgreSQL entries wait for transactions that began before theirs and are still open: so does this.

    Args:
        seconds: how long at most.

    Raises:
        IndexBusy: that did not suffice.
    """
    until = time.monotonic() + seconds
    while True:
        catch_up()
        folder = index_folder()
        generation = folder.current()
        standing = folder.standing(generation) if generation else None
        if standing is not None and not journal.pending_after(standing.cursor).exists():
            return
        if connection.in_atomic_block:
            # Its own entries can't be read before it ends.
            return
        if time.monotonic() >= until:
            raise IndexBusy
        time.sleep(0.05)


def catch_up() -> int:
    """Apply what stands in the journal; build the index where there is none of the right kind that can be read.

    Returns:
        how many entries were applied.

    Raises:
        IndexBusy: another process was writing for too long.
    """
    folder, language = index_folder(), loaders.language()
    with folder.writing():
        generation = usable(folder, language)
        if generation is None:
            build(folder, language)
            return 0
        applied = 0
        try:
            while count := _apply_some(folder, generation, language):
                applied += count
        except _RebuildAsked:
            build(folder, language)
        except (OSError, ValueError):
            logger.exception("The search index %s is damaged: it is built anew", generation)
            build(folder, language)
        return applied


def usable(folder: IndexFolder, language: str) -> Path | None:
    """Give the live generation, if it is one that changes can be added to."""
    generation = folder.current()
    standing = folder.standing(generation) if generation else None
    if generation is None or standing is None:
        return None
    if standing.version != VERSION or standing.language != language:
        return None
    if journal.is_cut_off(standing.cursor, standing.read):
        return None
    return generation


def is_behind(folder: IndexFolder) -> bool:
    """Say whether the live generation has not read all of the journal, or there is none."""
    generation = folder.current()
    standing = folder.standing(generation) if generation else None
    return standing is None or journal.entries_after(standing.cursor).exists()


def rebuild(progress: Progress | None = None) -> int:
    """Build this node's index anew beside the live one, and swap it in.

    Returns:
        how many documents it has.

    Raises:
        IndexBusy: another process was writing for too long.
    """
    folder = index_folder()
    with folder.writing():
        return build(folder, loaders.language(), progress)


def build(folder: IndexFolder, language: str, progress: Progress | None = None) -> int:
    """Do the work of `rebuild`; the caller holds the right to write."""
    generation = folder.new_generation()
    cursor = journal.end_of_journal()
    try:
        index = open_index(generation, language)
        count = _add_all(index, loaders.load_all(), loaders.count_all() if progress else 0, progress)
        folder.note(generation, language, cursor)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    while _apply_some(folder, generation, language, rebuilding=True):
        pass
    folder.make_current(generation)
    logger.info("The search index was built: %s documents", count)
    return count


def remove_unfinished() -> None:
    """Remove what a rebuild has left that came to no end.

    Raises:
        IndexBusy: another process was writing for too long.
    """
    folder = index_folder()
    with folder.writing():
        folder.remove_others(folder.current())


def drop_pending() -> None:
    """Take everything in the journal for read, without looking at it."""
    folder = index_folder()
    with folder.writing():
        generation = folder.current()
        if generation is None:
            raise IndexUnavailable
        folder.note(generation, loaders.language(), journal.end_of_journal())


class _RebuildAsked(Exception):
    pass


def _add_all(index: tantivy.Index, documents: Iterable[SearchDocument], total: int, progress: Progress | None) -> int:
    writer = index.writer(heap_size=WRITER_MEMORY, num_threads=1)
    count = 0
    for document in documents:
        writer.add_document(index_document(document))
        count += 1
        if progress is not None and count % loaders.BATCH == 0:
            progress(count, total)
    writer.commit()
    writer.wait_merging_threads()
    return count


def _apply_some(folder: IndexFolder, generation: Path, language: str, *, rebuilding: bool = False) -> int:
    standing = folder.standing(generation)
    if standing is None:
        raise ValueError("it does not say how far it has read")
    entries = list(journal.entries_after(standing.cursor)[:MOST_AT_ONCE])
    if not entries:
        folder.note(generation, language, standing.cursor)
        return 0
    if not rebuilding and any(entry.thing == Thing.REBUILD and entry.origin != folder.node for entry in entries):
        raise _RebuildAsked
    index = open_index(generation, language)
    writer = index.writer(heap_size=WRITER_MEMORY, num_threads=1)
    _apply(index, writer, entries)
    writer.commit()
    writer.wait_merging_threads()
    last = entries[-1]
    folder.note(generation, language, journal.Cursor(last.transaction, last.pk))
    return len(entries)


def _apply(index: tantivy.Index, writer: tantivy.IndexWriter, entries: list[JournalEntry]) -> None:
    numbers: dict[Thing, dict[int, None]] = {thing: {} for thing in Thing}
    for entry in entries:
        numbers[Thing(entry.thing)][entry.number] = None
    # What stood below a page that was moved or trashed has other pages above it now.
    numbers[Thing.HOST].update(dict.fromkeys(_hosts_below(index, list(numbers[Thing.HOST]))))
    for host in numbers[Thing.HOST]:
        _delete_all_with(index, writer, "host", host)
    for thing, kind in _FAMILIES:
        for number in numbers[thing]:
            writer.delete_documents_by_term("key", key_of(kind, number))
    spaces = {document.number: document for document in loaders.load(Thing.SPACE, list(numbers[Thing.SPACE]))}
    for number in numbers[Thing.SPACE].keys() - spaces.keys():
        # A space that is gone took all that it held along.
        _delete_all_with(index, writer, "space", number)
    for document in spaces.values():
        writer.add_document(index_document(document))
    if 0 in numbers[Thing.USER]:
        writer.delete_documents_by_term("kind", DocumentKind.PERSON.value)
        numbers[Thing.USER] = dict.fromkeys(loaders.all_numbers(Thing.USER))
    for thing in (Thing.USER, Thing.HOST, Thing.CONTENT):
        for document in loaders.load(thing, list(numbers[thing])):
            # What hangs on a page that was looked at as a whole is there already.
            if thing != Thing.CONTENT or document.host not in numbers[Thing.HOST]:
                writer.add_document(index_document(document))


def _delete_all_with(index: tantivy.Index, writer: tantivy.IndexWriter, field: str, number: int) -> None:
    # By a term of numbers the writer finds nothing to delete.
    writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, field, number))


def _hosts_below(index: tantivy.Index, pages: list[int]) -> list[int]:
    """Give the pages that the index has below some pages."""
    searcher = index.searcher()
    if not pages or not searcher.num_docs:
        return []
    below = tantivy.Query.term_set_query(index.schema, "ancestor", pages)
    found = searcher.search(below, limit=searcher.num_docs, count=False)
    hosts = searcher.fast_field_values("host", [address for _score, address in found.hits])
    return [int(host) for host in hosts if host]


_FAMILIES = (
    (Thing.CONTENT, DocumentKind.PAGE),
    (Thing.SPACE, DocumentKind.SPACE),
    (Thing.USER, DocumentKind.PERSON),
)
