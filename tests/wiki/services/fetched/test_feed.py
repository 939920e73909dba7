"""Feeds are fetched and kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import SYSTEM_FETCH, Actor
from tests.wiki.fetching.outside import Outside, answer, redirect
from tests.wiki.fetching.test_feeds import RSS
from wiki.models import FetchedFeed
from wiki.queries.fetched import kept_feed
from wiki.services.fetched import feed as service
from wiki.services.fetched.feed import refresh_feed
from wiki.services.site.settings import change_site_settings

pytestmark = pytest.mark.django_db

URL = "http://news.example.org/feed"


@pytest.fixture
def allowed(administrator: Actor) -> Actor:
    """Somebody who has switched the macro on."""
    change_site_settings(administrator, values={"rss_macro": True})
    return administrator


def later(minutes: int) -> None:
    """Let time pass for what is kept."""
    past = timezone.now() - timedelta(minutes=minutes)
    FetchedFeed.objects.update(attempted=past, asked=past)


def test_what_a_feed_says_is_kept(allowed: Actor, outside: Outside) -> None:
    outside.replies["/feed"] = answer(RSS, Content_Type="text/xml")
    assert refresh_feed(SYSTEM_FETCH, url=URL)
    kept = kept_feed(allowed, URL)
    assert kept is not None and kept.title == "News & more" and kept.problem == ""
    assert kept.entries[0]["link"] == "https://news.example.org/1" and kept.fetched is not None


def test_nothing_is_fetched_while_it_is_switched_off(administrator: Actor, outside: Outside) -> None:
    assert not refresh_feed(SYSTEM_FETCH, url=URL)
    assert not outside.dialled and not FetchedFeed.objects.exists()


def test_a_feed_is_not_asked_for_twice_in_a_minute(allowed: Actor, outside: Outside) -> None:
    outside.replies["/feed"] = answer(RSS)
    assert refresh_feed(SYSTEM_FETCH, url=URL)
    assert not refresh_feed(SYSTEM_FETCH, url=URL)
    assert len(outside.dialled) == 1
    later(2)
    assert refresh_feed(SYSTEM_FETCH, url=URL)
    assert len(outside.dialled) == 2


def test_a_failure_is_noted_and_the_old_entries_stay(allowed: Actor, outside: Outside) -> None:
    outside.replies["/feed"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url=URL)
    later(2)
    outside.replies["/feed"] = answer(b"", "500 Oops")
    assert not refresh_feed(SYSTEM_FETCH, url=URL)
    kept = kept_feed(allowed, URL)
    assert kept is not None and "answered with 500" in kept.problem and len(kept.entries) == 3
    later(2)
    outside.replies["/feed"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url=URL)
    assert FetchedFeed.objects.get().problem == ""


@pytest.mark.parametrize("url", ["http://localhost/feed", "http://169.254.169.254/latest", "file:///etc/passwd"])
def test_inner_places_are_not_fetched(allowed: Actor, outside: Outside, url: str) -> None:
    outside.names = {"localhost": ["127.0.0.1"], "169.254.169.254": ["169.254.169.254"]}
    assert not refresh_feed(SYSTEM_FETCH, url=url)
    assert not outside.dialled
    assert FetchedFeed.objects.get().problem


def test_only_listed_hosts_are_asked_where_there_is_a_list(allowed: Actor, outside: Outside) -> None:
    change_site_settings(allowed, values={"rss_hosts": ("other.example.org",)})
    outside.replies["/feed"] = answer(RSS)
    assert not refresh_feed(SYSTEM_FETCH, url=URL)
    outside.replies["/away"] = redirect(URL)
    assert not refresh_feed(SYSTEM_FETCH, url="http://other.example.org/away")
    assert [request.split(b"\r\n")[1] for request in outside.requests] == [b"Host: other.example.org"]
    assert refresh_feed(SYSTEM_FETCH, url="http://other.example.org/feed")


def test_feeds_that_nobody_wants_are_forgotten(allowed: Actor, outside: Outside) -> None:
    outside.replies["/feed"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url=URL)
    later(60 * 24 * 31)
    outside.replies["/other"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url="http://news.example.org/other")
    assert FetchedFeed.objects.get().url.endswith("/other")


def test_there_are_only_so_many(allowed: Actor, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_FEEDS", 1)
    outside.replies["/feed"] = outside.replies["/2"] = answer(RSS)
    assert refresh_feed(SYSTEM_FETCH, url=URL)
    assert not refresh_feed(SYSTEM_FETCH, url="http://news.example.org/2")
    assert len(outside.dialled) == FetchedFeed.objects.count() == 1


def test_who_may_not_use_the_wiki_sees_nothing_kept(allowed: Actor, outside: Outside, stranger: Actor) -> None:
    outside.replies["/feed"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url=URL)
    assert kept_feed(stranger, URL) is None
