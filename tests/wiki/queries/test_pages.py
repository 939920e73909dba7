"""Pages and their history, as somebody may see them."""

import pytest

from tests.factories.wiki import make_chain, make_comment, make_page
from wiki.errors import NoSuchPage
from wiki.models import RestrictionType
from wiki.queries.history import versions_of
from wiki.queries.pages import (
    ancestors_of,
    descendants_of,
    page_by_former_title,
    page_by_title,
    pages_of,
    top_level_pages,
)
from wiki.queries.recent import contributors_of, recently_updated
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.edit import set_space_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(ann, space):
    return make_chain(ann, "A", "B", "C")


def test_the_tree(ann, bob, stranger, space, chain):
    a, b, c = chain
    set_restriction(ann, content_id=c.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert ancestors_of(bob, c) == [a, b]
    assert list(descendants_of(ann, a)) == [b, c]
    assert list(descendants_of(bob, a)) == [b]
    assert list(top_level_pages(bob, space)) == [a, space.home_page]
    assert list(pages_of(stranger, space)) == []


def test_by_title(ann, bob, stranger, space, chain):
    assert page_by_title(bob, space, " b ") == chain[1]
    for actor, title in ((stranger, "B"), (bob, "none"), (bob, "\x00"), (bob, "\ud800")):
        with pytest.raises(NoSuchPage):
            page_by_title(actor, space, title)


def test_by_former_title(ann, bob, space, chain):
    a, b, c = chain
    edit_page(ann, page_id=a.pk, version=1, title="New")
    assert page_by_former_title(bob, space, "a") == a
    assert page_by_former_title(bob, space, "none") is None
    set_restriction(ann, content_id=a.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert page_by_former_title(bob, space, "a") is None


def test_history_and_who_wrote_it(ann, bob, stranger, space):
    page = make_page(ann)
    current = edit_page(bob, page_id=page.pk, version=1, storage="<p>2</p>")
    assert [version.version for version in versions_of(bob, current)] == [1]
    assert list(versions_of(stranger, current)) == []
    assert list(contributors_of(bob, current)) == [ann.user, bob.user]


def test_recent_changes_leave_archived_spaces_out(ann, space, other_space):
    page = make_page(ann, space="OTH")
    comment = make_comment(ann, make_page(ann))
    assert recently_updated(ann)[0] == comment
    set_space_status(ann, key="TST", status="archived")
    assert set(recently_updated(ann)) == {page, other_space.home_page}
    assert comment in recently_updated(ann, space)
