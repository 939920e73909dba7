"""How the index of this node stands: for the pages of administrators."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from search.folder import index_folder
from search.journal import pending_after


@dataclass(frozen=True)
class IndexState:
    """How far the index is behind.

    Attributes:
        exists: whether there is one.
        language: whose word endings it takes off.
        read: when it was last in line with the journal.
        pending: how many entries of the journal wait.
        lag_seconds: how long the oldest of them has waited; 0 where none does.
        bytes: how much room it takes on disk.
    """

    exists: bool
    language: str = ""
    read: datetime | None = None
    pending: int = 0
    lag_seconds: float = 0.0
    bytes: int = 0


def index_state() -> IndexState:
    """Say how the index of this node stands."""
    folder = index_folder()
    generation = folder.current()
    standing = folder.standing(generation) if generation is not None else None
    if generation is None or standing is None:
        return IndexState(exists=False)
    waiting = pending_after(standing.cursor)
    oldest = waiting.order_by("when").values_list("when", flat=True).first()
    lag = (timezone.now() - oldest).total_seconds() if oldest is not None else 0.0
    size = sum(path.stat().st_size for path in (generation / "tantivy").iterdir() if path.is_file())
    return IndexState(True, standing.language, standing.read, waiting.count(), max(lag, 0.0), size)
