"""Feeds of what changed, read by a feed reader."""

import base64

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from tests.factories.accounts import PASSWORD, grant_anonymous
from tests.factories.wiki import grant, make_page
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, RestrictionType
from wiki.queries.space_access import everybody
from wiki.services.restrictions.set import set_restriction

FEED = "/createrssfeed.action?types=page&types=comment&spaces=TST&maxResults=20"


def read(client: Client, address: str) -> feedparser.FeedParserDict:
    """Give a feed as a reader of feeds understands it."""
    response = client.get(address)
    assert response.status_code == 200
    found = feedparser.parse(response.content)
    assert not found.bozo, found.bozo_exception
    return found


@pytest.mark.parametrize("form", ["atom", "rss2"])
def test_what_the_reader_may_see(scene: Scene, browser: Browser, ann: Actor, bob: Actor, form: str):
    secret = make_page(ann, "Secret", space="TST", storage="<p>a &lt; b &amp; <em>c</em></p>")
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    mine = read(browser(ann), f"{FEED}&rssType={form}")
    theirs = read(browser(bob), f"{FEED}&rssType={form}")
    assert mine.version == {"atom": "atom10", "rss2": "rss20"}[form]
    assert {one.title for one in mine.entries} - {one.title for one in theirs.entries} == {"Secret"}
    (entry,) = [one for one in mine.entries if one.title == "Secret"]
    assert entry.summary.startswith("a &lt; b") or entry.summary.startswith("a < b")
    assert entry.link.endswith(f"/pages/viewpage.action?pageId={secret.pk}")
    assert "Re: First page" in {one.title for one in theirs.entries}


def test_a_feed_reader_logs_in_with_each_request(scene: Scene, browser: Browser, ann: Actor, anonymous: Actor):
    ann.user.set_password(PASSWORD)
    ann.user.save()
    sent = {"Authorization": "Basic " + base64.b64encode(f"ann:{PASSWORD}".encode()).decode()}
    for address in (FEED, "/spaces/TST/feed"):
        found = feedparser.parse(browser(anonymous).get(address, headers=sent).content)
        assert "First page" in {one.title for one in found.entries}
    assert browser(anonymous).get(FEED, headers={"Authorization": "Basic eDp5"}).status_code == 401


def test_the_parameters(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)

    def titles(query: str) -> list[str]:
        return [one.title for one in read(client, f"/createrssfeed.action?{query}").entries]

    assert titles("types=page&labelString=blue") == ["First page"]
    assert set(titles("types=comment&types=page&labelString=red,blue")) == {"First page", "Re: First page"}
    assert titles("types=blogpost&spaces=TST") == ["News"]
    assert titles("types=blogpost&excludedSpaceKeys=tst") == []
    assert len(titles("types=page&maxResults=1")) == 1
    Content.objects.filter(pk=scene.page.pk).update(modified=timezone.now() - timezone.timedelta(days=9))
    assert "First page" not in titles("types=page&timeSpan=5&maxResults=x")
    assert "First page" in titles("types=page&timeSpan=20")
    assert titles("types=nonsense&spaces=NONE") == []


def test_a_public_feed_and_a_tag(scene: Scene, browser: Browser, ann: Actor, anonymous: Actor):
    assert read(browser(ann), f"{FEED}&publicFeed=true").entries == []
    assert read(browser(anonymous), FEED).entries == []
    grant_anonymous("USECONFLUENCE")
    grant(scene.space, everybody(), "VIEWSPACE")
    assert read(browser(anonymous), FEED).entries
    first = browser(ann).get("/spaces/TST/feed")
    again = browser(ann).get("/spaces/TST/feed", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_page(ann, "Another", space="TST")
    assert browser(ann).get("/spaces/TST/feed", headers={"If-None-Match": first["ETag"]}).status_code == 200
