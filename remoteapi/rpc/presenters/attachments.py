"""Attachments to RemoteAttachment."""

from remoteapi.rpc.presenters.addresses import address_of_content
from remoteapi.rpc.presenters.authors import username
from remoteapi.rpc.types import RemoteAttachment
from wiki.models import Content


def present_attachment(file: Content) -> RemoteAttachment:
    """One version of an attachment, read with its modifier."""
    return RemoteAttachment(
        comment=file.version_comment,
        content_type=file.media_type,
        created=file.modified,
        creator=username(file.modifier),
        file_name=file.title,
        file_size=file.file_size,
        id=file.pk,
        page_id=file.container_id or 0,
        title=file.title,
        url=address_of_content(file),
        version=file.version,
    )
