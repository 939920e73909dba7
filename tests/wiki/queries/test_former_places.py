"""Pages that left a space are still found by where they were."""

import pytest

from tests.factories.wiki import make_chain, make_page
from wiki.models import RestrictionType
from wiki.queries.links import VisibleTargets
from wiki.queries.pages import page_by_former_title
from wiki.services.pages.move import move_page_to_top_level
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.storage_format.targets import PageKey

pytestmark = pytest.mark.django_db


def found(actor, title):
    """The id of the page that a link into the old space leads to, if it leads anywhere."""
    target = VisibleTargets(actor).pages({PageKey("TST", title)}).get(PageKey("TST", title))
    return target.content_id if target else None


def test_the_page_and_those_below_it(ann, bob, space, other_space):
    top, below = make_chain(ann, "Top", "Below")
    move_page_to_top_level(ann, page_id=top.pk, space_key="OTH")
    assert [found(bob, "top"), found(bob, "BELOW")] == [top.pk, below.pk]
    assert page_by_former_title(bob, space, "Below") == below


def test_a_new_page_of_that_title_comes_first(ann, bob, space, other_space):
    page = make_page(ann, "Title")
    move_page_to_top_level(ann, page_id=page.pk, space_key="OTH")
    new = make_page(ann, "Title")
    assert found(bob, "Title") == new.pk


def test_the_last_to_leave_is_found(ann, bob, space, other_space):
    first = make_page(ann, "Title")
    move_page_to_top_level(ann, page_id=first.pk, space_key="OTH")
    second = make_page(ann, "Title", space="TST")
    edit_page(ann, page_id=first.pk, version=1, title="Other title")
    move_page_to_top_level(ann, page_id=second.pk, space_key="OTH")
    assert found(bob, "Title") == second.pk
    assert page_by_former_title(bob, space, "Title") == second


def test_not_for_those_who_may_not_see_it(ann, bob, space, other_space):
    page = make_page(ann, "Title")
    move_page_to_top_level(ann, page_id=page.pk, space_key="OTH")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert found(bob, "Title") is None
    assert page_by_former_title(bob, space, "Title") is None
