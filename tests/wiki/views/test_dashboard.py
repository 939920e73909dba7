"""The first page, the directory of people, profiles and the archive of a blog."""

import datetime

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.models import GlobalPermission
from tests.factories.wiki import make_page, make_space
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.store import add_comment
from wiki.services.labels.label import add_labels


def shown(browser: Browser, actor: Actor, address: str) -> str:
    """Give what a screen shows of the list in its middle."""
    answer = browser(actor).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def middle(page: str) -> str:
    """Give the part of the dashboard with the changes."""
    return page.partition("</h1>")[2].partition("<aside")[0]


def test_changes_are_everybodys_ones_own_or_those_of_favourites(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    make_page(bob, "By Bob", space=scene.space.key)
    add_labels(bob, content_id=scene.child.pk, labels="my:favourite")
    everything = middle(shown(browser, bob, "/"))
    assert "First page" in everything and "By Bob" in everything
    mine = middle(shown(browser, bob, "/?show=mine"))
    assert "By Bob" in mine and "First page" not in mine
    favourites = middle(shown(browser, bob, "/?show=favourites"))
    assert "Second page" in favourites and "By Bob" not in favourites
    assert "Mark spaces and pages with the star" in middle(shown(browser, ann, "/?show=favourites"))


def test_tasks_and_what_is_talked_about_are_listed(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    task = (
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>"
        f'<ac:link><ri:user ri:userkey="{bob.user.key}" /></ac:link> water the plants</ac:task-body></ac:task>'
        "</ac:task-list>"
    )
    make_page(ann, "To do", space=scene.space.key, storage=task)
    assert "water the plants" in shown(browser, bob, "/")
    assert "water the plants" not in shown(browser, ann, "/")
    hidden = make_page(ann, "Secret talk", space=make_space(ann, "SHUT").key)
    add_comment(ann, container_id=hidden.pk, storage="<p>hm</p>")
    assert "Secret talk" in shown(browser, ann, "/").partition("Much talked about")[2]
    assert "Secret talk" not in shown(browser, bob, "/")


def test_what_a_browser_remembers_is_shown_as_far_as_the_reader_may_see_it(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor
):
    hidden = make_page(ann, "Hidden", space=make_space(ann, "SHUT").key)
    ids = f"{scene.child.pk},{hidden.pk},{scene.page.pk},x,{scene.trashed.pk},{scene.comment.pk}"
    listed = shown(browser, bob, f"/wiki/viewed?ids={ids}")
    assert listed.count("<li>") == 2 and listed.index("Second page") < listed.index("First page")


def test_people_are_found_by_those_who_may_view_profiles(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    assert "@bob" not in shown(browser, ann, "/browsepeople.action")
    found = shown(browser, ann, "/browsepeople.action?queryString=BO")
    assert "username=bob" in found and "username=ann" not in found
    assert "Nobody is called" in shown(browser, ann, "/browsepeople.action?queryString=nobody%22%3E")
    work = shown(browser, bob, "/users/viewuserprofile.action?username=ann").partition("Recent work")[2]
    assert "First page" in work
    everybody = Group.objects.get(name="confluence-users")
    everybody.permissions.remove(GlobalPermission.rows().get(codename="VIEWUSERPROFILES"))
    assert browser(bob).get("/browsepeople.action").status_code == 403
    assert "browsepeople" not in shown(browser, bob, "/")


def test_posts_lead_to_each_other_and_to_the_archive(scene: Scene, browser: Browser, ann: Actor):
    older = create_blogpost(ann, space_key=scene.space.key, title="Older", storage="<p>o</p>")
    Content.objects.filter(pk=older.pk).update(posting_day=datetime.date(2020, 2, 3))
    page = shown(browser, ann, f"/display/{scene.space.key}/2020/02/03/Older")
    assert 'rel="next"' in page and "News" in page.partition('rel="next"')[2] and 'rel="prev"' not in page
    archive = shown(browser, ann, f"/display/{scene.space.key}/2020/02")
    assert f'href="/display/{scene.space.key}/2020/02" aria-current="page"' in archive
    assert "<summary>2020</summary>" in archive
