"""A site whose mail goes to a list, with a page that Bob watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache

from tests.factories.wiki import make_page
from wiki.models import Content, Watch


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    """The operator told how mail leaves; nothing was sent yet."""
    settings.WIKI_MAIL_IS_SET_UP = True
    settings.WIKI_BASE_URL = "https://wiki.example.org/confluence"
    settings.DEFAULT_FROM_EMAIL = "Team wiki <wiki@example.org>"
    cache.clear()


@pytest.fixture
def page(ann: Any, bob: Any, space: Any) -> Content:
    """Ann's page, which Bob watches."""
    made = make_page(ann, "Plan", storage="<p>First line</p><p>Second line</p>")
    watch(bob, content=made)
    return made


def watch(who: Any, **what: Any) -> Watch:
    """Have somebody watch something."""
    return Watch.objects.create(user=who.user, **what)


@pytest.fixture
def sent(committed: Any) -> Callable[[], Any]:
    """A context that gives the mails sent because of what happens in it."""

    @contextmanager
    def collecting() -> Iterator[list[Any]]:
        mail.outbox.clear()
        found: list[Any] = []
        with committed():
            yield found
        found += mail.outbox

    return collecting


def names(mails: list[Any]) -> list[str]:
    """Who got the mails."""
    return sorted(address.split("@")[0].split("<")[-1] for one in mails for address in one.to)
