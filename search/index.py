"""The index on disk: generations of it, who may write, and the searcher that every process keeps open.

`<home>/index/current` names the folder of the live generation. A rebuild makes another beside it and then changes the
name; readers notice at their next search.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import tantivy

from search.errors import IndexBusy, IndexUnavailable
from search.journal import Cursor
from search.reader_filter import ReaderFilters
from search.schema import VERSION, register_analyzers, schema

WRITER_MEMORY = 128_000_000
LOCK_SECONDS = 30.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    """What a generation says of itself, beside tantivy's own files.

    Attributes:
        version: of the schema.
        language: whose stems its words are cut to.
        cursor: how far it has read the journal.
        read: when it was last in line with the journal.
    """

    version: int
    language: str
    cursor: Cursor
    read: datetime


class IndexFolder:
    """The folder of all generations on one node."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def node(self) -> str:
        """The name of this node: random, made once."""
        path = self.folder / "node"
        try:
            name = path.read_text().strip()
        except (OSError, ValueError):
            name = ""
        if not name.isalnum():
            name = secrets.token_hex(8)
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(path, name)
        return name

    def current(self) -> Path | None:
        """Give the folder of the live generation; None where there is none, or where that can't be read."""
        try:
            name = (self.folder / "current").read_text().strip()
        except (OSError, ValueError):
            return None
        found = self.folder / name
        return found if name and found.is_dir() else None

    def standing(self, generation: Path) -> Standing | None:
        """Read what a generation says of itself; None where that can't be read."""
        try:
            found = json.loads((generation / "standing.json").read_text())
            cursor = Cursor(found["cursor"]["transaction"], found["cursor"]["entry"])
            return Standing(found["version"], found["language"], cursor, datetime.fromisoformat(found["read"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note(self, generation: Path, language: str, cursor: Cursor) -> None:
        """Write down how far a generation has read, after its documents were committed."""
        standing = {"version": VERSION, "language": language, "cursor": asdict(cursor)}
        _write(generation / "standing.json", json.dumps({**standing, "read": datetime.now(UTC).isoformat()}))

    def new_generation(self) -> Path:
        """Make the folder of a generation that is to be built."""
        made = self.folder / f"{int(time.time())}-{secrets.token_hex(4)}"
        (made / "tantivy").mkdir(parents=True)
        return made

    def make_current(self, generation: Path) -> None:
        """Swap a generation in, and remove those before it."""
        _write(self.folder / "current", generation.name)
        self.remove_others(generation)

    def remove_others(self, generation: Path | None) -> None:
        """Remove every generation but one; open searchers keep the files they have open."""
        for path in self.folder.iterdir():
            if path.is_dir() and path != generation:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the right to write: one process of a node at a time.

        Args:
            seconds: how long to wait for it.

        Raises:
            IndexBusy: somebody else had it all that time.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writing.lock").open("w") as lock:
            until = time.monotonic() + seconds
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise IndexBusy from None
                    time.sleep(0.02)
            yield


def open_index(generation: Path, language: str) -> tantivy.Index:
    """Open a generation, or make its files where there are none yet.

    Raises:
        ValueError: the files are damaged or of another version.
    """
    index = tantivy.Index(schema(), path=str(generation / "tantivy"))
    register_analyzers(index, language)
    return index


class Opened:
    """The index as it was at one commit.

    Attributes:
        index: the live generation.
        searcher: sees that commit and no later one.
        language: whose stems the words are cut to.
        filters: what readers may find in it.
    """

    def __init__(self, index: tantivy.Index, language: str) -> None:
        self.index = index
        self.searcher = index.searcher()
        self.language = language
        self.filters = ReaderFilters(index.schema, self.searcher)


class Searchers:
    """The searcher of this process: opened once for each generation, and shown what was committed since."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation: Path | None = None
        self._opened: Opened | None = None
        self._seen = 0

    def opened(self, folder: IndexFolder) -> Opened:
        """Give the live index with a searcher that sees its last commit.

        Raises:
            IndexUnavailable: there is no index that can be read.
        """
        generation = folder.current()
        if generation is None:
            raise IndexUnavailable
        with self._lock:
            try:
                opened = self._opened
                committed = (generation / "tantivy" / "meta.json").stat().st_mtime_ns
                if opened is None or generation != self._generation:
                    standing = folder.standing(generation)
                    if standing is None or standing.version != VERSION:
                        raise IndexUnavailable
                    opened = Opened(open_index(generation, standing.language), standing.language)
                elif committed != self._seen:
                    opened.index.reload()
                    opened = Opened(opened.index, opened.language)
            except (OSError, ValueError) as error:
                self._opened = None
                logger.warning("The search index %s can't be opened: %s", generation, error)
                raise IndexUnavailable from error
            self._opened, self._generation, self._seen = opened, generation, committed
            return opened


def _write(path: Path, text: str) -> None:
    """Write a file so that a reader sees either the old text or the new."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    beside.write_text(text)
    beside.replace(path)
