"""The screens about mails and watches."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import UserPreference
from tests.factories.wiki import make_page
from wiki.models import RestrictionType, Watch
from wiki.queries.watch_links import stop_token
from wiki.services.restrictions.set import set_restriction
from wiki.services.watches.watch import watch_content, watch_space

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(bob):
    """Bob's browser."""
    client = Client()
    client.force_login(bob.user)
    return client


@pytest.fixture
def page(ann, bob, space):
    """A page that Bob watches."""
    made = make_page(ann, "Secret <plan>")
    watch_content(bob, content_id=made.pk)
    return made


def token(page):
    """The token in mails about the page."""
    watch = Watch.objects.get(content=page)
    return stop_token(watch.pk, watch.user_id)


class TestStopping:
    def test_asking_changes_nothing_and_confirming_does(self, page):
        stranger = Client(enforce_csrf_checks=True)
        address = f"{reverse('stop-watching')}?watch={token(page)}"
        asked = stranger.get(address)
        assert asked.status_code == 200
        assert "Stop watching the page “Secret &lt;plan&gt;”?" in asked.content.decode()
        assert stranger.head(address).status_code == 200
        assert Watch.objects.filter(content=page).exists()
        done = stranger.post(reverse("stop-watching"), {"watch": token(page)})
        assert "You don’t watch the page" in done.content.decode()
        assert not Watch.objects.filter(content=page).exists()
        assert stranger.get(address).status_code == 410

    def test_the_title_shows_only_as_long_as_the_watcher_may_view_it(self, ann, page):
        set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
        asked = Client().get(f"{reverse('stop-watching')}?watch={token(page)}").content.decode()
        assert "Stop watching this page?" in asked
        assert "Secret" not in asked

    @pytest.mark.parametrize("given", ["", "1-1:x", "x" * 5000])
    def test_a_link_that_is_none(self, page, given):
        answer = Client().post(f"{reverse('stop-watching')}?watch={given}")
        assert answer.status_code == 410
        assert "Nothing to stop" in answer.content.decode()
        assert Watch.objects.filter(content=page).exists()


class TestSettings:
    def test_they_are_shown_and_kept(self, browser, bob):
        shown = browser.get(reverse("email-settings")).content.decode()
        assert "bob@example.org" in shown
        assert shown.count("checked") == 2
        answer = browser.post(reverse("email-settings"), {"tell_own": "on", "show_difference": "on"}, follow=True)
        assert "Your choices were saved." in answer.content.decode()
        assert set(UserPreference.objects.filter(user=bob.user).values_list("key", "value")) == {
            ("confluence.prefs.watch.my.own.content", "false"),
            ("confluence.prefs.notify.for.my.own.actions", "true"),
        }
        assert browser.get(reverse("email-settings")).content.decode().count("checked") == 2

    def test_they_are_for_people_who_are_logged_in(self, space):
        assert Client().get(reverse("email-settings")).status_code == 302
        assert Client().get(reverse("my-watches")).status_code == 302

    def test_the_profile_leads_there(self, browser):
        assert reverse("email-settings") in browser.get(reverse("view-my-profile")).content.decode()


def test_what_one_watches(ann, bob, browser, page, django_assert_max_num_queries):
    watch_space(bob, space_key="TST", content_kind="blogpost")
    for _ in range(10):
        watch_content(bob, content_id=make_page(ann).pk)
    hidden = make_page(ann, "Hidden")
    watch_content(bob, content_id=hidden.pk)
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    with django_assert_max_num_queries(12):
        shown = browser.get(reverse("my-watches")).content.decode()
    assert "Secret &lt;plan&gt;" in shown
    assert "The blog" in shown
    assert "Hidden" not in shown
    assert shown.count("stopwatching.action?watch=") == 12
