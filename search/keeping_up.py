"""Keeps this node's index in line with the journal, for as long as its process runs."""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection

from search.drain import catch_up, is_behind
from search.errors import IndexBusy
from search.folder import index_folder

SECONDS_BETWEEN_LOOKS = 0.4
SECONDS_AFTER_A_PROBLEM = 5.0
SECONDS_BETWEEN_CHECKS = 10.0

logger = logging.getLogger(__name__)


def keep_up(tell_ready: Callable[[], None]) -> None:
    """Look into the journal again and again, and bring the index in line; it ends with its process.

    Args:
        tell_ready: called when the index is in line for the first time.
    """
    ready = False
    checked = float("-inf")
    while True:
        pause = SECONDS_BETWEEN_LOOKS
        try:
            close_old_connections()
            # Now and then also when nothing changed: the language may have, and a silence is noted, so that the index
            # is not taken for one that was away.
            due = time.monotonic() - checked > SECONDS_BETWEEN_CHECKS
            if due or is_behind(index_folder()):
                catch_up()
                checked = time.monotonic()
            if not ready:
                tell_ready()
                ready = True
        except (DatabaseError, IndexBusy, OSError, ValueError):
            logger.exception("The search index could not be brought in line; it is tried again")
            connection.close()
            pause = SECONDS_AFTER_A_PROBLEM
        time.sleep(pause)
