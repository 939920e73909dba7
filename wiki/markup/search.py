"""Searches in one text that remember what they found, so that asking again and again does not cost again and again."""

from __future__ import annotations


class Searches:
    """Looks for marks in one text: all questions together take time in proportion to the text, if they go forwards."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._seen: dict[str, tuple[int, int]] = {}

    def find(self, mark: str, start: int, end: int) -> int:
        """Give the place of the first mark between two places, or -1."""
        first, hit = self._seen.get(mark, (0, -1))
        if not first <= start <= hit:
            hit = self.text.find(mark, start)
            hit = len(self.text) if hit < 0 else hit
            self._seen[mark] = (start, hit)
        return hit if hit < end else -1

    def find_unescaped(self, mark: str, start: int, end: int) -> int:
        """Give the place of the first mark between two places that no backslash stands before, or -1."""
        key = f"\\{mark}"
        first, hit = self._seen.get(key, (0, -1))
        if not first <= start <= hit:
            hit = self._next_unescaped(mark, start)
            self._seen[key] = (start, hit)
        return hit if hit < end else -1

    def _next_unescaped(self, mark: str, start: int) -> int:
        text = self.text
        position = start
        while True:
            hit = text.find(mark, position)
            if hit < 0:
                return len(text)
            before = hit
            while before > start and text[before - 1] == "\\":
                before -= 1
            if (hit - before) % 2 == 0:
                return hit
            position = hit + 1

    def line_end(self, start: int) -> int:
        """Give where the line ends that this place is in."""
        end = self.find("\n", start, len(self.text))
        return len(self.text) if end < 0 else end
