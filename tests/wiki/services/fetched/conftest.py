"""A web of our own, to which the wiki's network leads."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.files.storage import storages

from tests.wiki.fetching.outside import Outside, running
from wiki.fetching.places import NETWORK


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """Servers that stand for public ones; nothing is remembered of earlier tests."""
    cache.clear()
    store = storages["fetched-pages"]
    for name in store.listdir("")[1] if store.exists("") else ():
        store.delete(name)
    with running() as made:
        monkeypatch.setattr(NETWORK, "look_up", made.look_up)
        monkeypatch.setattr(NETWORK, "dial", made.dial)
        yield made
