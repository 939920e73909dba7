"""Short work that follows a change, and that no queue can lose: a row is written in the transaction of the change.

Once that is committed the errand is put into a queue. Whoever has done it deletes the row. What a queue has lost, or a
worker has dropped, is put there again by the sweep. An errand may be done twice, so doing it twice must do no harm.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jobs.models import Errand

LATE_AFTER = timedelta(minutes=3)
"""An errand that was sent this long ago and is still there is sent again; each time it waits longer."""

MOST_ATTEMPTS = 12
"""An errand that failed this often is left where it is, for an administrator to see."""

Do = Callable[..., object]

logger = logging.getLogger(__name__)
_ERRANDS: dict[str, Do] = {}


def errand(name: str) -> Callable[[Do], Do]:
    """Register the function below as what errands of this name do.

    Raises:
        ValueError: the name is taken.
    """

    def register(do: Do) -> Do:
        if name in _ERRANDS:
            raise ValueError(f"The errand {name} is registered twice.")
        _ERRANDS[name] = do
        return do

    return register


def send_errand(name: str, *arguments: Any, queue: str = "quick") -> None:
    """Have something done once the transaction under way is committed.

    Args:
        name: of a registered errand.
        arguments: what it is called with, of types that JSON has.
        queue: the queue whose workers do it.
    """
    made = Errand.objects.create(name=name, arguments=list(arguments), queue=queue, sent=timezone.now())
    _put_into_queue(made)


def do_errand(errand_id: int) -> None:
    """Do an errand and delete its row; one that is gone was done already. What it raises is told to the queue."""
    found = Errand.objects.filter(pk=errand_id).first()
    if found is None:
        return
    do = _ERRANDS.get(found.name)
    if do is None:
        logger.error("This program knows no errand %s", found.name)
        return
    try:
        do(*found.arguments)
    except Exception as error:
        Errand.objects.filter(pk=errand_id).update(problem=f"{type(error).__name__}: {error}"[:1000])
        raise
    found.delete()


def sweep_errands() -> int:
    """Put errands into their queues again that should have been done by now.

    Returns:
        how many.
    """
    now = timezone.now()
    swept = 0
    for late in Errand.objects.filter(sent__lt=now - LATE_AFTER, attempts__lt=MOST_ATTEMPTS).order_by("pk")[:1000]:
        if now - late.sent < LATE_AFTER * 2**late.attempts:
            continue
        mine = Errand.objects.filter(pk=late.pk, sent=late.sent)
        if mine.update(sent=now, attempts=late.attempts + 1):
            _put_into_queue(late)
            swept += 1
    return swept


def _put_into_queue(made: Errand) -> None:
    from jobs.tasks import run_errand

    errand_id, queue = made.pk, made.queue
    # A queue that does not answer must not undo the change: the sweep sends the errand again.
    transaction.on_commit(lambda: run_errand.apply_async((errand_id,), queue=queue), robust=True)
