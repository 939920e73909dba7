"""Ids of objects that have none in the database, or share a space of ids with contents."""

from collections import defaultdict


class Numbers:
    """Counts: for each class from 1, and for content from the highest id there is."""

    def __init__(self, highest_content_id: int) -> None:
        self._content = highest_content_id
        self._last: dict[str, int] = defaultdict(int)

    def next(self, what: str) -> int:
        """Give the next id of a class."""
        self._last[what] += 1
        return self._last[what]

    def next_content_id(self) -> int:
        """Give an id that no content in the export has."""
        self._content += 1
        return self._content
