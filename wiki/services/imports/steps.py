"""The steps of an import: short transactions, each of which first makes sure that the import still has a say."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from accounts.whole_change import whole_change
from wiki.errors import WikiError
from wiki.models import Arrival, ArrivalTrace, ArrivalTraceKind
from wiki.services.frame import told_when_overtaken

BEAT_EVERY = timedelta(seconds=30)

_SECONDS_BETWEEN_PAUSES = 0.3
_PAUSE = 0.11
"""SQLite's waiting writers look again every tenth of a second: in a pause that is longer each of them gets its turn."""


class ImportTakenAway(WikiError):
    """Somebody else has been given the import, and removes what was written."""

    def __init__(self) -> None:
        super().__init__(gettext("The import was silent for so long that it was given up."))


class Steps:
    """The transactions of one attempt at an import."""

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self._held = 0.0
        self._beat = timezone.now()

    @contextmanager
    def step(self) -> Iterator[None]:
        """Write what the block writes in one transaction.

        Raises:
            ImportTakenAway: the import has no say any more; nothing is written.
            ConcurrentChange: somebody made what is in the way; nothing is written.
        """
        self._give_way()
        with told_when_overtaken(), whole_change():
            begun = time.monotonic()
            self._hold()
            yield
        self._held += time.monotonic() - begun

    def beat(self) -> None:
        """Say that the import is alive, while something else than steps takes long."""
        if timezone.now() - self._beat > BEAT_EVERY:
            with whole_change():
                self._hold()

    def made(self, kind: ArrivalTraceKind, numbers: list[int]) -> None:
        """Note in the present step what it made outside of the import's spaces."""
        ArrivalTrace.objects.bulk_create(
            ArrivalTrace(arrival=self.arrival, kind=kind, number=number) for number in numbers
        )

    def _hold(self) -> None:
        """Mark the import as alive; whoever gives it up waits for this transaction, or was before it."""
        self._beat = timezone.now()
        if not Arrival.objects.filter(pk=self.arrival.pk, given_up=False).update(beat=self._beat):
            raise ImportTakenAway

    def _give_way(self) -> None:
        """Let others write, who wait for the whole of SQLite's database."""
        if connection.vendor == "sqlite" and self._held > _SECONDS_BETWEEN_PAUSES and not connection.in_atomic_block:
            self._held = 0.0
            time.sleep(_PAUSE)
