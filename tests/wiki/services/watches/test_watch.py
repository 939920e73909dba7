"""Content and spaces are watched."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import make_comment, make_page
from wiki.errors import BadValue, NoSuchContent, NoSuchSpace
from wiki.models import Watch
from wiki.queries.watches import is_watching, is_watching_space, watchers_of
from wiki.services.watches.watch import unwatch_content, unwatch_space, watch_content, watch_space

pytestmark = pytest.mark.django_db


def test_a_page(ann, bob, space):
    page = make_page(ann)
    assert [watch_content(bob, content_id=page.pk), watch_content(bob, content_id=page.pk)] == [True, False]
    assert is_watching(bob, page)
    assert not is_watching(ann, page)
    assert [unwatch_content(bob, content_id=page.pk), unwatch_content(bob, content_id=page.pk)] == [True, False]
    assert not Watch.objects.exists()


def test_a_space_and_kinds_of_content_in_it(bob, space):
    assert watch_space(bob, space_key="tst", content_kind="blogpost")
    assert is_watching_space(bob, space, "blogpost")
    assert not is_watching_space(bob, space)
    assert watch_space(bob, space_key="tst")
    assert is_watching_space(bob, space, "page")
    assert unwatch_space(bob, space_key="TST")
    assert Watch.objects.get().content_kind == "blogpost"


def test_for_others(ann, bob, stranger, space, refused):
    page = make_page(ann)
    assert watch_content(ann, content_id=page.pk, user=bob.user)
    assert list(watchers_of(ann, page)) == [bob.user]
    assert list(watchers_of(bob, page)) == []
    with refused(NotPermitted):
        watch_content(bob, content_id=page.pk, user=ann.user)
    with refused(NoSuchContent):
        watch_content(ann, content_id=page.pk, user=stranger.user)
    with refused(NoSuchSpace):
        watch_space(ann, space_key="TST", user=stranger.user)
    assert unwatch_content(ann, content_id=page.pk, user=bob.user)


def test_refusals(ann, stranger, anonymous, space, refused):
    page = make_page(ann)
    comment = make_comment(ann, page)
    with refused(NotPermitted):
        watch_content(anonymous, content_id=page.pk)
    with refused(NoSuchContent):
        watch_content(stranger, content_id=page.pk)
    with refused(NoSuchContent):
        watch_content(ann, content_id=comment.pk)
    with refused(BadValue):
        watch_space(ann, space_key="TST", content_kind="something quite long")
