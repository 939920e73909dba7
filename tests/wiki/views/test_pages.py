"""Pages at the addresses that old links have."""

import pytest

from accounts.actor import Actor
from tests.factories.accounts import actor, grant_anonymous
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import SpacePermissionType
from wiki.permissions.grants import grant_in_space
from wiki.queries.short_addresses import tiny_code
from wiki.queries.space_access import everybody
from wiki.services.pages.store import edit_page
from wiki.services.spaces.create import create_personal_space
from wiki.views.addresses import id_of_tiny_code


@pytest.mark.parametrize(
    ("page_id", "code"),
    [
        (393219, "AwAG"),
        (1, "AQ"),
        (143395388, "PAqMC"),
        (65536, "AAAB"),
        (720634186, "SgH0Kg"),
        (16515072, "AAD8"),
        (4063232, "AAA_"),
        (4294967295, "-----w"),
    ],
)
def test_tiny_codes(page_id: int, code: str):
    assert tiny_code(page_id) == code
    assert id_of_tiny_code(code) == page_id
    assert id_of_tiny_code(f"{code}/") == page_id


@pytest.mark.parametrize("page_id", [2**32, 2**40 + 17, 2**63 - 1])
def test_tiny_codes_of_large_ids(page_id: int):
    assert id_of_tiny_code(tiny_code(page_id)) == page_id


def test_a_tiny_link_leads_to_the_page_in_two_steps(scene: Scene, browser: Browser, ann: Actor):
    code = tiny_code(scene.page.pk)
    client = browser(ann)
    first = client.get(f"/x/{code}/")
    assert first["Location"] == f"/pages/tinyurl.action?urlIdentifier={code}"
    assert client.get(first["Location"])["Location"] == "/display/TST/First+page"


def test_a_former_title_leads_to_the_page(scene: Scene, browser: Browser, ann: Actor):
    edit_page(ann, page_id=scene.page.pk, version=2, title="Other name")
    response = browser(ann).get("/display/tst/first+page")
    assert (response.status_code, response["Location"]) == (302, "/display/TST/Other+name")


@pytest.mark.parametrize("title", ["C++", "a/b", "What?", "50 % & more", "2014", "\u4e2d\u6587", "a+b c", "."])
def test_any_title_can_be_reached(scene: Scene, browser: Browser, ann: Actor, title: str):
    page = make_page(ann, title)
    shown = browser(ann).get(f"/pages/viewpage.action?pageId={page.pk}", follow=True).content.decode()
    assert f'name="ajs-page-id" id="ajs-page-id" content="{page.pk}"' in shown


def test_a_link_to_a_comment_leads_there(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    anchor = f"#comment-{scene.comment.pk}"
    assert client.get(f"/pages/viewpage.action?pageId={scene.comment.pk}")["Location"].endswith(anchor)
    old = client.get(f"/pages/viewpage.action?pageId={scene.page.pk}&focusedCommentId={scene.comment.pk}")
    assert old["Location"].endswith(anchor)


def test_an_earlier_version_says_that_it_is_one(scene: Scene, browser: Browser, ann: Actor):
    shown = browser(ann).get(f"/pages/viewpage.action?pageId={scene.old_version_id}").content.decode()
    assert "You see version 1" in shown
    assert "<p>text</p>" in shown
    assert f'id="ajs-latest-page-id" content="{scene.page.pk}"' in shown


def test_what_tools_read(scene: Scene, browser: Browser, ann: Actor):
    shown = browser(ann).get("/display/TST/First+page").content.decode()
    for name, value in {
        "ajs-page-id": scene.page.pk,
        "ajs-latest-page-id": scene.page.pk,
        "ajs-page-title": "First page",
        "ajs-page-version": 2,
        "ajs-parent-page-id": scene.page.parent_id,
        "ajs-space-key": "TST",
        "ajs-space-name": "Space TST",
        "ajs-remote-user": "ann",
        "ajs-context-path": "",
    }.items():
        assert f'<meta name="{name}" id="{name}" content="{value}">' in shown
    assert 'id="title-text"' in shown and 'id="page-metadata"' in shown
    assert '<div id="main-content" class="wiki-content" dir="auto">' in shown


def test_the_missing_page_offers_to_make_it(scene: Scene, browser: Browser, ann: Actor):
    response = browser(ann).get("/display/TST/Not+yet+there")
    assert response.status_code == 404
    assert "/pages/createpage.action?spaceKey=TST&amp;title=Not+yet+there" in response.content.decode()


def test_personal_spaces(site: None, browser: Browser, ann: Actor, bob: Actor):
    assert browser(bob).get("/display/~ann")["Location"] == "/users/viewuserprofile.action?username=ann"
    assert browser(bob).get("/display/~nobody").status_code == 404
    blind = actor("blind", permissions=("USECONFLUENCE",))
    assert browser(blind).get("/display/~ann").status_code == 404
    assert browser(blind).get("/display/~Blind")["Location"] == "/users/viewuserprofile.action?username=blind"
    create_personal_space(ann, owner=ann.user, for_all_users=True)
    assert browser(bob).get("/display/~ann").status_code == 200


def test_the_storage_format_is_text(scene: Scene, browser: Browser, ann: Actor):
    response = browser(ann).get(f"/plugins/viewstorage/viewpagestorage.action?pageId={scene.page.pk}")
    assert response.content == b"<p>new text</p>"
    assert response["Content-Type"].startswith("text/plain")


def test_a_wiki_that_everybody_may_read(scene: Scene, browser: Browser, anonymous: Actor):
    grant_anonymous("USECONFLUENCE")
    grant_in_space(scene.space, SpacePermissionType.VIEWSPACE, everybody())
    client = browser(anonymous)
    shown = client.get("/display/TST/First+page").content.decode()
    assert "<p>new text</p>" in shown
    assert "Add a comment" not in shown and ">Edit<" not in shown
    assert client.get("/").status_code == 200
    assert "/login.action" in client.get(f"/pages/editpage.action?pageId={scene.page.pk}")["Location"]


def test_the_login_page_knows_where_to_go_back(scene: Scene, browser: Browser, anonymous: Actor):
    response = browser(anonymous).get("/display/TST/First+page?focusedCommentId=1")
    assert response["Location"] == "/login.action?os_destination=%2Fdisplay%2FTST%2FFirst%2Bpage%3FfocusedCommentId%3D1"
