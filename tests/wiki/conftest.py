"""Who acts and where, for tests of the wiki."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.actor import Actor
from tests.factories.accounts import actor, super_actor
from tests.factories.wiki import make_space, member, open_site
from wiki.models import AuditEntry, Body, Content, Label, Labelling, Link, PageArchive, Restriction, Space, ViewGate

_WATCHED = (Content, Body, Space, Link, Label, Labelling, Restriction, ViewGate, PageArchive, AuditEntry)


@pytest.fixture
def site(db: None) -> None:
    """A site with its first groups."""
    open_site()


@pytest.fixture
def administrator(site: None) -> Actor:
    """A member of the super group."""
    return super_actor("chief")


@pytest.fixture
def ann(site: None) -> Actor:
    """Somebody who may use the wiki and owns the space."""
    return member("ann")


@pytest.fixture
def bob(site: None) -> Actor:
    """Somebody who may use the wiki like everybody."""
    return member("bob")


@pytest.fixture
def stranger(site: None) -> Actor:
    """Somebody with an account who may not even use the wiki."""
    return actor("stranger")


@pytest.fixture
def anonymous(site: None) -> Actor:
    """Somebody who is not logged in."""
    return Actor.anonymous()


@pytest.fixture
def space(ann: Actor) -> Space:
    """Ann's space TST, in which all users have the default permissions."""
    return make_space(ann, for_all_users=True)


@pytest.fixture
def other_space(ann: Actor) -> Space:
    """Ann's second space, OTH."""
    return make_space(ann, "OTH", for_all_users=True)


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[[], DjangoCaptureOnCommitCallbacks]:
    """A context after which everything that waits for the commit has happened."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    """Read all rows of the wiki, to be compared with what they are later."""
    return {model.__name__: sorted(model.objects.values_list(), key=repr) for model in _WATCHED}


@pytest.fixture
def refused() -> Callable[[type[Exception]], object]:
    """A context that expects an error and that no row of the wiki is changed."""

    @contextmanager
    def expecting(error: type[Exception], match: str | None = None) -> Iterator["pytest.ExceptionInfo[Exception]"]:
        before = snapshot()
        with pytest.raises(error, match=match) as caught:
            yield caught
        assert snapshot() == before

    return expecting
