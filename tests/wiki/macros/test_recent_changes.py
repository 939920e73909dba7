"""The macros recently-updated, recently-updated-dashboard, blog-posts and content-by-user."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor
from tests.factories.wiki import make_attachment, make_comment, make_page, make_space
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target, runs_at_each_view
from wiki.macros.listing.time_spans import BadSpan, moment_ago
from wiki.macros.registry import MACROS
from wiki.models import Content, RestrictionType, Space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.labels.label import add_labels
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.storage_format.nodes import MacroCall
from wiki.storage_format.parser import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(ann: Actor, bob: Actor, space: Space) -> Content:
    """Make a page, an edited page, a comment, a file and a post, the last first in lists; and a page elsewhere."""
    make_space(ann, "OTH", for_all_users=True)
    make_page(ann, "Far", space="OTH")
    here = make_page(ann, "Here")
    old = make_page(ann, "Old")
    edit_page(bob, page_id=old.pk, title="Old", storage="<p>new</p>", version=1)
    make_comment(bob, here)
    make_attachment(ann, here, "notes.txt")
    post(ann, "News")
    return here


def post(by: Actor, title: str, text: str = "<p>Post text.</p>", ago: timedelta = timedelta(), **more: str) -> Content:
    published = timezone.now() - ago
    return create_blogpost(by, space_key=more.get("space_key", "TST"), title=title, storage=text, published=published)


def entries(html: str) -> list[str]:
    return re.findall(r'<div class="update-item-details"><a [^>]*>([^<]*)</a>', html)


def test_what_changed_last_comes_first_and_says_what_happened(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("recently-updated"), here)
    assert entries(html)[:5] == ["News", "notes.txt", "Here", "Old", "Here"]
    assert '<h3 class="recently-updated-heading">Recently updated</h3>' in html
    for words in ("attached by", "commented by", "updated by", "created by"):
        assert words in html
    assert "Far" not in html
    assert re.search(r'href="/wiki/display/TST/Here#comment-\d+">Here</a>', html)
    assert f'<time class="plain-date" datetime="{timezone.localdate():%Y-%m-%d}T' in html


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"max": "2"}, ["News", "notes.txt"]),
        ({"types": "blogpost"}, ["News"]),
        ({"types": "comment, attachment"}, ["notes.txt", "Here"]),
        ({"author": "bob"}, ["Here", "Old"]),
        ({"spaces": "OTH", "types": "page"}, ["Far", "Space OTH Home"]),
        ({"spaces": "@all", "types": "page", "max": "4"}, ["Old", "Here", "Far"]),
        ({"labels": "blue"}, []),
    ],
)
def test_parameters(ann: Actor, here: Content, parameters: dict[str, str], expected: list[str]) -> None:
    homes = {home.title for home in Content.objects.filter(home_of__isnull=False)}
    found = entries(shown(ann, use_of("recently-updated", parameters), here))
    assert [title for title in found if title not in homes] == [title for title in expected if title not in homes]
    assert found or not expected


def test_labels_themes_and_headings(ann: Actor, here: Content) -> None:
    add_labels(ann, content_id=here.pk, labels="blue")
    assert entries(shown(ann, use_of("recently-updated", {"labels": "blue"}), here)) == ["Here"]
    social = shown(ann, use_of("recently-updated", {"theme": "social", "hideHeading": "true"}), here)
    assert "<h3" not in social
    assert re.findall(r'<span class="update-group-name"><a [^>]*>([^<]*)</a>', social)[:3] == ["Ann", "Bob", "Ann"]
    assert "userpicture" not in social
    pictures = shown(ann, use_of("recently-updated", {"showProfilePic": "true"}), here)
    assert f'src="/wiki/users/userpicture?key={ann.user.key}"' in pictures
    narrow = shown(ann, use_of("recently-updated", {"theme": "sidebar", "width": "30%"}), here)
    assert 'class="recently-updated recently-updated-sidebar conf-macro' in narrow
    assert 'style="width: 30%;"' in narrow


def test_a_link_leads_to_further_changes(ann: Actor, here: Content) -> None:
    more = 'href="/wiki/pages/recentlyupdated.action?key=TST">Show more</a>'
    assert more in shown(ann, use_of("recently-updated", {"max": "1"}), here)
    assert more not in shown(ann, use_of("recently-updated", {"max": "100"}), here)
    assert more not in shown(ann, use_of("recently-updated", {"max": "1", "maxToggle": "false"}), here)
    assert more not in shown(ann, use_of("recently-updated", {"max": "1"}), here, target=Target.PDF)


def test_the_dashboard_shows_all_spaces_by_person(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("recently-updated-dashboard", {"max": "50"}), here)
    assert {"Far", "News", "Old"} <= set(entries(html))
    assert entries(shown(ann, use_of("recently-updated-dashboard", {"users": "bob"}), here)) == ["Here", "Old"]


@pytest.mark.parametrize("macro", ["recently-updated", "recently-updated-dashboard", "blog-posts", "content-by-user"])
def test_what_the_reader_may_not_see_does_not_show(ann: Actor, bob: Actor, here: Content, macro: str) -> None:
    secret = post(ann, "Secret plan", "<p>Hush.</p>")
    make_comment(ann, secret)
    make_attachment(ann, secret, "plan.txt")
    use = use_of(macro, {"": "ann"} if macro == "content-by-user" else {})
    assert "Secret plan" in shown(bob, use, here)
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    for hidden in ("Secret plan", "plan.txt", "Hush"):
        assert hidden not in shown(bob, use, here)
    assert "Secret plan" in shown(ann, use, here)
    assert titles(shown(Actor.anonymous(), use, here)) == []


@pytest.mark.parametrize(
    "use",
    [
        use_of("recently-updated", {"max": "100", "theme": "social", "showProfilePic": "true"}),
        use_of("recently-updated-dashboard", {"max": "100"}),
        use_of("blog-posts", {"max": "100"}),
        use_of("blog-posts", {"max": "100", "content": "titles"}),
        use_of("blog-posts", {"max": "100", "content": "excerpts"}),
        use_of("content-by-user", {"": "ann"}),
    ],
)
def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content, use: str) -> None:
    link = '<ac:link><ri:page ri:content-title="Here" /></ac:link>'
    post(ann, "First", f"<p>{link}</p>")
    before = queries_of(ann, use, here)
    for number in range(10):
        made = post(ann, f"Post {number}", f"<p>{link}</p>")
        make_comment(ann, made)
        make_attachment(ann, made)
    assert queries_of(ann, use, here) == before <= 6


def blog_titles(html: str) -> list[str]:
    return re.findall(r'(?:<li>|<h2 class="blogHeading">)<a [^>]*>([^<]*)</a>', html)


def test_blog_posts_are_shown_whole_the_latest_first(ann: Actor, here: Content) -> None:
    post(ann, "Older", "<p>Old text.</p>", timedelta(days=3))
    html = shown(ann, use_of("blog-posts"), here)
    assert blog_titles(html) == ["News", "Older"]
    assert "<p>Post text.</p>" in html
    day = timezone.localdate()
    assert f'<a href="/wiki/display/TST/{day:%Y/%m/%d}/News">News</a></h2>' in html


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"max": "1"}, ["News"]),
        ({"content": "titles"}, ["News", "Beta", "Alpha"]),
        ({"content": "excerpts"}, ["News", "Beta", "Alpha"]),
        ({"sort": "title"}, ["Alpha", "Beta", "News"]),
        ({"sort": "title", "reverse": "true"}, ["News", "Beta", "Alpha"]),
        ({"reverse": "true"}, ["Alpha", "Beta", "News"]),
        ({"time": "4d"}, ["News", "Beta"]),
        ({"labels": "blue"}, ["Beta"]),
        ({"labels": "-blue"}, ["News", "Alpha"]),
        ({"author": "bob"}, ["Alpha"]),
        ({"spaces": "OTH"}, ["Elsewhere"]),
        ({"spaces": "@all", "max": "2"}, ["Elsewhere", "News"]),
    ],
)
def test_parameters_of_blog_posts(
    ann: Actor, bob: Actor, here: Content, parameters: dict[str, str], expected: list[str]
) -> None:
    post(bob, "Alpha", ago=timedelta(days=9))
    beta = post(ann, "Beta", ago=timedelta(days=2))
    add_labels(ann, content_id=beta.pk, labels="blue")
    post(ann, "Elsewhere", space_key="OTH")
    assert blog_titles(shown(ann, use_of("blog-posts", parameters), here)) == expected


def test_excerpts_of_posts_a_wrong_time_and_nothing_at_all(ann: Actor, here: Content, space: Space) -> None:
    marked = use_of("excerpt", body="<p>In <em>short</em>.</p>")
    post(ann, "Long", f"<p>Begin.</p>{marked}<p>End.</p>")
    html = shown(ann, use_of("blog-posts", {"content": "excerpts"}), here)
    assert '<div class="excerpt"><p>In <em>short</em>.</p></div>' in html
    assert "Begin" not in html
    assert "is no span of time" in shown(ann, use_of("blog-posts", {"time": "soon"}), here)
    assert "no blog posts here yet" in shown(ann, use_of("blog-posts", {"author": "nobody"}), here)


def test_a_post_that_lists_posts_does_not_show_itself_in_itself(ann: Actor, here: Content) -> None:
    again = post(ann, "Again", use_of("blog-posts", {"max": "1"}))
    html = shown(ann, use_of("blog-posts", {"max": "1"}), here)
    assert "it would contain itself" in html
    assert blog_titles(html).count(again.title) == 2


def test_the_content_of_somebody_is_listed_in_a_table(ann: Actor, bob: Actor, here: Content) -> None:
    html = shown(ann, use_of("content-by-user", {"": '<ri:user ri:username="ann" />'}), here)
    assert {"News", "notes.txt", "Old", "Here", "Far"} <= set(titles(html))
    assert "Re: Here" in titles(shown(ann, use_of("content-by-user", {"": "bob"}), here))
    assert "Nothing found" in shown(ann, use_of("content-by-user", {"": "nobody"}), here)
    assert "does not say whose" in shown(ann, use_of("content-by-user"), here)


def test_what_depends_on_the_time_runs_at_each_view() -> None:
    def at_each_view(name: str, **parameters: str) -> bool:
        macro, (element,) = MACROS.find(name), parse(use_of(name, parameters)).children
        assert macro is not None and isinstance(element, MacroCall)
        return runs_at_each_view(macro, element)

    assert at_each_view("blog-posts", time="7d")
    assert at_each_view("search", query="x")
    assert not at_each_view("blog-posts", max="3")
    assert not at_each_view("recently-updated")


def test_spans_of_time() -> None:
    def back(text: str) -> timedelta:
        return timezone.now() - moment_ago(text)

    second = timedelta(seconds=1)
    assert abs(back("7d") - timedelta(days=7)) < second
    assert abs(back("1w 2d, 3h 4m") - timedelta(days=9, hours=3, minutes=4)) < second
    assert abs(back("-12h") - timedelta(hours=12)) < second
    assert abs(back("lastweek") - timedelta(weeks=1)) < second
    assert moment_ago("999999y") > datetime(1900, 1, 1, tzinfo=UTC)
    for wrong in ("", "d", "7", "7 days!", "7d;", "x" * 10_000, "1m" * 5_000 + "!"):
        with pytest.raises(BadSpan):
            moment_ago(wrong)
