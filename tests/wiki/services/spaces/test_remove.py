"""Spaces are removed."""

import pytest
from django.core.files.storage import storages

from accounts.errors import NotPermitted
from tests.factories.wiki import make_attachment, make_chain, make_comment, make_page
from wiki.errors import NoSuchSpace
from wiki.models import AuditEntry, Body, Content, Draft, Labelling, Link, Restriction, RestrictionType, Space, Watch
from wiki.services.blogposts.store import create_blogpost
from wiki.services.drafts.draft import save_draft
from wiki.services.labels.label import add_label_to_space, add_labels
from wiki.services.pages.copy import copy_page
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.remove import remove_space
from wiki.services.watches.watch import watch_content, watch_space

pytestmark = pytest.mark.django_db


def test_a_space_goes_with_all_it_held_and_nothing_else(ann, bob, space, other_space, committed):
    kept = make_page(ann, "Kept", space="OTH")
    page, below, deep = make_chain(ann, "A", "B", "C")
    edit_page(ann, page_id=below.pk, version=1, storage='<ac:link><ri:page ri:content-title="A"/></ac:link>')
    comment = make_comment(bob, below)
    make_comment(ann, below, reply_to=comment)
    file = make_attachment(ann, below)
    shared = make_attachment(ann, page, "shared.txt")
    copy_page(ann, page_id=page.pk, parent_id=kept.pk, title="Copy")
    make_attachment(ann, comment)
    create_blogpost(ann, space_key="TST", title="P", storage="")
    add_labels(ann, content_id=below.pk, labels="x my:y")
    add_label_to_space(ann, space_key="TST", label="team:z")
    watch_content(bob, content_id=page.pk)
    watch_space(bob, space_key="TST")
    save_draft(bob, content_id=page.pk, storage="")
    save_draft(bob, space_key="TST", parent_id=page.pk, storage="")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    trash_page(ann, page_id=deep.pk)
    with committed():
        remove_space(ann, key="tst")
    assert list(Space.objects.all()) == [other_space]
    assert set(Content.objects.values_list("title", flat=True)) == {"Space OTH Home", "Kept", "Copy", "shared.txt"}
    assert Body.objects.count() == 3
    for model in (Link, Labelling, Watch, Draft, Restriction):
        assert not model.objects.exists(), model
    assert not storages["attachments"].exists(file.file_key)
    assert storages["attachments"].exists(shared.file_key)
    assert AuditEntry.objects.latest("pk").event == "SpaceRemoved"


def test_refusals(bob, stranger, space, refused):
    with refused(NotPermitted):
        remove_space(bob, key="TST")
    with refused(NoSuchSpace):
        remove_space(stranger, key="TST")


def test_its_key_and_titles_are_free_again(ann, space):
    from tests.factories.wiki import make_space

    remove_space(ann, key="TST")
    make_space(ann)
    assert make_page(ann, "Space tst home 2").title
