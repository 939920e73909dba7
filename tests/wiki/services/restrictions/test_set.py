"""Pages are closed and opened."""

import pytest

from accounts.actor import Actor
from accounts.errors import NotPermitted
from tests.factories.wiki import group, make_chain, make_comment, make_page, member
from wiki.errors import NoSuchContent
from wiki.models import Restriction, RestrictionType, ViewGate
from wiki.permissions.access import page_for
from wiki.permissions.decide import may
from wiki.permissions.vocabulary import Action
from wiki.queries.restrictions import inherited_by, is_restricted, restrictions_of
from wiki.services.blogposts.store import create_blogpost
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db

VIEW, EDIT = RestrictionType.VIEW, RestrictionType.EDIT


def test_replaced_and_lifted(ann, bob, space):
    carl = member("carl", "writers")
    a, b = make_chain(ann, "A", "B")
    set_restriction(ann, content_id=a.pk, type=VIEW, users=[ann.user, bob.user])
    set_restriction(ann, content_id=a.pk, type=VIEW, groups=[group("writers")], users=[ann.user])
    (restriction,) = restrictions_of(ann, a)
    assert (restriction.users, restriction.groups) == ([ann.user], [group("writers")])
    assert [page_for(carl, page.pk) for page in (a, b)] == [a, b]
    with pytest.raises(NoSuchContent):
        page_for(bob, b.pk)
    assert [found.page for found in inherited_by(ann, b)] == [a]
    assert is_restricted(b)
    set_restriction(ann, content_id=a.pk, type=VIEW)
    assert (Restriction.objects.count(), ViewGate.objects.count()) == (0, 0)
    assert page_for(bob, b.pk) == b


def test_view_and_edit_apart(ann, bob, space):
    page = make_page(ann)
    set_restriction(ann, content_id=page.pk, type=EDIT, users=[ann.user])
    assert may(bob, Action.VIEW, page)
    assert not may(bob, Action.EDIT, page)
    set_restriction(ann, content_id=page.pk, type=VIEW, users=[ann.user, bob.user])
    set_restriction(ann, content_id=page.pk, type=EDIT)
    assert may(bob, Action.EDIT, page)
    assert not ViewGate.objects.exclude(restriction__type=VIEW).exists()


def test_nobody_locks_themselves_out(ann, bob, space):
    page = make_page(ann)
    set_restriction(ann, content_id=page.pk, type=VIEW, users=[bob.user])
    assert page_for(ann, page.pk) == page
    set_restriction(ann, content_id=page.pk, type=EDIT, groups=[group("confluence-users")])
    (edit,) = [found for found in restrictions_of(ann, page) if found.type == EDIT]
    assert edit.users == []
    set_restriction(bob, content_id=page.pk, type=EDIT, users=[ann.user])
    assert may(Actor.for_user(bob.user), Action.EDIT, page)


def test_posts(ann, bob, space):
    post = create_blogpost(ann, space_key="TST", title="P", storage="")
    set_restriction(ann, content_id=post.pk, type=VIEW, users=[ann.user])
    assert not may(bob, Action.VIEW, post)


def test_refusals(ann, bob, stranger, space, refused):
    page = make_page(ann)
    comment = make_comment(ann, page)
    with refused(NoSuchContent):
        set_restriction(stranger, content_id=page.pk, type=VIEW)
    with refused(NoSuchContent):
        set_restriction(ann, content_id=comment.pk, type=VIEW)
    set_restriction(ann, content_id=page.pk, type=EDIT, users=[ann.user])
    with refused(NotPermitted):
        set_restriction(bob, content_id=page.pk, type=EDIT)
    set_restriction(ann, content_id=page.pk, type=EDIT)
    space.group_permissions.filter(permission__codename="setpagepermissions").delete()
    with refused(NotPermitted):
        set_restriction(bob, content_id=page.pk, type=VIEW, users=[bob.user])
