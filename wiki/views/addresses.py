"""The addresses of the things that pages link to, with the context path in front."""

import base64
import binascii
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.http import urlencode

from accounts.models import User
from wiki.errors import NoSuchPage
from wiki.models import Content, ContentKind, Space
from wiki.queries.links import content_url
from wiki.storage_format.targets import download_address


def rooted(path: str) -> str:
    """Put the context path in front of an address that begins with `/`."""
    return get_script_prefix() + path[1:]


def content_address(content: Content) -> str:
    """Give where people read a content: its page, the place of a comment on its page, the file of an attachment.

    Args:
        content: current or historical; comments need their container at hand.
    """
    if content.is_historical or content.status == "trashed":
        return with_query("view-page-by-id", pageId=content.pk)
    match content.kind:
        case ContentKind.COMMENT if content.container is not None:
            return f"{content_address(content.container)}#comment-{content.pk}"
        case ContentKind.ATTACHMENT:
            return file_address(content)
    return rooted(content_url(content))


def file_address(attachment: Content, folder: str = "attachments") -> str:
    """Give where an attached file, or its small image, is downloaded."""
    modified = int(attachment.modified.timestamp() * 1000)
    return rooted(
        download_address(attachment.container_id or 0, attachment.title, attachment.version, modified, folder)
    )


def space_address(space: Space) -> str:
    """Give the address of a space's home."""
    return reverse("space", args=[space.key])


def person_address(user: User) -> str:
    """Give where somebody's personal space or profile is."""
    return reverse("space", args=[f"~{user.username}"])


def plain_address(name: str) -> str:
    """Give the address of a view that takes no parameters."""
    return _looked_up(name, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=1024)
def _looked_up(name: str, prefix: str, urls: str) -> str:
    return reverse(name)


def with_query(name: str, **query: object) -> str:
    """Give the address of a view with its parameters, leaving out those that are None or empty."""
    given = {key: str(value) for key, value in query.items() if value not in (None, "")}
    address = plain_address(name)
    return f"{address}?{urlencode(given)}" if given else address


def id_of_tiny_code(code: str) -> int:
    """Give the id that a short address names.

    Raises:
        NoSuchPage: the code is none.
    """
    spelt = code.rstrip("/").replace("-", "/").replace("_", "+")
    try:
        number = int.from_bytes(base64.b64decode(f"{spelt:A<11}=", validate=True)[:8], "little")
    except (binascii.Error, ValueError):
        raise NoSuchPage(code[:80]) from None
    if not 0 < number < 2**63:
        raise NoSuchPage(code[:80])
    return number
