"""Who edits what: told to those who may edit it and may know people, and to nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor
from wiki.errors import NoSuchContent, NotPermitted
from wiki.models import Content, EditorPresence, RestrictionType, Space
from wiki.queries.presence import others_editing
from wiki.services.editors.presence import leave_editor, note_editing
from wiki.services.pages.remove import trash_page
from wiki.services.purge import purge
from wiki.services.restrictions.set import set_restriction


def test_one_row_for_each_person_and_page_and_none_for_long(ann: Actor, bob: Actor, space: Space):
    for actor in (ann, ann, bob):
        note_editing(actor, content_id=space.home_page_id)
    page = Content.objects.get(pk=space.home_page_id)
    assert EditorPresence.objects.count() == 2
    assert [user.username for user in others_editing(ann, page)] == ["bob"]
    leave_editor(bob, content_id=page.pk)
    assert others_editing(ann, page) == []
    EditorPresence.objects.update(seen=timezone.now() - timedelta(minutes=5))
    note_editing(bob, content_id=page.pk)
    assert [row.user_id for row in EditorPresence.objects.all()] == [bob.user_id]


def test_who_may_not_edit_notes_and_learns_nothing(ann: Actor, bob: Actor, stranger: Actor, space: Space):
    note_editing(ann, content_id=space.home_page_id)
    with pytest.raises(NoSuchContent):
        note_editing(stranger, content_id=space.home_page_id)
    set_restriction(ann, content_id=space.home_page_id, type=RestrictionType.EDIT, users=[ann.user])
    with pytest.raises(NotPermitted):
        note_editing(bob, content_id=space.home_page_id)
    assert others_editing(stranger, Content.objects.get(pk=space.home_page_id)) == []


def test_a_page_goes_for_good_although_somebody_edits_it(ann: Actor, space: Space):
    from tests.factories.wiki import make_page

    page = make_page(ann, "Going", space=space.key)
    note_editing(ann, content_id=page.pk)
    trash_page(ann, page_id=page.pk)
    purge(Content.objects.filter(pk=page.pk))
    assert not EditorPresence.objects.exists()
