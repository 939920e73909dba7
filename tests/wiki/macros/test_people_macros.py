"""The macros that show people: who wrote, commented and labelled; profiles; the versions of a page."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.models import User
from accounts.services.profiles import set_user_information
from tests.factories.wiki import make_comment, make_page, member
from tests.wiki.macros.media import macro, shown
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.labels.label import add_labels
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.watches.watch import watch_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleo(site: None) -> Actor:
    return member("cleo")


@pytest.fixture
def page(ann: Actor, bob: Actor, cleo: Actor, space: Space) -> Content:
    """Ann wrote it and Bob changed it twice; Cleo commented; Bob labelled; below it is a page of Cleo's."""
    page = make_page(ann, "Top")
    edit_page(bob, page_id=page.pk, version=1, storage="<p>two</p>", version_comment="Second <thoughts>")
    edit_page(bob, page_id=page.pk, version=2, storage="<p>three</p>")
    make_comment(cleo, page)
    add_labels(bob, content_id=page.pk, labels="x")
    child = make_page(cleo, "Child", below=page)
    make_page(cleo, "Grandchild", below=child)
    return Content.objects.select_related("space").get(pk=page.pk)


def names(html: str) -> list[str]:
    return re.findall(r'data-username="([^"]*)"', html)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ["bob", "ann"]),
        ({"order": "name"}, ["ann", "bob"]),
        ({"reverse": "true"}, ["ann", "bob"]),
        ({"order": "update"}, ["bob", "ann"]),
        ({"limit": "1"}, ["bob"]),
        ({"include": "comments"}, ["cleo"]),
        ({"include": "labels,comments", "order": "name"}, ["bob", "cleo"]),
        ({"scope": "children", "order": "name"}, ["ann", "bob", "cleo"]),
        ({"scope": "descendants"}, ["bob", "cleo", "ann"]),
        ({"page": "Child"}, ["cleo"]),
        ({"labels": "x", "scope": "descendants"}, ["bob", "ann"]),
        ({"spaces": "@self", "contentType": "blogposts"}, ["cleo"]),
        ({"spaces": "TST", "contentType": "pages", "labels": "x"}, ["bob", "ann"]),
    ],
)
def test_who_counts(
    ann: Actor, cleo: Actor, space: Space, page: Content, parameters: dict[str, str], expected: list[str]
) -> None:
    create_blogpost(cleo, space_key="TST", title="News", storage="<p>news</p>")
    assert names(shown(ann, page, space, macro("contributors", **parameters))) == expected


def test_how_names_are_shown(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("contributors", mode="list", showCount="true", showLastTime="true"))
    assert re.search(r"<li><a[^>]*>Bob</a> \(2, <time [^>]*>[^<]*</time>\)</li>", html)
    assert "(" not in shown(ann, page, space, macro("contributors"))
    html = shown(ann, page, space, macro("contributors", scope="children", showPages="true"))
    assert 'href="/wiki/display/TST/Child"' in html and "Grandchild" not in html
    nobody = macro("contributors", page="Child", include="labels", noneFoundMessage="Nobody &lt;yet&gt;")
    assert "Nobody &lt;yet&gt;" in shown(ann, page, space, nobody)


def test_watchers_are_for_administrators_of_the_space(ann: Actor, bob: Actor, space: Space, page: Content) -> None:
    watch_content(bob, content_id=page.pk)
    asked = macro("contributors", include="watches")
    assert "bob" in names(shown(ann, page, space, asked))
    assert names(shown(bob, page, space, asked)) == []


def test_what_is_hidden_does_not_count(ann: Actor, bob: Actor, space: Space, page: Content) -> None:
    hidden = Content.objects.get(title="Child")
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    everywhere = {"scope": "descendants", "showCount": "true", "order": "name"}
    html = shown(bob, page, space, macro("contributors", showPages="true", **everywhere))
    assert names(html) == ["ann", "bob"] and "hild" not in html
    html = shown(bob, page, space, macro("contributors-summary", scope="descendants", groupby="pages"))
    assert "Top" in html and "hild" not in html
    assert "may not see it" in shown(bob, page, space, macro("contributors", page="Child"))


def test_the_summary_is_a_table(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("contributors-summary", showZeroCounts="true", scope="children"))
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", html)]
    assert rows == [
        ["Person", "Edits", "Comments", "Labels"],
        ["Bob", "2", "0", "1"],
        ["Ann", "1", "0", "0"],
        ["Cleo", "1", "1", "0"],
    ]
    asked = macro(
        "contributors-summary", scope="descendants", groupBy="pages", order="name", columns="edits, lastupdate"
    )
    html = shown(ann, page, space, asked)
    assert re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]*)', html) == ["Child", "Grandchild", "Top"]
    assert "<time" in html and "Last change" in html


def test_the_versions_of_a_page(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("change-history"))
    assert re.findall(r"v\. (\d)", html) == ["3", "2", "1"]
    assert "Second &lt;thoughts&gt;" in html and names(html) == ["bob", "bob", "ann"]
    html = shown(ann, page, space, macro("change-history", limit="1"))
    assert re.findall(r"v\. (\d)", html) == ["3"] and "All versions" in html


@pytest.mark.parametrize(
    "asked",
    [
        macro("contributors", include="authors,comments,labels,watches", scope="descendants"),
        macro("contributors-summary", scope="descendants"),
        macro("contributors-summary", scope="descendants", groupby="pages"),
        macro("change-history"),
    ],
)
def test_the_number_of_queries_does_not_grow(ann: Actor, space: Space, page: Content, asked: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(ann, page, space, asked)
        return len(captured)

    queries()  # what the page itself remembers is read once
    before = queries()
    for number in range(8):
        writer = member()
        made = make_page(writer, f"Page {number}", below=page)
        edit_page(writer, page_id=made.pk, version=1, storage="<p>x</p>")
        make_comment(writer, made)
    assert queries() == before <= 14


@pytest.fixture
def eve(site: None) -> Actor:
    """Eve, of whom there is a whole profile."""
    eve = member("eve")
    set_user_information(
        eve,
        username="eve",
        fields={"position": "Lock <keeper>", "phone": "12", "website": "https://eve.example.org/"},
    )
    return eve


def user(actor: Actor) -> str:
    assert actor.user is not None
    return f'<ri:user ri:userkey="{actor.user.key}" />'


def hide_profiles() -> None:
    """Take the permission to view profiles from everybody."""
    permission = Permission.objects.get(codename="VIEWUSERPROFILES")
    permission.group_set.clear()
    permission.user_set.clear()


@pytest.mark.parametrize("given", ["{ri}", "eve", "~Eve", '<ri:user ri:username="eve" />'])
def test_a_profile(ann: Actor, eve: Actor, space: Space, page: Content, given: str) -> None:
    html = shown(ann, page, space, macro("profile", user=given.replace("{ri}", user(eve))))
    assert ">Eve</a>" in html and "mailto:eve@example.org" in html and "Lock &lt;keeper&gt;" in html
    assert 'href="https://eve.example.org/"' in html and "/wiki/users/userpicture?key=" in html


def test_a_picture_of_somebody(ann: Actor, eve: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, f"<p>{macro('profile-picture', User=user(eve), Size='5000')}</p>")
    assert 'alt="Eve"' in html and 'width="256"' in html and "<p><a" in html
    html = shown(ann, page, space, macro("profile-picture", User="eve"), Target.MAIL)
    assert 'src="https://wiki.example.org/users/userpicture?key=' in html


@pytest.mark.parametrize(("name", "parameter"), [("profile", "user"), ("profile-picture", "User")])
def test_who_may_not_view_profiles_does_not_learn_who_there_is(
    ann: Actor, bob: Actor, eve: Actor, space: Space, page: Content, name: str, parameter: str
) -> None:
    assert "there is no such person" in shown(bob, page, space, macro(name, **{parameter: "nobody"}))
    hide_profiles()
    answers = {
        re.sub("data-macro-id=\\S*", "", shown(bob, page, space, macro(name, **{parameter: given})))
        for given in ("eve", "nobody", user(eve), '<ri:user ri:userkey="ffffffffffffffffffffffffffffffff" />')
    }
    assert len(answers) == 1 and "may not view people&#x27;s profiles" in answers.pop()
    assert ">Bob</a>" in shown(bob, page, space, macro("profile", user="bob")) or name == "profile-picture"
    assert User.objects.filter(username="eve").exists()


def test_a_name_of_an_instant_messenger(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("im", unnamed="eve@example.org", service="Jabber"))
    assert 'href="xmpp:eve@example.org"' in html and "Jabber: " in html
    html = shown(ann, page, space, macro("im", unnamed="javascript:alert(1)", service="Skype"))
    assert "<a" not in html and "Skype: javascript:alert(1)" in html
