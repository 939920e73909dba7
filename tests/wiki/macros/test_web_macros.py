"""The macros that show what is elsewhere on the web: frames, links, feeds; and HTML that pages bring."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.actor import SYSTEM_FETCH, Actor
from tests.factories.wiki import make_page
from tests.wiki.fetching.outside import Outside, answer
from tests.wiki.fetching.test_feeds import RSS
from tests.wiki.macros.media import attach, macro, shown
from tests.wiki.services.fetched.conftest import outside as outside
from wiki.fetching import wanted
from wiki.macros.base import Target
from wiki.macros.embedding.web_widgets import widget_of
from wiki.models import Content, FetchedFeed, RestrictionType, Space
from wiki.services.fetched.feed import refresh_feed
from wiki.services.restrictions.set import set_restriction
from wiki.services.site.settings import change_site_settings

pytestmark = pytest.mark.django_db

FEED = "http://news.example.org/feed"


@pytest.fixture
def page(ann: Actor, space: Space) -> Content:
    return make_page(ann, "Here")


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m5s",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=65",
        ),
        ("http://youtube.com/watch?feature=x&v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=30", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=30"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        (
            "https://www.youtube.com/playlist?list=PLabc123",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PLabc123",
        ),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e"),
        ("https://www.dailymotion.com/video/x8abc_name", "https://www.dailymotion.com/embed/video/x8abc"),
        (
            "https://www.google.com/maps/place/Ghent,+Belgium/@51,3",
            "https://maps.google.com/maps?q=Ghent%2C+Belgium&output=embed",
        ),
        ("https://www.google.com/maps/embed?pb=!1m18", "https://www.google.com/maps/embed?pb=!1m18"),
        ("https://docs.google.com/document/d/1abcDEF/edit", "https://docs.google.com/document/d/1abcDEF/preview"),
        ("https://www.loom.com/share/0281766f", "https://www.loom.com/embed/0281766f"),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=1",
            "https://www.openstreetmap.org/export/embed.html?bbox=1",
        ),
        ("https://www.scribd.com/document/1234567/Title", "https://www.scribd.com/embeds/1234567/content"),
    ],
)
def test_addresses_of_known_providers(address: str, frame: str) -> None:
    found = widget_of(address)
    assert found is not None and found.address == frame


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=<script>",
        "https://www.youtube.com/watch?v=../../x",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/channels",
        'https://vimeo.com/1/"onload=',
        "https://[youtube.com/watch",
        "https://www.google.com/search?q=maps",
        'https://www.dailymotion.com/video/"x',
    ],
)
def test_other_addresses_make_no_widget(address: str) -> None:
    found = widget_of(address)
    assert found is None or not re.search(r"[\"<>\s]", found.address) and "//evil" not in found.address


def decide(administrator: Actor, **values: object) -> None:
    change_site_settings(administrator, values=values)


def test_a_widget_follows_the_settings(administrator: Actor, ann: Actor, space: Space, page: Content) -> None:
    asked = macro("widget", url='<ri:url ri:value="https://youtu.be/dQw4w9WgXcQ" />', width="50%", height="200px")
    clicked = shown(ann, page, space, asked)
    assert 'data-frame-src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in clicked and "<iframe" not in clicked
    assert 'data-frame-width="50%"' in clicked and 'data-frame-height="200"' in clicked
    assert 'href="https://youtu.be/dQw4w9WgXcQ"' in clicked
    decide(administrator, embedded_frames="listed", frame_hosts=("www.youtube-nocookie.com",))
    assert '<iframe class="external-frame" src="https://www.youtube-nocookie.com/' in shown(ann, page, space, asked)
    assert "<iframe" not in shown(ann, page, space, asked, Target.MAIL)
    decide(administrator, embedded_frames="off")
    assert "data-frame-src" not in shown(ann, page, space, asked)


def test_widgets_of_listed_providers_alone(administrator: Actor, ann: Actor, space: Space, page: Content) -> None:
    decide(administrator, widget_providers=("video.example.org",))
    assert "data-frame-src" not in shown(ann, page, space, macro("widget", url="https://youtu.be/dQw4w9WgXcQ"))
    html = shown(ann, page, space, macro("widget", url="https://video.example.org/w/1"))
    assert 'data-frame-src="https://video.example.org/w/1"' in html


def test_an_iframe_shows_other_sites_alone(administrator: Actor, ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("iframe", src="https://maps.example.com/", width="1e9", height="-5"))
    assert 'data-frame-src="https://maps.example.com/"' in html and 'data-frame-width="100%"' in html
    for own in ("https://wiki.example.org/pages/x", "/pages/x", "javascript:alert(1)", "data:text/html,x"):
        html = shown(ann, page, space, macro("iframe", src=own))
        assert "data-frame-src" not in html and "<iframe" not in html
        assert 'href="javascript' not in html and 'href="data' not in html


def test_issues_are_links_once_it_is_known_where_jira_is(
    administrator: Actor, ann: Actor, space: Space, page: Content
) -> None:
    keys = macro("jira", key="abc-1, ABC-2")
    assert "<a " not in shown(ann, page, space, keys)
    decide(administrator, jira_url="https://jira.example.org/base/")
    html = shown(ann, page, space, keys)
    assert 'href="https://jira.example.org/base/browse/ABC-1"' in html and ">ABC-2</a>" in html
    html = shown(ann, page, space, macro("jira", jql="project = X &amp; y"))
    assert 'href="https://jira.example.org/base/issues/?jql=project+%3D+X+%26+y"' in html
    html = shown(ann, page, space, macro("jiraissues", unnamed="project = X"))
    assert "Issues: project = X" in html
    for address in ("javascript:alert(1)", "//evil", "https://[x"):
        assert "<a " not in shown(ann, page, space, macro("jiraissues", url=address))


# Feeds


@pytest.fixture
def feeds(administrator: Actor) -> None:
    decide(administrator, rss_macro=True)


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What macros say that readers want."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(wanted, "_handlers", [lambda what, address: found.append((str(what), address))])
    return found


def test_a_feed_shows_once_it_was_fetched(
    feeds: None, ann: Actor, space: Space, page: Content, outside: Outside, asked_for: list[tuple[str, str]]
) -> None:
    asked = macro("rss", url=f'<ri:url ri:value="{FEED}" />')
    assert "will show shortly" in shown(ann, page, space, asked)
    assert asked_for == [("feed", FEED)] and not outside.dialled
    outside.replies["/feed"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url=FEED)
    html = shown(ann, page, space, asked)
    assert "News &amp; more</a>" in html and 'href="https://news.example.org/1"' in html
    assert "First of all" in html and "Some bold words" in html and "3 Nov 2026" in html
    assert "alert" not in html and "<b>" not in html
    assert len(asked_for) == 1


@pytest.mark.parametrize(
    ("parameters", "there", "gone"),
    [
        ({"max": "1"}, "First of all", "Second"),
        ({"showTitlesOnly": "true"}, "Second", "Some bold"),
        ({"titleBar": "false"}, "Second", "News &amp;"),
    ],
)
def test_parameters_of_rss(
    feeds: None,
    ann: Actor,
    space: Space,
    page: Content,
    outside: Outside,
    parameters: dict[str, str],
    there: str,
    gone: str,
) -> None:
    outside.replies["/feed"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url=FEED)
    html = shown(ann, page, space, macro("rss", unnamed=FEED, **parameters))
    assert there in html and gone not in html


def test_an_old_feed_is_wanted_anew(
    feeds: None, ann: Actor, space: Space, page: Content, outside: Outside, asked_for: list[tuple[str, str]]
) -> None:
    outside.replies["/feed"] = answer(b"", "404 Gone")
    refresh_feed(SYSTEM_FETCH, url=FEED)
    asked = macro("rss", url=FEED)
    assert "could not be fetched: the other site answered with 404" in shown(ann, page, space, asked)
    assert not asked_for
    FetchedFeed.objects.update(attempted=timezone.now() - timezone.timedelta(minutes=11))
    shown(ann, page, space, asked)
    assert asked_for == [("feed", FEED)]


@pytest.mark.parametrize(
    "url", ["http://user:pw@news.example.org/", "file:///etc/passwd", "http://x.example.org:22/", "feed"]
)
def test_addresses_that_no_feed_has(
    feeds: None, ann: Actor, space: Space, page: Content, asked_for: list[tuple[str, str]], url: str
) -> None:
    assert "macro-error" in shown(ann, page, space, macro("rss", url=url))
    assert not asked_for


def test_feeds_of_listed_hosts_alone(
    feeds: None, administrator: Actor, ann: Actor, space: Space, page: Content, asked_for: list[tuple[str, str]]
) -> None:
    decide(administrator, rss_hosts=("other.example.org",))
    assert "not on the list" in shown(ann, page, space, macro("rss", url=FEED))
    assert not asked_for


def test_hostile_rows_do_no_harm(feeds: None, ann: Actor, space: Space, page: Content, outside: Outside) -> None:
    refresh_feed(SYSTEM_FETCH, url=FEED)
    entry = {"title": "<b>x</b>", "link": "javascript:alert(1)", "summary": "<img src=x>", "published": "never"}
    FetchedFeed.objects.update(title="<i>", entries=[entry, "odd"], problem="", fetched=timezone.now())
    html = shown(ann, page, space, macro("rss", url=FEED))
    assert "&lt;b&gt;x&lt;/b&gt;" in html and "javascript" not in html and "<img" not in html and "<i>" not in html


def test_readers_do_not_flood_the_queue(
    feeds: None,
    ann: Actor,
    space: Space,
    page: Content,
    outside: Outside,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    cache.clear()
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(3):
            shown(ann, page, space, macro("rss", url=FEED))
        assert len(callbacks) == 0
    assert len(callbacks) == 1
    with django_capture_on_commit_callbacks() as callbacks:
        shown(ann, page, space, "".join(macro("rss", url=f"{FEED}{number}") for number in range(100)))
    assert len(callbacks) == 5


def test_a_feed_takes_one_query(feeds: None, ann: Actor, space: Space, page: Content, outside: Outside) -> None:
    outside.replies["/feed"] = answer(RSS)
    refresh_feed(SYSTEM_FETCH, url=FEED)
    with CaptureQueriesContext(connection) as captured:
        shown(ann, page, space, macro("rss", url=FEED))
    assert len(captured) <= 5


# HTML


def test_html_is_off_until_an_administrator_says_so(
    administrator: Actor, ann: Actor, space: Space, page: Content
) -> None:
    asked = macro("html", "<ac:plain-text-body><![CDATA[<b>x</b>]]></ac:plain-text-body>", height="200")
    assert "switched off" in shown(ann, page, space, asked) and "&lt;b&gt;" in shown(ann, page, space, asked)
    decide(administrator, html_macro=True)
    html = shown(ann, page, space, asked)
    assert f'src="/wiki/plugins/html/frame.action?contentId={page.pk}&amp;html=' in html
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"' in html and "<b>" not in html
    assert 'style="height: 200px;" data-fixed="true"' in html
    assert "<iframe" not in shown(ann, page, space, asked, Target.PDF)
    assert "once the page is saved" in shown(ann, None, space, asked)


def test_pages_of_listed_hosts_are_included(administrator: Actor, ann: Actor, space: Space, page: Content) -> None:
    asked = macro("html-include", url="https://docs.example.org/x")
    decide(administrator, html_include_macro=True)
    assert "not on the list" in shown(ann, page, space, asked)
    decide(administrator, html_include_hosts=("docs.example.org",))
    html = shown(ann, page, space, asked)
    assert "/plugins/html/frame.action?contentId=" in html and 'href="https://docs.example.org/x"' in html
    assert "<iframe" not in shown(ann, page, space, asked, Target.MAIL)


def test_an_attached_file_is_included(
    administrator: Actor, ann: Actor, bob: Actor, space: Space, page: Content
) -> None:
    decide(administrator, html_include_macro=True)
    file = attach(ann, page, "x.html", b"<p>hi</p>", media="text/html")
    attach(ann, page, "x.txt", b"hi")
    given = '<ri:attachment ri:filename="{}"><ri:page ri:content-title="Here" /></ri:attachment>'
    other = make_page(ann, "Other")
    asked = macro("html-include", url=given.format("x.html"))
    assert f"frame.action?file={file.pk}" in shown(bob, other, space, asked)
    assert "is no HTML" in shown(bob, other, space, macro("html-include", url=given.format("x.txt")))
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert "may not see it" in shown(bob, other, space, asked)
