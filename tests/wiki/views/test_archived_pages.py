"""Archiving in the browser: the menu, the screen, the banner, the list, and what leaves archived pages out."""

import re

from accounts.actor import Actor
from tests.factories.wiki import make_chain, make_page
from tests.wiki.views.conftest import Browser, Scene
from tests.wiki.views.test_query_counts import PAGE_VIEW, queries
from wiki.models import Content, RestrictionType
from wiki.permissions.access import page_for
from wiki.services.pages.archive import archive_page
from wiki.services.restrictions.set import set_restriction

MENU = "Archive…"
BACK = "Bring it back"


def read(browser: Browser, actor: Actor, address: str) -> str:
    """Give a screen."""
    answer = browser(actor).get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def address_of(page: Content) -> str:
    """Give the address of a page that leads to it whatever it is called."""
    return f"/pages/viewpage.action?pageId={page.pk}"


def banner(html: str) -> str:
    """Give the words of the banner of an archived page, without the button."""
    found = re.search(r'<div class="[^"]*archived-banner[^"]*"[^>]*>(.*?)</p>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", found[1]).split()) if found else ""


def test_a_page_is_archived_and_brought_back(scene: Scene, browser: Browser, bob: Actor):
    assert MENU in read(browser, bob, address_of(scene.page))
    screen = read(browser, bob, f"/pages/archivepage.action?pageId={scene.page.pk}")
    assert "One page below it goes along." in screen
    client = browser(bob)
    answer = client.post("/pages/archivepage.action", {"pageId": scene.page.pk, "note": "see <b>News</b>"}, follow=True)
    html = answer.content.decode()
    assert "“First page” is archived, 2 pages in all." in html
    assert banner(html).startswith("Archived by Bob") and banner(html).endswith("· see &lt;b&gt;News&lt;/b&gt;")
    assert BACK in html and MENU not in html and f"/movepage.action?pageId={scene.page.pk}" not in html
    below = read(browser, bob, address_of(scene.child))
    assert banner(below) and f'href="/display/{scene.space.key}/First+page"' in below.partition("<h1")[0]
    answer = client.post("/pages/bringbackpage.action", {"pageId": scene.page.pk}, follow=True)
    html = answer.content.decode()
    assert "“First page” is back, 2 pages in all." in html and not banner(html)


def test_who_may_not_sees_the_banner_without_the_button(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    set_restriction(ann, content_id=scene.page.pk, type=RestrictionType.EDIT, users=[ann.user])
    assert MENU not in read(browser, bob, address_of(scene.page))
    assert MENU in read(browser, ann, address_of(scene.page))
    archive_page(ann, page_id=scene.page.pk)
    assert banner(read(browser, bob, address_of(scene.page))) and BACK not in read(browser, bob, address_of(scene.page))
    assert browser(bob).post("/pages/bringbackpage.action", {"pageId": scene.page.pk}).status_code == 403
    assert page_for(ann, scene.page.pk).archived


def test_the_home_page_and_posts_offer_nothing(scene: Scene, browser: Browser, administrator: Actor):
    home, post = scene.space.home_page, scene.post
    assert home is not None
    for content in (home, post):
        assert MENU not in read(browser, administrator, address_of(content))
    answer = browser(administrator).post("/pages/archivepage.action", {"pageId": home.pk})
    assert answer.status_code == 400 and "The home page of the space" in answer.content.decode()
    assert browser(administrator).post("/pages/archivepage.action", {"pageId": post.pk}).status_code == 404


def test_a_dialog_is_told_where_to_go(scene: Scene, browser: Browser, ann: Actor):
    headers = {"X-Requested-With": "oxbow"}
    client = browser(ann)
    fields = {"pageId": scene.page.pk}
    assert client.post("/pages/archivepage.action", fields, headers=headers).json()["location"].endswith("First+page")
    again = client.post("/pages/archivepage.action", fields, headers=headers)
    assert again.status_code == 400 and "data-dialog-part" in again.content.decode()


def test_refusals_are_told_in_words(scene: Scene, browser: Browser, ann: Actor):
    archive_page(ann, page_id=scene.page.pk)
    client = browser(ann)
    assert (
        "which is archived" in client.post("/pages/bringbackpage.action", {"pageId": scene.child.pk}).content.decode()
    )
    moved = {"pageId": scene.page.pk, "spaceKey": scene.space.key, "targetTitle": "", "position": "append"}
    assert "bring it back first" in client.post("/pages/movepage.action", moved).content.decode()
    new = {"spaceKey": scene.space.key, "parentId": scene.page.pk, "title": "New", "storage": "<p>x</p>"}
    refused = client.post("/pages/createpage.action", new).content.decode()
    assert "“First page” is archived" in refused.replace("&#x27;First page&#x27;", "“First page”")
    assert "&lt;p&gt;x&lt;/p&gt;" in refused


def test_creating_from_an_archived_page_begins_below_the_home_page(scene: Scene, browser: Browser, ann: Actor):
    archive_page(ann, page_id=scene.page.pk)
    html = read(browser, ann, f"/pages/createpage.action?spaceKey={scene.space.key}&fromPageId={scene.page.pk}")
    assert f'name="parentId" value="{scene.space.home_page_id}"' in html


def test_the_editor_says_that_it_is_archived(scene: Scene, browser: Browser, ann: Actor):
    archive_page(ann, page_id=scene.page.pk, note="old")
    html = read(browser, ann, f"/pages/editpage.action?pageId={scene.page.pk}")
    assert banner(html).endswith("· old") and BACK not in html
    assert not banner(read(browser, ann, f"/pages/editpage.action?pageId={scene.post.pk}"))


def test_the_list_of_a_space(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    listed = f"/pages/listarchivedpages.action?key={scene.space.key}"
    assert "No archived pages." in read(browser, bob, listed)
    assert listed in read(browser, ann, f"/pages/viewtrash.action?key={scene.space.key}")
    assert listed in read(browser, bob, f"/pages/listpages.action?key={scene.space.key}")
    archive_page(ann, page_id=scene.page.pk, note="over")
    secret = make_page(ann, "Secret", space=scene.space.key)
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    locked = make_page(ann, "Locked", space=scene.space.key)
    set_restriction(ann, content_id=locked.pk, type=RestrictionType.EDIT, users=[ann.user])
    for page in (secret, locked):
        archive_page(ann, page_id=page.pk)
    html = read(browser, bob, listed)
    assert "Secret" not in html and "3 pages" in html
    rows = {
        re.sub(r"<[^>]*>", "", row[1]): row[0]
        for row in re.findall(r"(<tr><td.*?<a [^>]*>(.*?)</a>.*?</tr>)", html, re.DOTALL)
    }
    assert set(rows) == {"First page", "Second page", "Locked"}
    assert "over" in rows["First page"] and ">Ann</a>" in rows["First page"] and BACK in rows["First page"]
    # One comes back with the page above it, the other is not for everybody.
    assert BACK not in rows["Second page"] and "below First page" in rows["Second page"]
    assert BACK not in rows["Locked"]
    answer = browser(bob).post(
        "/pages/bringbackpage.action", {"pageId": scene.page.pk}, headers={"Referer": f"http://testserver{listed}"}
    )
    assert answer["Location"].endswith(listed)
    answer = browser(bob).get(listed)
    assert "Locked" in answer.content.decode() and "First page</a></td>" not in answer.content.decode()


def test_the_list_is_paged_and_takes_as_many_queries_with_more(scene: Scene, browser: Browser, ann: Actor):
    listed = f"/pages/listarchivedpages.action?key={scene.space.key}"
    archive_page(ann, page_id=scene.page.pk)
    few = queries(browser, ann, listed)
    for number in range(60):
        archive_page(ann, page_id=make_page(ann, f"Past {number:02}", space=scene.space.key).pk)
    html = read(browser, ann, listed)
    assert html.count(f"{BACK}</button>") == 50 and 'rel="next"' in html
    assert "Past 00" in read(browser, ann, f"{listed}&page=2")
    assert queries(browser, ann, listed) == few


def test_a_view_takes_no_more_queries_for_archived_pages_beside_it(scene: Scene, browser: Browser, ann: Actor):
    address = f"/display/{scene.space.key}/First+page"
    before = queries(browser, ann, address)
    for page in make_chain(ann, "Past", "Farther past", space=scene.space.key)[:1]:
        archive_page(ann, page_id=page.pk)
    assert queries(browser, ann, address) == before
    deep = make_chain(ann, "One", "Two", "Three", space=scene.space.key)
    archive_page(ann, page_id=deep[0].pk)
    assert queries(browser, ann, f"/display/{scene.space.key}/Three") <= PAGE_VIEW


def test_lists_of_pages_leave_them_out(scene: Scene, browser: Browser, ann: Actor):
    archive_page(ann, page_id=scene.page.pk)
    key = scene.space.key
    for address in (
        "/",
        f"/pages/recentlyupdated.action?key={key}",
        f"/pages/listpages.action?key={key}",
        f"/pages/children.action?pageId={scene.space.home_page_id}",
        f"/spaces/{key}/feed",
        f"/plugins/pagetree/naturalchildren.action?pageId={scene.space.home_page_id}",
    ):
        assert "First page" not in read(browser, ann, address), address
    assert "Second page" in read(browser, ann, f"/pages/children.action?pageId={scene.page.pk}")
    assert "Second page" in read(browser, ann, f"/pages/viewinfo.action?pageId={scene.page.pk}")
