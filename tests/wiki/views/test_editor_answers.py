"""What the editor's scripts get: suggestions, targets of addresses, macros, files, and who else writes."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import PNG, Browser, Scene
from wiki.models import Content, DraftFile, EditorPresence, RestrictionType
from wiki.queries.short_addresses import tiny_code
from wiki.services.pages.merge import merge_edit
from wiki.services.restrictions.set import set_restriction
from wiki.services.site.settings import change_site_settings
from wiki.views.addresses import content_address, file_address

SCRIPT = {"X-Requested-With": "oxbow", "Accept": "application/json"}
TOC = '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>look</p></ac:rich-text-body></ac:structured-macro>'


def closed_to_others(scene: Scene, ann: Actor) -> None:
    """Let nobody but Ann view the first page."""
    set_restriction(ann, content_id=scene.page.pk, type=RestrictionType.VIEW, users=[ann.user])


def test_pages_are_suggested_those_of_the_space_first(
    scene: Scene, other_space, browser: Browser, ann: Actor, bob: Actor
):
    make_page(ann, "First page", space="OTH")
    make_page(ann, "First of all", space="OTH")
    closed_to_others(scene, ann)
    asked = {"query": "first pa", "spaceKey": "TST"}
    found = browser(ann).get("/wiki/editor/pages", asked, headers=SCRIPT).json()["results"]
    assert [(each["title"], each["spaceKey"]) for each in found] == [("First page", "TST"), ("First page", "OTH")]
    assert found[0]["id"] == scene.page.pk and found[0]["address"] == "/display/TST/First+page"
    hidden = browser(bob).get("/wiki/editor/pages", asked, headers=SCRIPT).json()["results"]
    assert [each["spaceKey"] for each in hidden] == ["OTH"]


def test_without_a_word_what_was_changed_last_in_the_space_is_suggested(scene: Scene, browser: Browser, ann: Actor):
    found = browser(ann).get("/wiki/editor/pages", {"spaceKey": "TST", "limit": "2"}, headers=SCRIPT).json()["results"]
    assert [each["kind"] for each in found] == ["blogpost", "page"]
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", found[0]["postingDay"]) and found[1]["postingDay"] == ""


def test_suggestions_do_not_ask_for_each_row(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, headers=SCRIPT).status_code == 200
        return len(captured)

    addresses = ("/wiki/editor/pages?query=page&limit=20", "/wiki/editor/people?query=a")
    few = [asked(address) for address in addresses]
    for number in range(15):
        make_page(ann, f"Page {number}", space="TST")
    assert [asked(address) for address in addresses] == few


def test_people_are_suggested_to_those_who_may_know_them(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    found = browser(ann).get("/wiki/editor/people", {"query": "BO"}, headers=SCRIPT).json()["results"]
    assert [(each["username"], each["key"]) for each in found] == [("bob", bob.user.key)]
    assert browser(ann).get(found[0]["picture"]).status_code == 200


def test_a_stranger_learns_of_nobody(scene: Scene, browser: Browser, stranger: Actor):
    assert browser(stranger).get("/wiki/editor/people", {"query": "a"}, headers=SCRIPT).json() == {"results": []}
    assert browser(stranger).get("/wiki/editor/macros", headers=SCRIPT).json()["macros"] == []


def resolved(client: Client, url: str) -> dict[str, object] | None:
    """Give the target of an address, as the editor asks for it."""
    return client.post("/wiki/editor/resolve", {"url": url}, headers=SCRIPT).json().get("target")


def test_addresses_of_this_wiki_are_resolved(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    client = browser(ann)
    page, file = scene.page, Content.objects.get(pk=scene.file.pk)
    for url in (
        "/display/TST/First+page",
        "http://testserver/display/TST/First%20page",
        f"/pages/viewpage.action?pageId={page.pk}",
        "/pages/viewpage.action?spaceKey=TST&title=First+page",
        f"/spaces/TST/pages/{page.pk}/Old+title",
        f"/x/{tiny_code(page.pk)}",
        f"/pages/viewpage.action?pageId={scene.old_version_id}",
    ):
        target = resolved(client, url)
        assert target is not None, url
        assert (target["kind"], target["id"], target["title"], target["spaceKey"]) == (
            "page",
            page.pk,
            "First page",
            "TST",
        ), url
    post = resolved(client, f"http://testserver{content_address(scene.post)}#More")
    assert (post["kind"], post["postingDay"], post["anchor"]) == (
        "blogpost",
        f"{scene.post.posting_day:%Y/%m/%d}",
        "More",
    )
    attached = resolved(client, file_address(file))
    assert (attached["kind"], attached["fileName"], attached["containerTitle"]) == (
        "attachment",
        "dot.png",
        "First page",
    )
    assert resolved(client, "/display/TST")["kind"] == "space"
    person = resolved(client, "/display/~bob")
    assert (person["kind"], person["userKey"]) == ("user", bob.user.key)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/display/TST/First+page",
        "/display/TST/No+such",
        "/x/!!",
        "javascript:alert(1)",
        "",
        "http://[",
    ]
    + ["/pages/editpage.action?pageId=1", "/pages/viewpage.action?pageId=abc", "/display/TST/%00", "x" * 5000],
)
def test_what_leads_to_nothing_is_not_found(scene: Scene, browser: Browser, ann: Actor, url: str):
    assert resolved(browser(ann), url) is None


def test_an_address_tells_nobody_of_what_they_may_not_see(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    closed_to_others(scene, ann)
    assert resolved(browser(ann), f"/pages/viewpage.action?pageId={scene.page.pk}") is not None
    assert resolved(browser(bob), f"/pages/viewpage.action?pageId={scene.page.pk}") is None


def test_the_catalogue_leaves_out_what_is_switched_off(
    scene: Scene, browser: Browser, ann: Actor, administrator: Actor
):
    client = browser(ann)
    answer = client.get("/wiki/editor/macros", headers=SCRIPT)
    macros = {each["name"]: each for each in answer.json()["macros"]}
    assert "html" not in macros and macros["info"]["body"] == "rich" and macros["code"]["body"] == "plain"
    assert {"name", "label", "kind", "default", "choices", "least", "most", "doc", "required"} == set(
        macros["toc"]["parameters"][0]
    )
    again = client.get("/wiki/editor/macros", headers={**SCRIPT, "If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    change_site_settings(administrator, values={"html_macro": True})
    changed = client.get("/wiki/editor/macros", headers={**SCRIPT, "If-None-Match": answer["ETag"]})
    assert "html" in {each["name"] for each in changed.json()["macros"]}


def test_a_macro_is_previewed_as_its_page_will_show_it(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    sent = {"pageId": f"{scene.page.pk}", "storage": TOC}
    shown = browser(ann).post("/wiki/editor/macro-preview", sent, headers=SCRIPT).json()["html"]
    assert "<p>look</p>" in shown
    closed_to_others(scene, ann)
    assert browser(bob).post("/wiki/editor/macro-preview", sent, headers=SCRIPT).status_code == 404
    long = {"spaceKey": "TST", "storage": "x" * 200_001}
    refused = browser(bob).post("/wiki/editor/macro-preview", long, headers=SCRIPT)
    assert refused.status_code == 400 and "200001 characters" in refused.json()["message"]


def test_files_of_a_page_are_listed_and_added(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    sent = {"pageId": f"{scene.page.pk}", "file": SimpleUploadedFile("new.png", PNG, "image/png")}
    added = client.post("/pages/doattachfile.action", sent, headers=SCRIPT).json()["attachments"]
    assert [(each["name"], each["size"], each["isImage"]) for each in added] == [("new.png", len(PNG), True)]
    listed = client.get("/wiki/editor/attachments", {"pageId": scene.page.pk}, headers=SCRIPT).json()["results"]
    assert [each["name"] for each in listed] == ["dot.png", "new.png"]
    for address in (listed[1]["address"], listed[1]["thumbnail"]):
        assert client.get(address).status_code == 200


def test_a_file_put_into_a_page_to_be_becomes_its_attachment(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    client = browser(ann)
    fields = {"spaceKey": "TST", "parentId": f"{scene.page.pk}", "kind": "page", "title": "Coming"}
    picture = SimpleUploadedFile("seen.png", PNG, "image/png")
    answer = client.post("/wiki/editor/draft-files", fields | {"file": picture}, headers=SCRIPT).json()
    waiting = answer["attachments"][0]
    draft = {"draftId": f"{answer['draftId']}"}
    assert (waiting["id"], waiting["name"]) == (0, "seen.png")
    shown = client.get(waiting["address"])
    assert b"".join(shown.streaming_content) == PNG
    assert browser(bob).get(waiting["address"]).status_code == 404
    assert browser(bob).post("/wiki/editor/draft-files", draft | {"file": picture}, headers=SCRIPT).status_code == 404
    listed = client.get("/wiki/editor/attachments", draft, headers=SCRIPT).json()["results"]
    assert [each["name"] for each in listed] == ["seen.png"]
    storage = '<ac:image><ri:attachment ri:filename="seen.png" /></ac:image>'
    preview = client.post("/pages/preview.action", fields | draft | {"storage": storage}, headers=SCRIPT)
    assert f'src="{waiting["address"]}"' in preview.content.decode()
    of_macro = client.post("/wiki/editor/macro-preview", fields | draft | {"storage": storage}, headers=SCRIPT)
    assert waiting["address"] in of_macro.json()["html"]
    assert client.post("/pages/createpage.action", fields | draft | {"storage": storage}).status_code == 302
    page = Content.objects.get(title="Coming")
    attached = Content.objects.get(container=page, kind="attachment")
    assert (attached.title, attached.file_size, attached.media_type) == ("seen.png", len(PNG), "image/png")
    assert not DraftFile.objects.exists()
    assert "seen.png" in client.get("/display/TST/Coming").content.decode()


def test_who_else_writes_is_told_to_those_who_may_write(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor, stranger: Actor
):
    asked = {"pageId": f"{scene.page.pk}"}
    anns, bobs = browser(ann), browser(bob)
    assert anns.post("/wiki/editor/presence", asked, headers=SCRIPT).json()["others"] == []
    told = bobs.post("/wiki/editor/presence", asked, headers=SCRIPT).json()
    assert [each["username"] for each in told["others"]] == ["ann"]
    assert (told["version"], told["modifier"]) == (2, ann.user.display_name)
    assert "is editing this, too." in bobs.get(f"/pages/editpage.action?pageId={scene.page.pk}").content.decode()
    assert browser(stranger).post("/wiki/editor/presence", asked, headers=SCRIPT).status_code == 404
    anns.post("/wiki/editor/presence", asked | {"leave": "1"}, headers=SCRIPT)
    assert bobs.post("/wiki/editor/presence", asked, headers=SCRIPT).json()["others"] == []


def test_keeping_a_draft_tells_it_too_and_who_is_silent_is_forgotten(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor
):
    fields = {"pageId": f"{scene.page.pk}", "version": "2", "title": "First page", "storage": "<p>x</p>"}
    for _ in range(3):
        browser(ann).post("/pages/savedraft.action", fields, headers=SCRIPT)
    assert EditorPresence.objects.count() == 1
    merge_edit(ann, content_id=scene.page.pk, version=2, title="First page", storage="<p>stored</p>")
    told = browser(bob).post("/pages/savedraft.action", fields, headers=SCRIPT).json()
    assert ([each["username"] for each in told["others"]], told["version"]) == (["ann"], 3)
    EditorPresence.objects.filter(user_id=ann.user_id).update(seen=timezone.now() - timedelta(minutes=3))
    assert browser(bob).post("/pages/savedraft.action", fields, headers=SCRIPT).json()["others"] == []
    assert EditorPresence.objects.count() == 1


@pytest.mark.parametrize("address", ["/pages/savedraft.action", "/wiki/editor/presence", "/wiki/editor/macro-preview"])
def test_a_script_is_told_that_the_session_has_ended(scene: Scene, address: str):
    answer = Client().post(address, {"pageId": f"{scene.page.pk}", "storage": "<p>x</p>"}, headers=SCRIPT)
    assert (answer.status_code, answer.json()["login"]) == (401, "/login.action")
