"""How documents are made of rows: the app that owns the rows registers it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.document import SearchDocument
from search.models import Thing


@dataclass(frozen=True)
class Loader:
    """Makes documents of one kind of thing.

    Attributes:
        load: gives the documents of things by their numbers; those that are not there or not to be found are left out.
        numbers: gives all numbers above one, in order, at most so many.
        count: says how many there are.
    """

    load: Callable[[Sequence[int]], Iterable[SearchDocument]]
    numbers: Callable[[int, int], Sequence[int]]
    count: Callable[[], int]


_LOADERS: dict[Thing, Loader] = {}
_language: list[Callable[[], str]] = []

BATCH = 500


def register(thing: Thing, loader: Loader) -> None:
    """Say how documents of a kind of thing are made."""
    _LOADERS[thing] = loader


def set_language(ask: Callable[[], str]) -> None:
    """Say who knows the language whose stems words are cut to."""
    _language[:] = [ask]


def language() -> str:
    """Give the language whose stems words are cut to."""
    return _language[0]()


def all_numbers(thing: Thing) -> list[int]:
    """Give the numbers of all things of a kind."""
    loader, found = _LOADERS[thing], [0]
    while numbers := loader.numbers(found[-1], BATCH):
        found += numbers
    return found[1:]


def load(thing: Thing, numbers: Sequence[int]) -> Iterator[SearchDocument]:
    """Make the documents of things, in batches."""
    loader = _LOADERS[thing]
    for start in range(0, len(numbers), BATCH):
        yield from loader.load(numbers[start : start + BATCH])


def load_all() -> Iterator[SearchDocument]:
    """Make the documents of everything there is."""
    for thing in (Thing.SPACE, Thing.USER, Thing.CONTENT):
        loader = _LOADERS[thing]
        last = 0
        while numbers := loader.numbers(last, BATCH):
            yield from loader.load(numbers)
            last = numbers[-1]


def count_all() -> int:
    """Say how many things there are to be indexed."""
    return sum(_LOADERS[thing].count() for thing in (Thing.SPACE, Thing.USER, Thing.CONTENT))
