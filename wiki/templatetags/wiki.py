"""What templates of the wiki can say: addresses, people, times, icons, and what tools read from the head of a page."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.defaultfilters import date as format_date
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, to_locale

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.middleware import actor_of
from accounts.models import User
from wiki.models import Content, Space
from wiki.queries.notifications import MOST_COUNTED, unread_count
from wiki.site_settings.everywhere import SiteLook, site_look
from wiki.templatetags.icons import icon_svg
from wiki.views.addresses import content_address, file_address, person_address, rooted, space_address, with_query
from wiki.views.script_texts import digest_of_words
from wiki.views.script_texts import words_of_scripts as words_of_scripts_in

register = template.Library()

BUILD_NUMBER = "1"
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_KIND_ICONS = {
    "page": "page",
    "blogpost": "blog",
    "comment": "comment",
    "attachment": "file",
    "spacedesc": "space",
    "userinfo": "person",
}


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


@register.simple_tag
def space_mark(space: Space, size: str = "") -> SafeString:
    """Draw the sign of a space: its logo, or else the first letter of its name.

    Args:
        size: `small` or `tiny`; empty for the size of the sidebar.
    """
    shape = f"space-mark {size}".strip()
    if space.logo_id:
        return format_html('<img class="{}" src="{}" alt="">', shape, reverse("logo", args=[space.logo_id]))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', shape, space.name[:1].upper())


_SHOWN_AS_TEXT = frozenset(("application/json", "application/xml", "application/yaml", "application/x-yaml"))


@register.filter(name="rooted")
def rooted_address(path: str) -> str:
    """Put the context path in front of an address that begins with `/`."""
    return rooted(path)


@register.filter
def preview_kind(attachment: Content) -> str:
    """Say how a file can be looked at in a page: as image, pdf, text, audio or video; empty where it can't."""
    plain_type = attachment.media_type.partition(";")[0].strip().lower()
    family = plain_type.partition("/")[0]
    if family in ("image", "audio", "video"):
        return family
    if plain_type == "application/pdf":
        return "pdf"
    return "text" if plain_type in _SHOWN_AS_TEXT or (family == "text" and plain_type != "text/html") else ""


@register.filter
def of(by_key: Mapping[int, Any], key: int) -> Any:
    """Give what a mapping has for a key; None where it has nothing."""
    return by_key.get(key)


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
        return format_html('<span class="person">{}</span>', gettext("Anonymous"))
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
        format_date(local, "DATETIME_FORMAT"),
        _in_words(local),
    )


def _in_words(local: datetime) -> str:
    now = timezone.localtime()
    seconds = (now - local).total_seconds()
    if -_MINUTE < seconds < _MINUTE:
        return gettext("just now")
    if 0 < seconds < _HOUR:
        minutes = int(seconds // _MINUTE)
        return ngettext("a minute ago", "{count} minutes ago", minutes).format(count=minutes)
    if 0 < seconds < _DAY and local.date() == now.date():
        hours = int(seconds // _HOUR)
        return ngettext("an hour ago", "{count} hours ago", hours).format(count=hours)
    if local.date() == (now - timedelta(days=1)).date():
        return gettext("yesterday at {time}").format(time=format_date(local, "TIME_FORMAT"))
    return str(format_date(local, "SHORT_DATE_FORMAT"))


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


@register.simple_tag
def words_of_scripts() -> SafeString | str:
    """Write what loads the words of scripts, where they are not in English."""
    language = get_language() or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES) or words_of_scripts_in(language) == "{}":
        return ""
    address = reverse("script-texts", args=[language, digest_of_words(language)])
    return format_html('<script defer src="{}"></script>', address)


@register.simple_tag(takes_context=True)
def reader(context: template.Context) -> Actor:
    """Give the actor who reads the page."""
    request: HttpRequest | None = context.get("request")
    return Actor.anonymous() if request is None else actor_of(request)


@register.simple_tag(takes_context=True)
def unread_notifications(context: template.Context) -> str:
    """Give how much the reader was told and has not read, to be shown in little room; nothing for none."""
    number = unread_count(reader(context))
    return "" if not number else f"{number}" if number < MOST_COUNTED else f"{MOST_COUNTED - 1}+"


@register.simple_tag(takes_context=True)
def the_site(context: template.Context) -> SiteLook:
    """Give what every page shows of the settings: name, colour, banner."""
    known: SiteLook | None = getattr(context.get("request"), "site_look", None)
    return site_look() if known is None else known


@register.simple_tag
def language_marks() -> SafeString:
    """Write the attributes of the outermost element that say the language of the page and its direction."""
    language = to_locale(get_language() or settings.LANGUAGE_CODE).replace("_", "-")
    return format_html('lang="{}" dir="{}"', language, "rtl" if get_language_bidi() else "ltr")


@register.filter
def may_site(actor: Actor, permission: str) -> bool:
    """Say whether an actor has a global permission, by its name."""
    return has_global(actor, GlobalPermissionType(permission))


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """Give what a mapping has under a key, or nothing."""
    return mapping.get(key, "")
