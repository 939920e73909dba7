"""Taking the text out of attached files, so that it can be found."""

from pathlib import Path

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import Actor
from search.file_texts import is_wanted, missing_among, take_text
from search.journal import record_change
from search.models import Thing
from wiki.models import Content, ContentKind, ContentStatus
from wiki.permissions.visible import in_shown_spaces
from wiki.services.frame import service_in_steps

BATCH = 1000


@service_in_steps
def take_file_text(actor: Actor, *, content_id: int) -> bool:
    """Take the text out of an attachment, unless that was done for the same bytes before.

    Returns:
        whether the file was read.
    """
    file = _attachments().filter(pk=content_id).first()
    if file is None or not is_wanted(file.title, file.file_digest):
        return False
    take_text(Path(storages["attachments"].path(file.file_key)), file.title, file.file_digest)
    alike = _attachments().filter(file_digest=file.file_digest).values_list("pk", flat=True)
    with transaction.atomic():
        record_change((Thing.CONTENT, pk) for pk in alike)
    return True


@service_in_steps
def take_missing_file_texts(actor: Actor) -> int:
    """Take the text out of every attachment that was not read yet: those that an import brought, or a queue lost.

    Returns:
        how many files were read.
    """
    read = last = 0
    while rows := list(_attachments().filter(pk__gt=last).order_by("pk")[:BATCH]):
        missing = missing_among((row.title, row.file_digest) for row in rows)
        read += sum(take_file_text(actor, content_id=row.pk) for row in rows if row.file_digest in missing)
        last = rows[-1].pk
    return read


def _attachments() -> QuerySet[Content]:
    return in_shown_spaces(Content.objects.filter(kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT))
