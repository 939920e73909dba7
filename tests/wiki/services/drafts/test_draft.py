"""Drafts are kept and dropped."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import make_page
from wiki.errors import BadValue, NoSuchContent, NoSuchDraft, NoSuchSpace
from wiki.models import Draft
from wiki.queries.drafts import draft_for, draft_of_content, drafts_of
from wiki.services.drafts.draft import discard_draft, save_draft

pytestmark = pytest.mark.django_db


def test_one_for_each_person_and_content(ann, bob, space):
    page = make_page(ann)
    first = save_draft(ann, content_id=page.pk, storage="<p>not closed", title="T", base_version=1)
    again = save_draft(ann, content_id=page.pk, storage="<p>more", base_version=1)
    other = save_draft(bob, content_id=page.pk, storage="")
    assert (first.pk, again.storage, again.space) == (again.pk, "<p>more", space)
    assert other.pk != first.pk
    assert draft_of_content(ann, page) == again
    assert list(drafts_of(ann)) == [again]


def test_pages_to_be(ann, bob, space, refused):
    parent = make_page(ann)
    draft = save_draft(ann, space_key="tst", parent_id=parent.pk, storage="1", title=" New ")
    same = save_draft(ann, space_key="TST", draft_id=draft.pk, storage="2")
    assert (same.pk, same.storage, same.parent) == (draft.pk, "2", None)
    assert draft_for(ann, draft.pk) == same
    for somebody, draft_id in ((bob, draft.pk), (ann, 999_999)):
        with refused(NoSuchDraft):
            save_draft(somebody, space_key="TST", draft_id=draft_id, storage="")
        with pytest.raises(NoSuchDraft):
            draft_for(somebody, draft_id)
        with refused(NoSuchDraft):
            discard_draft(somebody, draft_id=draft_id)
    discard_draft(ann, draft_id=draft.pk)
    assert not Draft.objects.exists()


def test_refusals(ann, stranger, anonymous, space, refused):
    page = make_page(ann)
    with refused(NotPermitted):
        save_draft(anonymous, content_id=page.pk, storage="")
    with refused(NoSuchContent):
        save_draft(stranger, content_id=page.pk, storage="")
    with refused(NoSuchSpace):
        save_draft(stranger, space_key="TST", storage="")
    for bad in ({"storage": "a\x00"}, {"storage": "", "title": "\ud800"}):
        with refused(BadValue):
            save_draft(ann, content_id=page.pk, **bad)
