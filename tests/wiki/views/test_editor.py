"""Writing: what is published, what is refused, and that a writer's text is never lost."""

import html

import pytest

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, Draft
from wiki.services.pages.store import edit_page


def edit(scene: Scene, **fields: str) -> dict[str, str]:
    """Give the fields of the editor for the page."""
    return {"pageId": f"{scene.page.pk}", "version": "2", "title": "First page", "storage": "<p>mine</p>"} | fields


def test_an_edit_makes_a_version(scene: Scene, browser: Browser, ann: Actor):
    sent = edit(scene, title="Renamed", versionComment="why not", minorEdit="1")
    response = browser(ann).post("/pages/editpage.action", sent)
    assert (response.status_code, response["Location"]) == (302, "/display/TST/Renamed")
    page = Content.objects.get(pk=scene.page.pk)
    assert (page.title, page.storage, page.version) == ("Renamed", "<p>mine</p>", 3)
    assert (page.version_comment, page.minor_edit) == ("why not", True)


def test_a_new_page_stands_below_the_page_it_was_begun_from(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    form = client.get(f"/pages/createpage.action?spaceKey=TST&fromPageId={scene.page.pk}&title=Fresh").content.decode()
    assert f'name="parentId" value="{scene.page.pk}"' in form
    sent = {"spaceKey": "TST", "parentId": f"{scene.page.pk}", "title": "Fresh", "storage": "<p>a</p>"}
    assert client.post("/pages/createpage.action", sent)["Location"] == "/display/TST/Fresh"
    assert Content.objects.get(title="Fresh").parent_id == scene.page.pk


def test_a_blog_post_is_published(scene: Scene, browser: Browser, ann: Actor):
    sent = {"spaceKey": "TST", "title": "Post", "storage": "<p>a</p>"}
    location = browser(ann).post("/pages/createblogpost.action", sent)["Location"]
    assert location.startswith("/display/TST/20") and location.endswith("/Post")


def test_an_unchanged_text_makes_no_version_whatever_the_line_ends(scene: Scene, browser: Browser, ann: Actor):
    edit_page(ann, page_id=scene.page.pk, version=2, storage="<p>a</p>\r\n<p>b</p>\n")
    sent = edit(scene, version="3", storage="<p>a</p>\r\n<p>b</p>\r\n")
    assert browser(ann).post("/pages/editpage.action", sent).status_code == 302
    page = Content.objects.get(pk=scene.page.pk)
    assert (page.version, page.storage) == (3, "<p>a</p>\r\n<p>b</p>\n")


def test_malformed_text_is_shown_again_with_the_place(scene: Scene, browser: Browser, ann: Actor):
    text = "<p>fine</p>\n<p>not <strong>closed</p>\n<p>\u00e4 & \U0001f426</p>"
    response = browser(ann).post("/pages/editpage.action", edit(scene, storage=text, versionComment="kept too"))
    shown = response.content.decode()
    assert response.status_code == 400
    assert "line 2, column" in shown
    assert html.escape(text, quote=True) in shown.replace("&#x27;", "'")
    assert "kept too" in shown
    assert Content.objects.get(pk=scene.page.pk).version == 2


@pytest.mark.parametrize("title", ["", " ", "Second page", "second PAGE", "x" * 256])
def test_a_title_that_cannot_be_keeps_the_text(scene: Scene, browser: Browser, ann: Actor, title: str):
    response = browser(ann).post("/pages/editpage.action", edit(scene, title=title, storage="<p>precious</p>"))
    assert response.status_code == 400
    assert "&lt;p&gt;precious&lt;/p&gt;" in response.content.decode()


def test_a_preview_changes_nothing(scene: Scene, browser: Browser, ann: Actor):
    response = browser(ann).post("/pages/editpage.action", edit(scene, preview="1", storage="<p>how <em>so</em></p>"))
    assert response.status_code == 200
    assert "<p>how <em>so</em></p>" in response.content.decode()
    assert Content.objects.get(pk=scene.page.pk).version == 2


def test_a_preview_by_script_is_a_fragment(scene: Scene, browser: Browser, ann: Actor):
    response = browser(ann).post(
        "/pages/preview.action",
        {"spaceKey": "TST", "storage": "<p>x</p><script>alert(1)</script>"},
        headers={"X-Requested-With": "oxbow"},
    )
    assert response.content.decode().startswith("<p>x</p>")
    assert "<script" not in response.content.decode()


def test_drafts_are_kept_offered_and_dropped(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    client = browser(ann)
    kept = client.post("/pages/savedraft.action", edit(scene, storage="<p>half a th")).json()
    again = client.post("/pages/savedraft.action", edit(scene, storage="<p>half a thought")).json()
    assert kept["draftId"] == again["draftId"]
    assert Draft.objects.get(pk=kept["draftId"]).storage == "<p>half a thought"
    address = f"/pages/editpage.action?pageId={scene.page.pk}"
    assert "You have an unsaved draft" in client.get(address).content.decode()
    assert "half a thought" in client.get(f"{address}&draftId={kept['draftId']}").content.decode()
    assert "half a thought" not in browser(bob).get(f"{address}&draftId={kept['draftId']}").content.decode()
    assert client.post("/pages/editpage.action", edit(scene)).status_code == 302
    assert not Draft.objects.filter(pk=kept["draftId"]).exists()


def test_the_draft_of_a_new_page_goes_when_it_is_published(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    fields = {"spaceKey": "TST", "title": "Coming", "storage": "<p>soon</p>", "version": "0", "kind": "page"}
    kept = client.post("/pages/savedraft.action", fields).json()["draftId"]
    assert "&lt;p&gt;soon" in client.get(f"/pages/createpage.action?spaceKey=TST&draftId={kept}").content.decode()
    client.post("/pages/createpage.action", fields | {"draftId": f"{kept}"})
    assert not Draft.objects.filter(pk=kept).exists()


def test_a_draft_of_an_older_version_is_brought_together_when_it_is_saved(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor
):
    client = browser(ann)
    text = "<p>new text</p><p>mine</p>"
    kept = client.post("/pages/savedraft.action", edit(scene, storage=text)).json()["draftId"]
    edit_page(bob, page_id=scene.page.pk, version=2, storage="<p>new text of Bob</p>")
    shown = client.get(f"/pages/editpage.action?pageId={scene.page.pk}&draftId={kept}").content.decode()
    assert "This was changed since you began to write" in shown and 'name="version" value="2"' in shown
    assert client.post("/pages/editpage.action", edit(scene, storage=text)).status_code == 302
    assert Content.objects.get(pk=scene.page.pk).storage == "<p>new text of Bob</p><p>mine</p>"


def test_whoever_may_not_edit_is_told_so(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    restriction = {
        "pageId": f"{scene.page.pk}",
        "editUsers": "ann",
        "viewUsers": "",
        "viewGroups": "",
        "editGroups": "",
    }
    assert browser(ann).post("/pages/pagepermissions.action", restriction).status_code == 302
    response = browser(bob).get(f"/pages/editpage.action?pageId={scene.page.pk}")
    assert response.status_code == 403
    assert "not permitted" in response.content.decode()
    assert "Edit</span>" not in browser(bob).get("/display/TST/First+page").content.decode()
