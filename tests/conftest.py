"""What every test shares: the table of coverage of the remote API, and the choice of tests for a second database."""

import os
import shutil
import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.remoteapi.rpc.coverage_table import (
    pytest_collection_finish,
    pytest_sessionfinish,
    pytest_terminal_summary,
)
from tests.remoteapi.rpc.coverage_table import pytest_testnodedown as _take_over

__all__ = ["pytest_collection_finish", "pytest_sessionfinish", "pytest_terminal_summary"]


@pytest.fixture(autouse=True)
def own_index() -> Iterator[None]:
    """A search index of each test's own: what another test has left in one is not found."""
    before = settings.WIKI_INDEX_FOLDER
    own = settings.WIKI_INDEX_FOLDER = before / uuid.uuid4().hex
    yield
    settings.WIKI_INDEX_FOLDER = before
    shutil.rmtree(own, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """Take over what a worker called, where the run has workers."""
    _take_over(node, error)


def pytest_configure(config: pytest.Config) -> None:
    """Know the marks that stand for something here."""
    config.addinivalue_line("markers", "cell(method, column): the test of one cell of the table of remote methods")
    config.addinivalue_line(
        "markers", "once: asks the database nothing that other tests do not ask; not for a second one"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With TEST_ONLY_DATABASE, leave out what says nothing of the database: it is the same with any."""
    if not os.environ.get("TEST_ONLY_DATABASE"):
        return
    wanted = [item for item in items if _is_of_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _is_of_the_database(item)])
    items[:] = wanted


def _is_of_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once") is not None:
        return False
    if item.get_closest_marker("django_db") is not None:
        return True
    return bool({"db", "transactional_db", "live_server", "django_db_setup"} & set(getattr(item, "fixturenames", ())))
