"""Attachments move, get other names, and lose versions."""

import pytest
from django.core.files.storage import storages

from accounts.errors import NotPermitted
from tests.factories.wiki import again, make_attachment, make_page
from wiki.errors import BadFileName, BadMove, FileNameTaken, NoSuchAttachment, NoSuchContent, NoSuchVersion
from wiki.models import RestrictionType
from wiki.services.attachments.move import move_attachment, remove_attachment_version
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(ann, space):
    page = make_page(ann, "Page")
    make_attachment(ann, page, data=b"1")
    return make_attachment(ann, page, data=b"2")


def test_all_versions_come_along(ann, file, other_space):
    target = make_page(ann, "Target", space="OTH")
    move_attachment(ann, attachment_id=file.pk, container_id=target.pk, file_name="new.txt")
    for version in (again(file), again(file).versions.get()):
        assert (version.container, version.host, version.space, version.title) == (
            target,
            target,
            other_space,
            "new.txt",
        )
    assert again(file).version == 2


def test_nothing_happens_where_nothing_differs(ann, file):
    assert move_attachment(ann, attachment_id=file.pk).version == 2
    assert (
        move_attachment(ann, attachment_id=file.pk, container_id=file.container_id, file_name="file.txt").pk == file.pk
    )


def test_a_name_may_change_its_case(ann, file):
    assert move_attachment(ann, attachment_id=file.pk, file_name="FILE.txt").title == "FILE.txt"


def test_refusals(ann, bob, stranger, file, refused):
    target = make_page(ann, "Target")
    make_attachment(ann, target, "FILE.TXT")
    make_attachment(ann, file.container, "other.txt")
    with refused(FileNameTaken):
        move_attachment(ann, attachment_id=file.pk, container_id=target.pk)
    with refused(FileNameTaken):
        move_attachment(ann, attachment_id=file.pk, file_name="OTHER.txt")
    with refused(BadFileName):
        move_attachment(ann, attachment_id=file.pk, file_name="a/b")
    with refused(NoSuchContent):
        move_attachment(ann, attachment_id=file.pk, container_id=999_999)
    with refused(NoSuchAttachment):
        move_attachment(stranger, attachment_id=file.pk, file_name="x")
    with refused(NoSuchAttachment):
        move_attachment(ann, attachment_id=target.pk, file_name="x")
    set_restriction(ann, content_id=target.pk, type=RestrictionType.EDIT, users=[ann.user])
    with refused(NotPermitted):
        move_attachment(bob, attachment_id=file.pk, container_id=target.pk, file_name="free.txt")
    file.space.group_permissions.filter(permission__codename="removeattachment").delete()
    free = make_page(ann, "Free")
    with refused(NotPermitted):
        move_attachment(bob, attachment_id=file.pk, container_id=free.pk)


def test_a_version_goes_with_its_file(ann, bob, file, committed, refused):
    (earlier,) = again(file).versions.all()
    with committed():
        remove_attachment_version(ann, attachment_id=file.pk, version=1)
    assert not storages["attachments"].exists(earlier.file_key)
    assert storages["attachments"].exists(again(file).file_key)
    assert again(file).versions.count() == 0
    with refused(BadMove):
        remove_attachment_version(ann, attachment_id=file.pk, version=2)
    with refused(NoSuchVersion):
        remove_attachment_version(ann, attachment_id=file.pk, version=1)
