"""Links that macros write to what a query gave them: content, spaces, labels and people; and dates beside them."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from wiki.macros.base import RenderContext
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.models import Content, ContentKind, Space
from wiki.storage_format.targets import blogpost_address, download_address, page_address


def content_address(context: RenderContext, content: Content) -> str:
    """Give the address of a content: its page, the place of a comment on its page, the file of an attachment.

    Args:
        context: where the link is written.
        content: a current content with its space at hand; a comment needs its container as well.
    """
    if content.kind == ContentKind.ATTACHMENT:
        return file_address(context, content)
    if content.kind == ContentKind.COMMENT and content.container is not None:
        on = _path(content.container, content.space.key)
        return context.address(f"{on}#comment-{content.pk}")
    return context.address(_path(content, content.space.key))


def file_address(context: RenderContext, attachment: Content, folder: str = "attachments") -> str:
    """Give the address of an attached file; the folder `thumbnails` gives that of its small image."""
    modified_ms = int(attachment.modified.timestamp() * 1000)
    return context.address(
        download_address(attachment.container_id or 0, attachment.title, attachment.version, modified_ms, folder)
    )


def space_address(context: RenderContext, space: Space) -> str:
    """Give the address of a space."""
    return context.address(f"/display/{quote(space.key, safe='~')}")


def content_link(context: RenderContext, content: Content, text: str = "") -> str:
    """Write a link to a page, blog post, comment or attachment.

    Args:
        context: where the link is written.
        content: see `content_address`.
        text: what the link shows; empty for the title.
    """
    address = content_address(context, content)
    return f'<a href="{escape_text(address)}">{escape_text(text or content.title)}</a>'


def user_link(context: RenderContext, user: User | None) -> str:
    """Write somebody's name as a link to their place in the wiki; None is somebody who is not logged in."""
    if user is None:
        return '<span class="person">Anonymous</span>'
    marks = attributes_html(
        {
            "class": "confluence-userlink person",
            "data-username": user.username,
            "href": context.address(f"/display/~{quote(user.username, safe='')}"),
        }
    )
    return f"<a{marks}>{escape_text(user.display_name)}</a>"


def space_link(context: RenderContext, space: Space) -> str:
    """Write the name of a space as a link to it."""
    return f'<a href="{escape_text(space_address(context, space))}">{escape_text(space.name)}</a>'


def label_link(context: RenderContext, name: str, space_key: str = "") -> str:
    """Write a label as a link to what has it, in one space or, without a key, in all."""
    place = f"{quote(space_key, safe='~')}/" if space_key else ""
    address = context.address(f"/label/{place}{quote(name, safe='')}")
    return f'<a class="aui-label" rel="tag" href="{escape_text(address)}">{escape_text(name)}</a>'


def shown_time(context: RenderContext, moment: datetime) -> str:
    """Write a moment as its day, in the time zone of the site, with the exact time as a tooltip.

    The date is absolute, so that what was rendered stays right.
    """
    local = timezone.localtime(moment)
    marks = attributes_html(
        {
            "class": "plain-date",
            "datetime": local.isoformat(timespec="seconds"),
            "title": None if context.target.is_static else date_format(local, "DATETIME_FORMAT"),
        }
    )
    return f"<time{marks}>{date_format(local, 'SHORT_DATE_FORMAT')}</time>"


def _path(content: Content, space_key: str) -> str:
    if content.kind == ContentKind.BLOGPOST and content.posting_day is not None:
        return blogpost_address(space_key, content.title, f"{content.posting_day:%Y/%m/%d}", content.pk)
    return page_address(space_key, content.title, content.pk)
