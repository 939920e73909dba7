"""The page of the site's settings."""

import re

from accounts.actor import Actor
from tests.factories.accounts import administrator as plain_administrator
from tests.wiki.views.conftest import Browser
from wiki.models import SiteSetting
from wiki.site_settings.now import settings_now

ADDRESS = "/admin/viewgeneralconfig.action"
FIELDS = {
    "external_images": "click",
    "embedded_frames": "click",
    "search_language": "english",
    "interface_language": "en-gb",
    "browser_language": "on",
}


def test_settings_are_saved(browser: Browser, administrator: Actor):
    chief = browser(administrator)
    given = FIELDS | {"html_macro": "on", "external_image_hosts": "a.example.org\r\nb.example.org"}
    assert chief.post(ADDRESS, given)["Location"] == ADDRESS
    assert settings_now()["external_image_hosts"] == ("a.example.org", "b.example.org")
    page = chief.get(ADDRESS).content.decode()
    assert "The settings were saved." in page
    assert "a.example.org\nb.example.org</textarea>" in page
    assert re.search('<input[^>]* name="html_macro"[^>]* checked', page)
    assert chief.post(ADDRESS, FIELDS).status_code == 302
    assert not SiteSetting.objects.exists()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(browser: Browser, administrator: Actor):
    response = browser(administrator).post(ADDRESS, FIELDS | {"frame_hosts": "not a host", "jira_url": "https://j.org"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "“not a host” is no host" in page
    assert 'value="https://j.org"' in page
    assert not SiteSetting.objects.exists()


def test_a_setting_that_the_page_does_not_offer_stays_as_it_is(browser: Browser, administrator: Actor):
    SiteSetting.objects.create(name="dark_features", value=["x"])
    browser(administrator).post(ADDRESS, FIELDS | {"dark_features": "y"})
    assert settings_now()["dark_features"] == ("x",)


def test_system_administrators_find_it_and_others_may_not(browser: Browser, administrator: Actor, bob: Actor):
    assert ADDRESS in browser(administrator).get("/").content.decode()
    for somebody in (bob, plain_administrator()):
        assert ADDRESS not in browser(somebody).get("/").content.decode()
        assert browser(somebody).get(ADDRESS).status_code == 403
        assert browser(somebody).post(ADDRESS, FIELDS).status_code == 403


def test_the_administration_is_still_where_it_was(browser: Browser, administrator: Actor):
    assert browser(administrator).get("/admin/").status_code == 200
