"""Rendered bodies in the memory of this process, those used last, as many as fit.

An entry is for one reader: what was rendered for one is never looked up for another.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

from django.conf import settings

from wiki.macros.base import Target
from wiki.queries.change_stamps import Stamps
from wiki.rendering.render import Template

_ENTRY_BYTES = 1500
"""What an entry takes beside its HTML."""

_TREE_FACTOR = 40
"""How many bytes the tree of a document takes for each character of it."""

_LARGEST_PART = 8
"""A body that would take more than this part of the cache is not kept."""


class Key(NamedTuple):
    """For whom, of what and where a body was rendered.

    `reader` is the id of a person, 0 for the anonymous user; `is_active` is part of it because a deactivated person has
    no rights. `text` is the digest of the storage format, `stored_id` the content whose stored text it is, 0 for none.
    `language` is the one that macros speak to the reader.
    """

    reader: int
    is_active: bool
    content_id: int
    space_id: int
    stored_id: int
    text: bytes
    target: Target
    url_prefix: str
    base_url: str
    language: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A rendered body and the stamps that it is right with.

    Attributes:
        counts: the stamps of the spaces it depends on, and of the whole site's people and settings.
        whole: the stamp of everything, where it depends on everything; else None.
        size: bytes.
    """

    template: Template
    counts: tuple[tuple[int, int], ...]
    whole: int | None
    size: int

    def is_right(self, now: Stamps) -> bool:
        """Say whether nothing changed that it depends on."""
        if self.whole is not None:
            return self.whole == now.whole
        return all(now.counts.get(scope, 0) == count for scope, count in self.counts)


class RenderCache:
    """Entries by key, the least recently used first to go; threads share it."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, keys: Iterable[Key]) -> list[Entry | None]:
        """Give the entries of keys, right or not."""
        with self._lock:
            found = []
            for key in keys:
                entry = self._entries.get(key)
                if entry is not None:
                    self._entries.move_to_end(key)
                found.append(entry)
            return found

    def keep(self, key: Key, entry: Entry) -> None:
        """Keep an entry in place of the one that the key had, and let go of the oldest that do not fit any more."""
        with self._lock:
            former = self._entries.pop(key, None)
            if former is not None:
                self.bytes -= former.size
            if entry.size > self.most_bytes // _LARGEST_PART:
                return
            self._entries[key] = entry
            self.bytes += entry.size
            while self.bytes > self.most_bytes:
                _, oldest = self._entries.popitem(last=False)
                self.bytes -= oldest.size

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._entries.clear()
            self.bytes = 0


def digest_of(storage: str) -> bytes:
    """Give what tells one text from another."""
    return blake2b(storage.encode("utf-8", "surrogatepass"), digest_size=20).digest()


def size_of(template: Template, storage: str) -> int:
    """Give about how many bytes an entry takes."""
    size = _ENTRY_BYTES + sys.getsizeof(template.html)
    if template.run.moments:
        size += _TREE_FACTOR * len(storage)
    return size


@cache
def render_cache() -> RenderCache:
    """Give the cache of this process."""
    return RenderCache(settings.WIKI_RENDER_CACHE_BYTES)
