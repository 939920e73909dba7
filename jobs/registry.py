"""What jobs do: each kind is a function, registered once under its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobs.running import RunningJob

Run = Callable[..., dict[str, Any] | None]
CleanUp = Callable[..., None]


@dataclass(frozen=True)
class JobKind:
    """One kind of job.

    Attributes:
        name: as in the rows.
        run: called with the `RunningJob` and the job's arguments by name; gives the result, which JSON can hold.
        clean_up: called with the job's id and arguments after an attempt that did not come to its end, before the next
            one begins or the job is given up; it removes what the attempt left, and may be called twice.
        attempts: how often it is taken up again after its worker was killed.
        expected: errors whose text is meant for the owner; any other is logged and told as a mistake of the server.
    """

    name: str
    run: Run
    clean_up: CleanUp | None
    attempts: int
    expected: tuple[type[Exception], ...]


_KINDS: dict[str, JobKind] = {}


def job(
    name: str,
    *,
    clean_up: CleanUp | None = None,
    attempts: int = 1,
    expected: tuple[type[Exception], ...] = (),
) -> Callable[[Run], Run]:
    """Register the function below as what jobs of this kind do; see `JobKind`.

    Raises:
        ValueError: the name is taken.
    """

    def register(run: Run) -> Run:
        if name in _KINDS:
            raise ValueError(f"The kind of job {name} is registered twice.")
        _KINDS[name] = JobKind(name, run, clean_up, attempts, expected)
        return run

    return register


def kind_named(name: str) -> JobKind | None:
    """Give the kind of this name; None for one that an older or newer program knew."""
    return _KINDS.get(name)


__all__ = ["JobKind", "RunningJob", "job", "kind_named"]
