"""What templates of the wiki can say: addresses, people, times, icons, and what tools read from the head of a page."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.defaultfilters import date as format_date
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.middleware import actor_of
from accounts.models import User
from wiki.models import Content, Space
from wiki.templatetags.icons import icon_svg
from wiki.views.addresses import content_address, file_address, person_address, space_address, with_query

register = template.Library()

BUILD_NUMBER = "1"
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_KIND_ICONS = {"page": "page", "blogpost": "blog", "comment": "comment", "attachment": "file"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon."""
    return icon_svg(name)


@register.filter
def kind_icon(kind: str) -> SafeString:
    """Draw the icon of a kind of content."""
    return icon_svg(_KIND_ICONS.get(kind, "file"))


@register.filter
def address(thing: Content | Space | User) -> str:
    """Give the address of a content, a space or a person."""
    if isinstance(thing, Space):
        return space_address(thing)
    if isinstance(thing, Content):
        return content_address(thing)
    return person_address(thing)


@register.filter
def download(attachment: Content) -> str:
    """Give where the file of an attachment is downloaded."""
    return file_address(attachment)


@register.filter
def thumbnail(attachment: Content) -> str:
    """Give where the small image of an attachment is."""
    return file_address(attachment, "thumbnails")


@register.simple_tag
def to(name: str, **query: Any) -> str:
    """Give the address of a view with its parameters."""
    return with_query(name, **query)


@register.simple_tag(takes_context=True)
def same_query(context: template.Context, **changed: Any) -> str:
    """Give the query of this address with some of its parameters changed."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def person(user: User | None) -> SafeString:
    """Name a person with a link to them; nobody stands for the wiki itself or somebody not logged in."""
    if user is None:
        return format_html('<span class="person">{}</span>', "Anonymous")
    return format_html('<a class="person" href="{}">{}</a>', person_address(user), user.display_name)


@register.filter
def when(moment: datetime | None) -> SafeString | str:
    """Say when something was, in words as long as it is recent; the exact time is its tooltip."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        format_date(local, "j F Y, H:i"),
        _in_words(local),
    )


def _in_words(local: datetime) -> str:
    now = timezone.localtime()
    seconds = (now - local).total_seconds()
    if -_MINUTE < seconds < _MINUTE:
        return "just now"
    if 0 < seconds < _HOUR:
        minutes = int(seconds // _MINUTE)
        return "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
    if 0 < seconds < _DAY and local.date() == now.date():
        hours = int(seconds // _HOUR)
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    if local.date() == (now - timedelta(days=1)).date():
        return f"yesterday at {format_date(local, 'H:i')}"
    return str(format_date(local, "j M Y"))


@register.simple_tag(takes_context=True)
def head_meta(context: template.Context) -> SafeString:
    """Write the meta elements that tools read from every page, and from pages of content those of the content.

    Reads `shown_content` and `shown_space` from the context.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return SafeString("")
    content: Content | None = context.get("shown_content")
    space: Space | None = content.space if content is not None else context.get("shown_space")
    actor = actor_of(request)
    values: list[tuple[str, object]] = [
        ("ajs-version-number", settings.WIKI_COMPATIBLE_VERSION),
        ("ajs-build-number", BUILD_NUMBER),
        ("ajs-context-path", get_script_prefix().rstrip("/")),
        ("ajs-base-url", settings.WIKI_BASE_URL),
        ("ajs-remote-user", actor.username),
        ("ajs-remote-user-key", actor.user.key if actor.user else ""),
        ("ajs-atl-token", get_token(request)),
    ]
    if content is not None:
        values += [
            ("ajs-page-id", content.pk),
            ("ajs-latest-page-id", content.current_id or content.pk),
            ("ajs-page-title", content.title),
            ("ajs-page-version", content.version),
            ("ajs-parent-page-id", content.parent_id or ""),
        ]
    if space is not None:
        values += [("ajs-space-key", space.key), ("ajs-space-name", space.name)]
    return format_html_join(
        "\n", '<meta name="{}" id="{}" content="{}">', ((name, name, value) for name, value in values)
    )


@register.simple_tag(takes_context=True)
def reader(context: template.Context) -> Actor:
    """Give the actor who reads the page."""
    request: HttpRequest | None = context.get("request")
    return Actor.anonymous() if request is None else actor_of(request)


@register.filter
def may_site(actor: Actor, permission: str) -> bool:
    """Say whether an actor has a global permission, by its name."""
    return has_global(actor, GlobalPermissionType(permission))


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """Give what a mapping has under a key, or nothing."""
    return mapping.get(key, "")
