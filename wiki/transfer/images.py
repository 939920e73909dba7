"""Pictures of an exported document: the attached ones that the exporter may view, and no others.

Nothing is fetched from other hosts: who wrote a page must not make the server ask there.
"""

from django.conf import settings

from accounts.actor import Actor
from wiki.errors import WikiError
from wiki.permissions.access import content_for
from wiki.queries.attachments import attachment_by_name, bytes_of
from wiki.transfer.addresses import attached_file, path_within

LARGEST = 20 * 1024 * 1024
"""A larger picture stays out of a document, in bytes."""


def picture(actor: Actor, address: str) -> tuple[bytes, str] | None:
    """Give the bytes of a picture and its media type; None if there is none that the actor may view.

    Args:
        address: the whole address of an attached picture, or of its small image.
    """
    path = path_within(address, settings.WIKI_BASE_URL)
    file = attached_file(path) if path is not None else None
    if file is None:
        return None
    try:
        found = attachment_by_name(actor, content_for(actor, file[0]), file[1])
        if not found.media_type.startswith("image/") or found.file_size > LARGEST:
            return None
        return bytes_of(found), found.media_type
    except (WikiError, FileNotFoundError):
        return None
