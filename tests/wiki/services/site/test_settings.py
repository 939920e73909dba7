"""Deciding settings for the whole site."""

import pytest

from accounts.actor import Actor
from accounts.errors import NotPermitted
from tests.factories.accounts import administrator as plain_administrator
from tests.factories.accounts import system_administrator
from wiki.errors import BadValue
from wiki.models import AuditEntry, SiteSetting
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.now import settings_now


def test_settings_are_changed_together(site: None):
    by = system_administrator()
    changed = change_site_settings(by, values={"html_macro": True, "frame_hosts": "b.example.org\na.example.org"})
    assert changed == ("frame_hosts", "html_macro")
    now = settings_now()
    assert now["html_macro"] is True
    assert now["frame_hosts"] == ("b.example.org", "a.example.org")
    entry = AuditEntry.objects.get(event="SiteSettingsChanged")
    assert (entry.user_id, entry.subject) == (by.user_id, "frame_hosts, html_macro")


def test_a_default_needs_no_row_and_no_change_leaves_no_trace(administrator: Actor):
    change_site_settings(administrator, values={"external_images": "off"})
    assert change_site_settings(administrator, values={"external_images": "off"}) == ()
    assert AuditEntry.objects.filter(event="SiteSettingsChanged").count() == 1
    assert change_site_settings(administrator, values={"external_images": "click"}) == ("external_images",)
    assert not SiteSetting.objects.exists()


@pytest.mark.parametrize("values", [{"html_macro": True, "jira_url": "x:y"}, {"html_macro": True, "nonsense": 1}])
def test_one_wrong_value_and_nothing_is_changed(administrator: Actor, values):
    with pytest.raises(BadValue) as caught:
        change_site_settings(administrator, values=values)
    assert caught.value.field == list(values)[1]
    assert not SiteSetting.objects.exists()
    assert not AuditEntry.objects.filter(event="SiteSettingsChanged").exists()


def test_others_may_not(site: None, bob: Actor, anonymous: Actor):
    for somebody in (bob, anonymous, plain_administrator()):
        with pytest.raises(NotPermitted):
            change_site_settings(somebody, values={"html_macro": True})
    assert not SiteSetting.objects.exists()
