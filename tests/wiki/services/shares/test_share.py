"""Pages are shared with those who may view them, and with no more than is decent."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.actor import SYSTEM_NOTIFICATIONS, Actor
from accounts.errors import NoSuchUser, NotPermitted
from tests.factories.accounts import super_actor
from tests.factories.wiki import again, make_page, member
from wiki.errors import BadValue, NoSuchContent
from wiki.models import AuditEntry, RestrictionType, Share
from wiki.queries.share_audience import share_audience
from wiki.services.restrictions.set import set_restriction
from wiki.services.shares import share as sharing
from wiki.services.shares.share import forget_old_shares, share_content
from wiki.services.site.settings import change_site_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ann, space):
    return make_page(ann, "Plan")


def share(actor, page, *usernames, **more):
    return share_content(actor, content_id=page.pk, usernames=usernames, **more)


def names(share):
    return set(share.people.values_list("username", flat=True))


def test_people_and_members_of_groups_are_told_once_and_the_sharer_is_not(ann, bob, space, page):
    crew = Group.objects.create(name="crew")
    crew.user_set.add(ann.user, bob.user, member("carl").user)
    shared = share(ann, page, "Bob", groups=["crew"], note=" Have a look.\x00 ")
    assert names(shared) == {"bob", "carl"}
    assert (shared.recipients, shared.note) == (2, "Have a look.")
    assert AuditEntry.objects.filter(event="ContentShared", content_id=page.pk, user=ann.user).exists()


def test_who_may_not_view_it_is_named_before_and_left_out(ann, bob, page):
    member("carl")
    crew = Group.objects.create(name="crew")
    crew.user_set.add(bob.user, member("dora").user, member("emil").user)
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user, bob.user])
    audience = share_audience(ann, page, usernames=["carl", "bob"], groups=["crew"])
    assert [user.username for user in audience.people] == ["bob"]
    assert [user.username for user in audience.barred] == ["carl"]
    assert audience.barred_members == 2
    assert names(share(ann, page, "carl", "bob", groups=["crew"])) == {"bob"}


def test_refusals_share_nothing(ann, bob, page, refused):
    for wrong, error in ((["nobody"], NoSuchUser), ([], BadValue), (["ann"], BadValue)):
        with refused(error):
            share(ann, page, *wrong)
    with refused(BadValue):
        share(ann, page, "bob", note="x" * (sharing.LONGEST_NOTE + 1))
    with refused(NoSuchContent):
        share(Actor.anonymous(), page, "bob")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    with refused(NoSuchContent):
        share(bob, page, "ann")
    with refused(BadValue):
        share(ann, page, "bob")
    assert not Share.objects.exists()


def test_nobody_shares_with_too_many(ann, bob, page, refused, monkeypatch):
    member("carl")
    monkeypatch.setattr(sharing, "MOST_AT_ONCE", 1)
    with refused(BadValue):
        share(ann, page, "bob", "carl")
    monkeypatch.setattr(sharing, "MOST_AN_HOUR", 2)
    share(ann, page, "bob")
    share(ann, page, "carl")
    with refused(NotPermitted):
        share(ann, page, "bob")
    share(bob, page, "carl")
    Share.objects.update(created=timezone.now() - timedelta(minutes=61))
    assert share(ann, page, "bob")


def test_outside_addresses_need_the_sites_leave(ann, bob, page, refused):
    with refused(BadValue):
        share(ann, page, addresses=["x@else.org"])
    change_site_settings(super_actor("boss"), values={"share_outside": True})
    for wrong in ("x", "x@else.org\nBcc: y@else.org", f"{'x' * 300}@else.org"):
        with refused(BadValue):
            share(ann, page, addresses=[wrong])
    shared = share(ann, page, addresses=["x@else.org", bob.user.email.upper(), "x@else.org"])
    assert (shared.addresses, names(shared), shared.recipients) == (["x@else.org"], {"bob"}, 2)


def test_an_address_of_somebody_who_may_not_view_it_gets_nothing(ann, bob, page):
    change_site_settings(super_actor("boss"), values={"share_outside": True})
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    shared = share(ann, page, addresses=["x@else.org", bob.user.email])
    assert (shared.addresses, names(shared)) == (["x@else.org"], set())


def test_what_was_shared_is_forgotten(ann, bob, page):
    share(ann, page, "bob")
    assert forget_old_shares(SYSTEM_NOTIFICATIONS) == 0
    Share.objects.update(created=timezone.now() - sharing.KEPT)
    assert forget_old_shares(SYSTEM_NOTIFICATIONS) == 1
    assert again(page)
