"""Attach files, and change what is said of them."""

import hashlib
import mimetypes
import re
import uuid
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import AttachmentTooLarge, BadValue
from wiki.events import ContentAdded, ContentEdited
from wiki.models import Content, ContentKind, ContentStatus, DraftFile, allot_id
from wiki.permissions.access import attachment_for, content_for
from wiki.permissions.vocabulary import Action
from wiki.services.attribution import authorship
from wiki.services.frame import about, record, service
from wiki.services.pages.store import refuse_taken_id
from wiki.services.titles import clean_file_name, clean_text
from wiki.services.versions import begin_version, keep_version
from wiki.storage_format.references import fold_title

_MEDIA_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,150}(\s*;[\x20-\x7e]*)?\Z", re.ASCII)
_CHUNK = 1 << 20
CONTAINERS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)


@service
def add_attachment(
    actor: Actor,
    *,
    container_id: int,
    file_name: str,
    data: BinaryIO,
    media_type: str = "",
    comment: str = "",
    minor_edit: bool = False,
    content_id: int | None = None,
) -> Content:
    """Attach a file to a page, blog post or comment; a name that is there already gets a new version.

    Args:
        container_id: what the file is attached to.
        file_name: unique on its page, whatever its case.
        data: a binary stream, read to its end.
        media_type: as in `image/png`; empty is guessed from the name.
        comment: what is new in this version.
        minor_edit: whether to notify nobody.
        content_id: an id to keep from another system, for a new attachment; None allots one.

    Raises:
        NoSuchContent: the container is not there for the actor.
        NotPermitted: the actor may not attach files to it.
        BadFileName, BadValue, AttachmentTooLarge, ContentIdTaken: what is to be stored can't be.
    """
    container = content_for(actor, container_id, Action.ATTACH, kinds=CONTAINERS, lock=True)
    name = clean_file_name(file_name)
    media_type = clean_media_type(media_type, name)
    comment = clean_text(comment, "comment")
    earlier = (
        Content.objects.filter(
            container_id=container.pk,
            kind=ContentKind.ATTACHMENT,
            status=ContentStatus.CURRENT,
            title_folded=fold_title(name),
        )
        .select_related("space")
        .select_for_update(of=("self",), no_key=True)
        .first()
    )
    author = authorship(actor, None)
    if earlier is None:
        refuse_taken_id(content_id)
        attachment = Content(
            id=allot_id() if content_id is None else content_id,
            kind=ContentKind.ATTACHMENT,
            space=container.space,
            host_id=container.host_id,
            container=container,
            creator_id=author.creator_id,
            created=author.created,
            modifier_id=author.modifier_id,
            modified=author.modified,
            version_comment=comment,
            minor_edit=minor_edit,
        )
        attachment.retitle(name)
    else:
        attachment = earlier
        keep_version(attachment)
        begin_version(attachment, author, comment, minor_edit)
    attachment.media_type = media_type
    store_file(attachment, data)
    attachment.save(force_insert=earlier is None)
    what = about(actor, attachment)
    if earlier is None:
        record(actor, ContentAdded(**what, kind=ContentKind.ATTACHMENT, minor_edit=minor_edit))
    else:
        record(
            actor,
            ContentEdited(**what, kind=ContentKind.ATTACHMENT, version=attachment.version, minor_edit=minor_edit),
        )
    return attachment


@service
def describe_attachment(
    actor: Actor, *, attachment_id: int, comment: str | None = None, media_type: str | None = None
) -> Content:
    """Change comment or media type of the current version of an attachment; no new version is made.

    Raises:
        NoSuchAttachment: it is not there for the actor.
        NotPermitted: the actor may not edit it.
        BadValue: the media type is none.
    """
    attachment = attachment_for(actor, attachment_id, Action.EDIT, lock=True)
    if comment is not None:
        attachment.version_comment = clean_text(comment, "comment")
    if media_type is not None:
        attachment.media_type = clean_media_type(media_type, attachment.title)
    attachment.save(update_fields=["version_comment", "media_type"])
    record(
        actor,
        ContentEdited(
            **about(actor, attachment),
            kind=ContentKind.ATTACHMENT,
            version=attachment.version,
            minor_edit=True,
        ),
    )
    return attachment


def clean_media_type(media_type: str, file_name: str) -> str:
    """Check a media type, or guess one from a file name where none is given.

    Raises:
        BadValue: it is not of the form `type/subtype`.
    """
    media_type = media_type.strip()
    if not media_type:
        return mimetypes.guess_type(file_name)[0] or "application/octet-stream"
    if not _MEDIA_TYPE.match(media_type):
        raise BadValue(
            "contentType",
            gettext("'{media_type}' is no media type such as image/png.").format(media_type=media_type[:80]),
        )
    return media_type


def attach_kept_file(actor: Actor, container: Content, file: DraftFile) -> Content:
    """Attach a file that lies in the store already to a page or blog post that has just been published.

    Raises:
        NoSuchContent, NotPermitted: as `add_attachment`.
    """
    container = content_for(actor, container.pk, Action.ATTACH, kinds=CONTAINERS)
    author = authorship(actor, None)
    attachment = Content(
        id=allot_id(),
        kind=ContentKind.ATTACHMENT,
        space=container.space,
        host_id=container.host_id,
        container=container,
        creator_id=author.creator_id,
        created=author.created,
        modifier_id=author.modifier_id,
        modified=author.modified,
        media_type=file.media_type,
        file_key=file.file_key,
        file_size=file.file_size,
        file_digest=file.file_digest,
    )
    attachment.retitle(file.title)
    attachment.save(force_insert=True)
    record(actor, ContentAdded(**about(actor, attachment), kind=ContentKind.ATTACHMENT, minor_edit=True))
    return attachment


def store_file(attachment: Content | DraftFile, data: BinaryIO) -> None:
    """Write a file to the store, and its key, size and digest into its row, which the caller saves.

    Raises:
        AttachmentTooLarge: it is larger than the site takes; nothing of it is kept.
    """
    name = uuid.uuid4().hex
    key = f"{name[:2]}/{name[2:4]}/{name}"
    measured = _Measured(data, settings.WIKI_MAX_REQUEST_BYTES)
    store = storages["attachments"]
    try:
        attachment.file_key = store.save(key, measured)
    except BaseException:
        store.delete(key)
        raise
    attachment.file_size = measured.measured
    attachment.file_digest = measured.digest.hexdigest()


class _Measured(File):  # type: ignore[type-arg]
    """A file that counts and digests what is read from it and stops at a limit."""

    def __init__(self, data: BinaryIO, limit: int) -> None:
        super().__init__(data)
        self.data = data
        self.limit = limit
        self.measured = 0
        self.digest = hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Give the file piece by piece, from where it stands.

        Raises:
            AttachmentTooLarge: more than the limit has come.
        """
        while chunk := self.data.read(chunk_size or _CHUNK):
            self.measured += len(chunk)
            if self.measured > self.limit:
                megabytes = self.limit // (1 << 20)
                raise AttachmentTooLarge(
                    gettext("The file is larger than the {megabytes} MB that this site takes.").format(
                        megabytes=megabytes
                    )
                )
            self.digest.update(chunk)
            yield chunk
