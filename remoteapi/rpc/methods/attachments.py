"""Remote methods of attachments."""

from functools import partial
from io import BytesIO

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.attachments import present_attachment
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteAttachment
from wiki.permissions.access import attachment_for, content_for
from wiki.queries.attachments import attachment_by_name, attachments_of, bytes_of
from wiki.queries.history import versions_of
from wiki.services.attachments import move, store
from wiki.services.pages.remove import trash_content

remote_method = partial(registry.remote_method, group=Group.ATTACHMENTS)

_CONTAINERS = ("page", "blogpost", "comment")


@remote_method("getAttachments", access=Access.READ, faults=(FaultClass.INVALID_SESSION,), group=Group.PAGES)
def get_attachments(call: Call, page_id: Long) -> list[RemoteAttachment]:
    """Return the attachments of a page, blog post or comment."""
    container = content_for(call.actor, page_id, kinds=_CONTAINERS)
    return [present_attachment(file) for file in attachments_of(call.actor, container)]


@remote_method("getAttachment", access=Access.READ)
def get_attachment(call: Call, content_id: Long, file_name: str, version: int) -> RemoteAttachment:
    """Return an attachment of a page, blog post or comment. A version of 0 or less is the latest."""
    container = content_for(call.actor, content_id, kinds=_CONTAINERS)
    return present_attachment(attachment_by_name(call.actor, container, file_name, version))


@remote_method("getAttachmentData", access=Access.READ)
def get_attachment_data(call: Call, content_id: Long, file_name: str, version: int) -> bytes:
    """Return the bytes of an attachment. A version of 0 or less is the latest."""
    container = content_for(call.actor, content_id, kinds=_CONTAINERS)
    return bytes_of(attachment_by_name(call.actor, container, file_name, version))


@remote_method("getAttachmentVersions", access=Access.READ, extra=True)
def get_attachment_versions(call: Call, content_id: Long, file_name: str) -> list[RemoteAttachment]:
    """Return all versions of an attachment, newest first, the current one among them."""
    container = content_for(call.actor, content_id, kinds=_CONTAINERS)
    current = attachment_by_name(call.actor, container, file_name)
    return [present_attachment(file) for file in (current, *versions_of(call.actor, current))]


@remote_method("addAttachment", access=Access.WRITE)
def add_attachment(
    call: Call, content_id: Long, attachment: RemoteAttachment, attachment_data: bytes
) -> RemoteAttachment:
    """Attach a file to a page, blog post or comment.

    The attachment has fileName and contentType; comment is optional. A name that is there already gets a new version.
    Watchers are told as for an upload in the browser.
    """
    return _add(call, content_id, attachment, attachment_data)


@remote_method("addAttachment", access=Access.WRITE)
def add_attachment_to_its_page(call: Call, attachment: RemoteAttachment, attachment_data: bytes) -> RemoteAttachment:
    """Attach a file to the content that the attachment's pageId names."""
    return _add(call, attachment.page_id or 0, attachment, attachment_data)


@remote_method("updateAttachment", access=Access.WRITE, faults=(FaultClass.NOT_PERMITTED,), extra=True)
def update_attachment(call: Call, attachment: RemoteAttachment) -> RemoteAttachment:
    """Change comment, title or contentType of the attachment of this id, or of this pageId and fileName.

    No new version is made. The title of an attachment is its name: another title renames it, and links follow.
    """
    if attachment.id:
        found = attachment_for(call.actor, attachment.id)
    else:
        container = content_for(call.actor, attachment.page_id or 0, kinds=_CONTAINERS)
        found = attachment_by_name(call.actor, container, attachment.file_name or "")
    described = store.describe_attachment(
        call.actor, attachment_id=found.pk, comment=attachment.comment, media_type=attachment.content_type or None
    )
    if attachment.title and attachment.title != found.title:
        described = move.move_attachment(call.actor, attachment_id=found.pk, file_name=attachment.title)
    return present_attachment(described)


@remote_method("removeAttachment", access=Access.WRITE)
def remove_attachment(call: Call, content_id: Long, file_name: str) -> bool:
    """Take an attachment with all its versions to the trash."""
    container = content_for(call.actor, content_id, kinds=_CONTAINERS)
    trash_content(call.actor, content_id=attachment_by_name(call.actor, container, file_name).pk)
    return True


@remote_method("moveAttachment", access=Access.WRITE)
def move_attachment(
    call: Call, original_content_id: Long, original_file_name: str, new_content_id: Long, new_file_name: str
) -> bool:
    """Move an attachment to other content, or give it another name. All its versions go along, and links follow."""
    container = content_for(call.actor, original_content_id, kinds=_CONTAINERS)
    move.move_attachment(
        call.actor,
        attachment_id=attachment_by_name(call.actor, container, original_file_name).pk,
        container_id=new_content_id or None,
        file_name=new_file_name or None,
    )
    return True


def _add(call: Call, container_id: int, attachment: RemoteAttachment, data: bytes) -> RemoteAttachment:
    added = store.add_attachment(
        call.actor,
        container_id=container_id,
        file_name=attachment.file_name or "",
        data=BytesIO(data),
        media_type=attachment.content_type or "",
        comment=attachment.comment or "",
    )
    return present_attachment(added)
