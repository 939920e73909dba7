"""Attachments and their versions."""

from django.core.files.base import File
from django.core.files.storage import storages
from django.db.models import Count, QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchAttachment
from wiki.models import Content, ContentKind, ContentStatus, DraftFile
from wiki.permissions.visible import visible_contents
from wiki.queries.history import version_of
from wiki.storage_format.references import fold_title


def attachments_of(actor: Actor, container: Content) -> QuerySet[Content]:
    """Give the current attachments of a page, blog post or comment, by name."""
    files = Content.objects.filter(container_id=container.pk, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT)
    return (
        visible_contents(actor, files)
        .select_related("space", "creator", "modifier", "container")
        .order_by("title_folded")
    )


def count_hanging_on(container: Content) -> dict[str, int]:
    """Count the current comments and attachments of a visible page or blog post by their kinds.

    Who may view it may view them all, so nobody is asked.
    """
    hanging = Content.objects.filter(container_id=container.pk, status=ContentStatus.CURRENT)
    return dict(hanging.order_by().values_list("kind").annotate(number=Count("*")))


def attachment_by_name(actor: Actor, container: Content, name: str, version: int = 0) -> Content:
    """Give an attachment by its name, whatever its case.

    Args:
        version: 0 or less for the latest.

    Raises:
        NoSuchAttachment: the content has none of this name.
        NoSuchVersion: it has, but not that version.
    """
    found = attachments_of(actor, container).filter(title_folded=fold_title(name)).first()
    if found is None:
        raise NoSuchAttachment(name)
    return found if version <= 0 else version_of(actor, found, version)


def open_file(attachment: Content | DraftFile) -> "File[bytes]":
    """Open the bytes of an attachment that the actor has been let to; the caller closes it."""
    return storages["attachments"].open(attachment.file_key, "rb")


def open_stored(file_key: str) -> "File[bytes]":
    """Open the bytes of an attachment by the key in its row, which was read for an actor who may view it.

    Raises:
        FileNotFoundError: the store does not have it.
    """
    return storages["attachments"].open(file_key, "rb")


def bytes_of(attachment: Content) -> bytes:
    """Read all bytes of an attachment that the actor has been let to."""
    with open_file(attachment) as file:
        data: bytes = file.read()
    return data
