"""Files are attached."""

import hashlib
import io

import pytest
from django.core.files.storage import storages

from accounts.errors import NotPermitted
from tests.factories.wiki import again, make_attachment, make_comment, make_page
from wiki.errors import AttachmentTooLarge, BadFileName, BadValue, ContentIdTaken, NoSuchAttachment, NoSuchContent
from wiki.models import Content, RestrictionType
from wiki.permissions.access import version_for
from wiki.queries.attachments import attachment_by_name, attachments_of
from wiki.services.attachments.store import add_attachment, describe_attachment
from wiki.services.blogposts.store import create_blogpost
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


def read(content):
    """Read the file of a version."""
    with storages["attachments"].open(content.file_key) as file:
        return file.read()


@pytest.fixture
def page(ann, space):
    return make_page(ann, "Page")


def test_a_file_is_stored_with_all_that_is_said_of_it(ann, page):
    data = bytes(range(256)) * 5000
    file = add_attachment(
        ann, container_id=page.pk, file_name=" Bild.PNG ", data=io.BytesIO(data), comment="c", minor_edit=True
    )
    stored = again(file)
    assert (stored.title, stored.title_folded, stored.kind, stored.version) == ("Bild.PNG", "bild.png", "attachment", 1)
    assert (stored.media_type, stored.version_comment, stored.minor_edit) == ("image/png", "c", True)
    assert (stored.container, stored.host, stored.space, stored.creator) == (page, page, page.space, ann.user)
    assert (stored.file_size, stored.file_digest) == (len(data), hashlib.sha256(data).hexdigest())
    assert read(stored) == data


def test_the_same_name_makes_a_new_version(ann, bob, page):
    first = make_attachment(ann, page, "É.txt", b"1")
    second = make_attachment(bob, page, "é.TXT", b"2")
    assert (second.pk, second.version, second.title) == (first.pk, 2, "É.txt")
    earlier = again(first).versions.get()
    assert (earlier.version, earlier.title, earlier.modifier, read(earlier)) == (1, "É.txt", ann.user, b"1")
    assert read(again(second)) == b"2"
    assert version_for(bob, earlier.pk) == earlier
    assert attachment_by_name(ann, page, "É.TXT") == second
    assert attachment_by_name(ann, page, "é.txt", 1) == earlier


def test_on_posts_and_comments(ann, page):
    post = create_blogpost(ann, space_key="TST", title="P", storage="")
    comment = make_comment(ann, page)
    assert again(make_attachment(ann, post)).host == post
    on_comment = again(make_attachment(ann, comment))
    assert (on_comment.host, on_comment.container) == (page, comment)
    assert list(attachments_of(ann, comment)) == [on_comment]
    assert list(attachments_of(ann, page)) == []


def test_a_file_from_where_its_stream_stands(ann, page):
    data = io.BytesIO(b"abcdef")
    data.seek(3)
    assert read(add_attachment(ann, container_id=page.pk, file_name="a", data=data)) == b"def"


def test_an_empty_file(ann, page):
    assert make_attachment(ann, page, data=b"").file_size == 0


@pytest.mark.parametrize("name", ["", " ", ".", "..", "a/b", "a\\b", "a\x00", "a\nb", "x" * 256, "\ud800"])
def test_names_that_can_not_be(ann, page, refused, name):
    with refused(BadFileName):
        make_attachment(ann, page, name)


def test_media_types(ann, page, refused):
    def attach(media_type, name="a.unknown"):
        return add_attachment(
            ann, container_id=page.pk, file_name=name, data=io.BytesIO(b""), media_type=media_type
        ).media_type

    assert attach("") == "application/octet-stream"
    assert attach("text/plain; charset=utf-8") == "text/plain; charset=utf-8"
    for bad in ("text", "text/plain\r\nX: y", "<script>", "a/b" + "c" * 300):
        with refused(BadValue):
            attach(bad, "new")


def test_refusals(ann, bob, stranger, page, refused, settings):
    file = make_attachment(ann, page)
    with refused(NoSuchContent):
        make_attachment(stranger, page)
    with refused(NoSuchContent):
        make_attachment(ann, file, "on-a-file")
    with refused(ContentIdTaken):
        add_attachment(ann, container_id=page.pk, file_name="new", data=io.BytesIO(b""), content_id=page.pk)
    with refused(BadValue):
        add_attachment(ann, container_id=page.pk, file_name="new", data=io.BytesIO(b""), comment="a\x00")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
    with refused(NotPermitted):
        make_attachment(bob, page, "new")
    settings.WIKI_MAX_REQUEST_BYTES = 3
    with refused(AttachmentTooLarge):
        make_attachment(ann, page, data=b"1234")
    make_attachment(ann, page, data=b"123")


def test_describing_makes_no_version(ann, stranger, page, refused):
    file = make_attachment(ann, page)
    describe_attachment(ann, attachment_id=file.pk, comment="new", media_type="image/gif")
    stored = again(file)
    assert (stored.version, stored.version_comment, stored.media_type) == (1, "new", "image/gif")
    describe_attachment(ann, attachment_id=file.pk)
    with refused(BadValue):
        describe_attachment(ann, attachment_id=file.pk, comment="x", media_type="no")
    with refused(NoSuchAttachment):
        describe_attachment(stranger, attachment_id=file.pk, comment="x")
    assert Content.objects.filter(current=file).count() == 0
