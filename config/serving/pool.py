"""The pool of a task worker: one process, which may be killed at any time."""

from typing import Any

from billiard.pool import Pool
from celery.concurrency.prefork import TaskPool


class _OneProcess(Pool):
    """A process that waits for a task holds the lock of the pipe that brings it, and takes it along when it is killed.

    Before the next one is made nobody can hold a lock rightly, so they are given back: the pool has one process.
    """

    def _create_worker_process(self, i: int) -> Any:
        for lock in (self._inqueue._rlock, self._outqueue._wlock):
            if lock is not None and not self._pool:
                lock.acquire(False)
                lock.release()
        return super()._create_worker_process(i)


class OneProcessPool(TaskPool):
    """Celery's pool of forked processes, with one process."""

    BlockingPool = _OneProcess
