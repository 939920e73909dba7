"""A web of our own for each test."""

from collections.abc import Iterator

import pytest

from tests.wiki.fetching.outside import Outside, running


@pytest.fixture
def outside() -> Iterator[Outside]:
    """Servers that stand for public ones."""
    with running() as made:
        yield made
