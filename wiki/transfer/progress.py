"""What long work tells of itself: steps, and how many things of a step are done. A running job is such a listener."""

from typing import Protocol


class Progress(Protocol):
    """Hears what is done; what it raises ends the work."""

    def step(self, name: str, total: int | None = None) -> None:
        """Hear that a step begins, with how many things there are to do, if that is known."""

    def advance(self, count: int = 1) -> None:
        """Hear that some more things are done."""
