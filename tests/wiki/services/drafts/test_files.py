"""Files of a page to be: who may bring them, what becomes of them, and that none is left behind on the disk."""

import io

import pytest
from django.core.files.storage import storages

from accounts.actor import Actor
from accounts.queries import group_by_name
from wiki.errors import AttachmentTooLarge, BadFileName, BadValue, NoSuchDraft, NotPermitted, TitleTaken
from wiki.models import Content, Draft, DraftFile, Space, SpacePermissionType
from wiki.queries.attachments import bytes_of
from wiki.services.drafts import files
from wiki.services.drafts.draft import discard_draft, save_draft
from wiki.services.drafts.files import add_draft_file
from wiki.services.drafts.publish import publish_draft
from wiki.services.spaces.permissions import revoke_space_permissions
from wiki.services.spaces.remove import remove_space
from wiki.services.unused_files import sweep_unused_files


@pytest.fixture
def draft(ann: Actor, space: Space) -> Draft:
    """Ann's draft of a page to be."""
    return save_draft(ann, storage="<p>soon</p>", title="Coming", space_key=space.key)


def put(actor: Actor, draft: Draft, name: str = "a.png", data: bytes = b"picture") -> DraftFile:
    """Put a file into a draft."""
    return add_draft_file(actor, draft_id=draft.pk, file_name=name, data=io.BytesIO(data))


def test_files_become_attachments_of_the_page(ann: Actor, draft: Draft, committed):
    put(ann, draft, "A.png", b"first")
    with committed():
        second = put(ann, draft, "a.PNG", b"second")
    assert DraftFile.objects.get() == second and second.media_type == "image/png"
    with committed():
        page = publish_draft(ann, draft_id=draft.pk, space_key="TST", title="Coming", storage="<p>here</p>")
    attached = Content.objects.get(container=page)
    assert (attached.title, attached.version, bytes_of(attached)) == ("a.PNG", 1, b"second")
    assert not Draft.objects.exists() and not DraftFile.objects.exists()
    assert storages["attachments"].exists(attached.file_key)


def test_nothing_of_it_happens_when_the_page_cannot_be(ann: Actor, draft: Draft, space: Space, refused):
    put(ann, draft)
    with refused(TitleTaken):
        title = space.home_page.title
        publish_draft(ann, draft_id=draft.pk, space_key="TST", title=title, storage="<p>here</p>")
    assert DraftFile.objects.filter(draft=draft).count() == 1


def test_who_is_not_the_writer_has_no_such_draft(bob: Actor, draft: Draft):
    with pytest.raises(NoSuchDraft):
        put(bob, draft)
    page = publish_draft(bob, draft_id=draft.pk, space_key="TST", title="Bob's", storage="<p>x</p>")
    assert Draft.objects.filter(pk=draft.pk).exists() and not Content.objects.filter(container=page).exists()


def test_who_may_attach_nothing_is_refused(ann: Actor, bob: Actor, space: Space):
    draft = save_draft(bob, storage="", title="x", space_key=space.key)
    group = group_by_name("confluence-users")
    attaching = [SpacePermissionType.CREATEATTACHMENT]
    revoke_space_permissions(ann, key=space.key, permissions=attaching, grantee=group)
    with pytest.raises(NotPermitted):
        put(bob, draft)


def test_limits(ann: Actor, draft: Draft, settings, monkeypatch: pytest.MonkeyPatch):
    settings.WIKI_MAX_REQUEST_BYTES = 10
    with pytest.raises(AttachmentTooLarge):
        put(ann, draft, data=b"x" * 11)
    with pytest.raises(BadFileName):
        put(ann, draft, name="")
    monkeypatch.setattr(files, "MOST_FILES", 1)
    put(ann, draft, "one")
    with pytest.raises(BadValue, match="can have 1 files"):
        put(ann, draft, "two")
    put(ann, draft, "ONE")


def test_a_draft_of_a_page_that_is_there_takes_no_files(ann: Actor, space: Space):
    draft = save_draft(ann, storage="", title="x", content_id=space.home_page_id)
    with pytest.raises(BadValue, match="attach the file to it"):
        put(ann, draft)


def test_the_sweep_leaves_files_of_drafts_and_takes_those_of_dropped_ones(ann: Actor, draft: Draft, monkeypatch):
    from datetime import timedelta

    from wiki.services import unused_files

    monkeypatch.setattr(unused_files, "KEEP_FOR", timedelta(seconds=-1))
    file = put(ann, draft)
    sweep_unused_files()
    assert storages["attachments"].exists(file.file_key)
    discard_draft(ann, draft_id=draft.pk)
    sweep_unused_files()
    assert not storages["attachments"].exists(file.file_key)


def test_a_space_goes_with_drafts_and_their_files(ann: Actor, draft: Draft):
    put(ann, draft)
    remove_space(ann, key="TST")
    assert not DraftFile.objects.exists()
