"""The screen that shares a page."""

import pytest
from django.contrib.auth.models import Group

from accounts.actor import Actor
from tests.factories.wiki import member
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import RestrictionType, Share
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


def test_sharing_says_before_who_may_not_view_the_page(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    member("carl")
    Group.objects.create(name="crew").user_set.add(member("dora").user)
    set_restriction(ann, content_id=scene.page.pk, type=RestrictionType.VIEW, users=[ann.user, bob.user])
    client = browser(ann)
    fields = {"pageId": f"{scene.page.pk}", "usernames": "bob, Carl", "groups": "crew", "note": "So?"}
    asked = client.post("/pages/share.action", fields).content.decode()
    assert "Carl may not view this page." in asked
    assert "1 member of these groups may not view it." in asked
    assert 'value="bob, Carl"' in asked and "So?" in asked
    assert not Share.objects.exists()
    told = client.post("/pages/share.action", fields | {"others": "1"}, follow=True)
    assert "1 person is told of it." in told.content.decode()
    assert list(Share.objects.get().people.all()) == [bob.user]


def test_a_script_is_told_where_to_go_and_a_refusal_keeps_what_was_typed(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    sent = {"pageId": f"{scene.page.pk}", "usernames": "nobody", "note": "Kept"}
    refused = client.post("/pages/share.action", sent)
    assert refused.status_code == 400
    assert "nobody" in refused.content.decode() and "Kept" in refused.content.decode()
    member("carl")
    headers = {"X-Requested-With": "oxbow"}
    assert client.post("/pages/share.action", sent | {"usernames": "carl"}, headers=headers).json() == {
        "location": "/display/TST/First+page"
    }


def test_without_a_log_in_there_is_the_short_link(scene: Scene, browser: Browser, ann: Actor):
    shown = browser(Actor.anonymous()).get(f"/pages/share.action?pageId={scene.page.pk}")
    if shown.status_code == 200:
        assert "/x/" in shown.content.decode() and "share-people" not in shown.content.decode()
    mine = browser(ann).get(f"/pages/share.action?pageId={scene.page.pk}").content.decode()
    assert "share-people" in mine and "share-addresses" not in mine and "sends no mails" in mine
