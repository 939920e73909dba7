"""Templates that come with the wiki: offered to everybody, hidden by administrators, and good pages in the end."""

import html
import re

import pytest
from django.utils import translation

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, Draft
from wiki.queries.blueprints import BLUEPRINTS
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.now import site_setting
from wiki.storage_format.parser import parse
from wiki.storage_format.template_variables import variables_of

CHOOSE = "/pages/createpage-choosetemplate.action"
ENTER = "/pages/createpage-entervariables.action"


@pytest.mark.parametrize("key", BLUEPRINTS)
def test_a_page_begins_with_it(scene: Scene, browser: Browser, ann: Actor, key: str):
    client = browser(ann)
    names = [variable.name for variable in variables_of(parse(BLUEPRINTS[key].template.storage))]
    form = client.get(ENTER, {"blueprint": key, "spaceKey": "TST"}).content.decode()
    assert all(f'name="variableValues.{html.escape(name)}"' in form for name in names)
    sent = {"blueprint": key, "spaceKey": "TST", "parentId": f"{scene.page.pk}", "title": f"Begun with {key}"}
    given = {f"variableValues.{name}": "Words & <more>" for name in names if name != "State"}
    draft_address = client.post(ENTER, sent | given)["Location"]
    assert "Words &amp;amp; &amp;lt;more&amp;gt;" in client.get(draft_address).content.decode()
    draft = Draft.objects.get(title=f"Begun with {key}")
    fields = {"spaceKey": "TST", "parentId": f"{scene.page.pk}", "draftId": f"{draft.pk}", "title": draft.title}
    address = client.post("/pages/createpage.action", fields | {"storage": draft.storage})["Location"]
    shown = client.get(address).content.decode()
    assert "Words &amp; &lt;more&gt;" in shown and "unknown-macro" not in shown
    assert Content.objects.get(title=draft.title).parent_id == scene.page.pk


def test_they_are_listed_with_what_they_are_for(scene: Scene, browser: Browser, ann: Actor, bob: Actor, other_space):
    shown = browser(ann).get(CHOOSE, {"spaceKey": "TST"}).content.decode()
    assert all(html.escape(f"{each.description}") in shown for each in BLUEPRINTS.values())
    assert re.search(r'<option value="TST" selected>', shown) and '<option value="OTH">' in shown
    assert browser(bob).get(CHOOSE).status_code == 200


def test_the_button_beside_create_offers_them_where_one_is(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    shown = client.get("/pages/viewpage.action", {"pageId": scene.page.pk}, follow=True).content.decode()
    address = f"{CHOOSE}?spaceKey=TST&amp;fromPageId={scene.page.pk}"
    assert re.search(rf'<a class="[^"]*create-more" data-dialog href="{re.escape(address)}"', shown)
    offered = client.get(html.unescape(address)).content.decode()
    assert "data-dialog-part" in offered and "createblogpost.action?spaceKey=TST" in offered
    assert f"createpage.action?spaceKey=TST&amp;parentId={scene.page.pk}" in offered


def test_an_administrator_hides_one_and_offers_it_again(
    scene: Scene, browser: Browser, administrator: Actor, ann: Actor
):
    chief, client = browser(administrator), browser(ann)
    offer = "/pages/templates2/offerblueprint.action"
    assert client.post(offer, {"blueprint": "decision"}).status_code == 403
    assert chief.post(offer, {"blueprint": "no-such"}).status_code == 404
    assert chief.post(offer, {"blueprint": "decision"}).status_code == 302
    assert site_setting("hidden_blueprints") == ("decision",)
    assert "blueprint=decision" not in client.get(CHOOSE, {"spaceKey": "TST"}).content.decode()
    assert client.get(ENTER, {"blueprint": "decision", "spaceKey": "TST"}).status_code == 404
    assert "Offer again" in chief.get("/pages/templates2/listpagetemplates.action").content.decode()
    chief.post(offer, {"blueprint": "decision", "on": "1"})
    assert "blueprint=decision" in client.get(CHOOSE, {"spaceKey": "TST"}).content.decode()


def test_what_is_hidden_may_also_be_said_as_a_setting(scene: Scene, browser: Browser, administrator: Actor):
    change_site_settings(administrator, values={"hidden_blueprints": "how-to\nretrospective"})
    shown = browser(administrator).get(CHOOSE, {"spaceKey": "TST"}).content.decode()
    assert "blueprint=how-to" not in shown and "blueprint=decision" in shown


def test_who_may_write_nowhere_is_told_so(scene: Scene, browser: Browser, stranger: Actor):
    assert browser(stranger).get(CHOOSE).status_code == 403


def test_the_texts_are_translated_where_there_are_translations(scene: Scene):
    with translation.override("en"):
        assert "<h2>Goals</h2>" in BLUEPRINTS["meeting-notes"].template.storage
