"""A person is followed: whoever follows them is told of what they write."""

import pytest

from accounts.actor import Actor
from accounts.errors import NoSuchUser, NotPermitted
from wiki.errors import BadValue
from wiki.models import Watch
from wiki.queries.watches import followed_people, is_following, watched_by
from wiki.services.watches.follow import follow_person, unfollow_person

pytestmark = pytest.mark.django_db


def test_somebody_is_followed_once_and_no_more(ann, bob):
    assert (follow_person(bob, username="Ann"), follow_person(bob, username="ann")) == (True, False)
    assert is_following(bob, ann.user) and not is_following(ann, bob.user)
    assert [watched_by(each) for each in followed_people(bob)] == [f"what {ann.user.display_name} writes"]
    assert (unfollow_person(bob, username="ann"), unfollow_person(bob, username="ann")) == (True, False)


def test_refusals(ann, bob, refused):
    with refused(BadValue):
        follow_person(ann, username="ann")
    with refused(NoSuchUser):
        follow_person(ann, username="nobody")
    with refused(NotPermitted):
        follow_person(Actor.anonymous(), username="ann")
    assert not Watch.objects.exists()
