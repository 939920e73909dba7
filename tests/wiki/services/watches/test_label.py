"""A label is watched: whoever watches it is told when something gets it."""

import pytest

from accounts.actor import Actor
from accounts.errors import NotPermitted
from tests.factories.wiki import make_page
from wiki.errors import NoSuchLabel
from wiki.models import Watch
from wiki.queries.watches import is_watching_label, watched_by, watched_labels
from wiki.services.labels.label import add_labels
from wiki.services.watches.label import unwatch_label, watch_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def label(ann, space):
    return add_labels(ann, content_id=make_page(ann, "Plan").pk, labels="hot my:own")[0]


def test_a_label_is_watched_once_and_no_more(bob, label):
    assert (watch_label(bob, name="HOT"), watch_label(bob, name="hot")) == (True, False)
    assert is_watching_label(bob, label)
    assert [watched_by(each) for each in watched_labels(bob)] == ["the label “hot”"]
    assert (unwatch_label(bob, name="hot"), unwatch_label(bob, name="hot")) == (True, False)


def test_personal_labels_and_missing_ones_are_not_watched(ann, label, refused):
    for name in ("own", "cold"):
        with refused(NoSuchLabel):
            watch_label(ann, name=name)
    with refused(NotPermitted):
        watch_label(Actor.anonymous(), name="hot")
    assert not Watch.objects.filter(label__isnull=False).exists()
