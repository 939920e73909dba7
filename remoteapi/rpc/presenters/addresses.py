"""The absolute addresses that data objects carry."""

from urllib.parse import quote

from django.conf import settings

from wiki.models import Content, ContentKind
from wiki.storage_format.targets import blogpost_address, download_address, page_address


def absolute(path: str) -> str:
    """The address of a path of this site, as the outside knows the site."""
    return f"{settings.WIKI_BASE_URL.rstrip('/')}{path}"


def space_address(key: str) -> str:
    """The address of a space."""
    return absolute(f"/display/{quote(key, safe='~')}")


def address_of_page(space_key: str, title: str, page_id: int) -> str:
    """The address of the current version of a page."""
    return absolute(page_address(space_key, title, page_id))


def address_of_content(content: Content) -> str:
    """The address of any content: an earlier version by its id, a comment on its page, an attachment to be fetched."""
    if content.kind == ContentKind.ATTACHMENT:
        return _address_of_attachment(content)
    if content.is_historical:
        return absolute(f"/pages/viewpage.action?pageId={content.pk}")
    if content.kind == ContentKind.COMMENT and content.container is not None:
        on = _path(content.container, content.space.key)
        mark = "&" if "?" in on else "?"
        return absolute(f"{on}{mark}focusedCommentId={content.pk}#comment-{content.pk}")
    return absolute(_path(content, content.space.key))


def _path(content: Content, space_key: str) -> str:
    if content.kind == ContentKind.BLOGPOST and content.posting_day is not None:
        return blogpost_address(space_key, content.title, f"{content.posting_day:%Y/%m/%d}", content.pk)
    return page_address(space_key, content.title, content.pk)


def _address_of_attachment(file: Content) -> str:
    modified_ms = int(file.modified.timestamp() * 1000)
    return absolute(download_address(file.container_id or 0, file.title, file.version, modified_ms))
