"""Talking on pages."""

import pytest

from accounts.actor import Actor
from tests.factories.accounts import grant_anonymous
from tests.factories.wiki import grant, member
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, RestrictionType, Space
from wiki.queries.space_access import everybody
from wiki.services.comments.store import add_comment
from wiki.services.restrictions.set import set_restriction
from wiki.views.plain_text import storage_of_text, text_of_storage


@pytest.mark.parametrize(
    ("text", "storage"),
    [
        ("one", "<p>one</p>"),
        ("one\ntwo\n\n\nthree", "<p>one<br />two</p><p>three</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        (
            "see https://example.org/a?b=1&c=2.",
            '<p>see <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.</p>',
        ),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ],
)
def test_plain_text_and_back(text: str, storage: str):
    assert storage_of_text(text) == storage
    assert text_of_storage(storage) == text.replace("\n\n\n", "\n\n")


@pytest.mark.parametrize(
    "storage", ["<p>a <strong>b</strong></p>", "<ul><li>a</li></ul>", '<p class="x">a</p>', "<p>a"]
)
def test_more_than_plain_text_stays_storage_format(storage: str):
    assert text_of_storage(storage) is None


def test_a_comment_and_a_reply(scene: Scene, browser: Browser, bob: Actor):
    client = browser(bob)
    sent = {"pageId": f"{scene.page.pk}", "content": "Is it <so>?\r\nReally?"}
    response = client.post("/pages/addcomment.action", sent)
    comment = Content.objects.filter(kind="comment").latest("pk")
    assert response["Location"] == f"/display/TST/First+page#comment-{comment.pk}"
    assert comment.storage == "<p>Is it &lt;so&gt;?<br />Really?</p>"
    client.post("/pages/addcomment.action", sent | {"parentId": f"{comment.pk}", "content": "Yes"})
    assert Content.objects.filter(kind="comment").latest("pk").parent_id == comment.pk
    shown = client.get("/display/TST/First+page").content.decode()
    assert "Is it &lt;so&gt;?" in shown and "<so>" not in shown


def test_a_name_with_an_at_becomes_a_mention(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    link = f'<ac:link><ri:user ri:userkey="{ann.user.key}" /></ac:link>'
    sent = {"pageId": f"{scene.page.pk}", "content": "@Ann, and not x@ann.org or @nobody: https://a.org/@ann"}
    browser(bob).post("/pages/addcomment.action", sent)
    comment = Content.objects.filter(kind="comment").latest("pk")
    address = '<a href="https://a.org/@ann">https://a.org/@ann</a>'
    assert comment.storage == f"<p>{link}, and not x@ann.org or @nobody: {address}</p>"
    form = browser(bob).get(f"/pages/editcomment.action?commentId={comment.pk}").content.decode()
    assert "@ann, and not x@ann.org" in form


def test_an_empty_comment_is_refused(scene: Scene, browser: Browser, bob: Actor):
    response = browser(bob).post("/pages/addcomment.action", {"pageId": f"{scene.page.pk}", "content": " \n "})
    assert response.status_code == 400
    assert "needs some text" in response.content.decode()


def test_editing_ones_own_and_nobody_elses(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    sent = {"commentId": f"{scene.comment.pk}", "content": "better"}
    assert browser(bob).post("/pages/editcomment.action", sent).status_code == 403
    assert browser(ann).post("/pages/editcomment.action", sent).status_code == 302
    assert Content.objects.get(pk=scene.comment.pk).storage == "<p>better</p>"


def test_a_rich_comment_is_edited_as_storage_format(scene: Scene, browser: Browser, ann: Actor):
    rich = add_comment(ann, container_id=scene.page.pk, storage="<p><em>so</em></p>")
    client = browser(ann)
    shown = client.get(f"/pages/editcomment.action?commentId={rich.pk}").content.decode()
    assert "&lt;p&gt;&lt;em&gt;so&lt;/em&gt;&lt;/p&gt;" in shown
    sent = {"commentId": f"{rich.pk}", "content": "<p><em>so</em>", "storage": "1"}
    refused = client.post("/pages/editcomment.action", sent)
    assert refused.status_code == 400
    assert "line 1" in refused.content.decode()


SCRIPT = {"X-Requested-With": "oxbow"}


def test_a_script_is_told_what_was_stored_and_why_not(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    sent = {"pageId": f"{scene.page.pk}", "content": "<p><em>so</em></p>", "storage": "1"}
    told = client.post("/pages/addcomment.action", sent, headers=SCRIPT).json()
    comment = Content.objects.filter(kind="comment").latest("pk")
    assert told == {"id": comment.pk, "address": f"/display/TST/First+page#comment-{comment.pk}"}
    assert comment.storage == "<p><em>so</em></p>"
    assert "was added" not in client.get("/display/TST/First+page").content.decode()
    edited = {"commentId": f"{comment.pk}", "content": "<p>then</p>", "storage": "1"}
    assert client.post("/pages/editcomment.action", edited, headers=SCRIPT).json()["id"] == comment.pk
    for wrong in ("<p>", " "):
        for address, fields in (("add", sent), ("edit", edited)):
            refused = client.post(f"/pages/{address}comment.action", fields | {"content": wrong}, headers=SCRIPT)
            assert refused.status_code == 400 and refused.json()["message"]
    assert Content.objects.get(pk=comment.pk).storage == "<p>then</p>"


@pytest.mark.parametrize("address", ["addcomment", "addinlinecomment"])
def test_what_somebody_wrote_is_not_stored_as_nobodys(
    scene: Scene, browser: Browser, space: Space, anonymous: Actor, address: str
):
    grant(space, everybody(), "VIEWSPACE", "COMMENT")
    grant_anonymous("USECONFLUENCE")
    sent = {"pageId": f"{scene.page.pk}", "content": "Mine", "words": "new", "count": "1"}
    before = Content.objects.filter(kind="comment").count()
    client = browser(anonymous)
    kept = client.post(f"/pages/{address}.action", sent | {"writer": "ann"}, headers={"Origin": "http://testserver"})
    assert kept.status_code == 401 and "Mine" in kept.content.decode()
    told = client.post(f"/pages/{address}.action", sent | {"writer": "ann"}, headers=SCRIPT)
    assert told.status_code == 401 and told.json()["login"]
    assert Content.objects.filter(kind="comment").count() == before
    assert client.post(f"/pages/{address}.action", sent).status_code == 302


def test_only_those_are_suggested_who_may_view_the_page(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    member("bobby")
    set_restriction(ann, content_id=scene.page.pk, type=RestrictionType.VIEW, users=[ann.user, bob.user])
    client = browser(ann)
    named = client.get("/wiki/editor/people?query=bob").json()["results"]
    seeing = client.get(f"/wiki/editor/people?query=bob&pageId={scene.page.pk}").json()["results"]
    assert [each["username"] for each in named] == ["bob", "bobby"]
    assert [each["username"] for each in seeing] == ["bob"]
    hidden = browser(member("dora")).get(f"/wiki/editor/people?pageId={scene.page.pk}", headers=SCRIPT)
    assert hidden.status_code == 404
