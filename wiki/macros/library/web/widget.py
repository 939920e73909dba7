"""The macro widget."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import MacroUse, RenderContext
from wiki.macros.embedding.frame_size import frame_size
from wiki.macros.embedding.safe_embed import external_frame, is_listed, origin_of
from wiki.macros.embedding.web_address import web_address
from wiki.macros.embedding.web_widgets import Widget, widget_of
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.macros.safe_url import IMAGE_SCHEMES, safe_url


@macro(
    "widget",
    title="Widget connector",
    aliases=("widget-connector",),
    parameters=(
        Parameter(
            "url", "The address of a video, map or document, as the browser shows it.", aliases=("",), required=True
        ),
        Parameter("width", "How wide the frame is, in pixels or as a share such as 100%."),
        Parameter("height", "How high the frame is, in pixels."),
    ),
)
def widget(use: MacroUse) -> SafeString:
    """Shows a video, a map or a document of another site, as far as the settings of the site allow it; else a link.

    Known are YouTube, Vimeo, Dailymotion, Loom, Google Maps, Docs and Calendar, OpenStreetMap, Figma and Scribd.
    """
    address = web_address(use, "url")
    found = _allowed(use.context, address)
    if found is None:
        return safe(f'<div class="widget-macro {use.classes}"{use.marks}>{_link(address)}</div>')
    frame = external_frame(
        use.context,
        found.address,
        title=f"{found.provider}: {address.partition('://')[2]}",
        width=frame_size(use.text("width"), found.width),
        height=frame_size(use.text("height"), found.height),
        link=address,
        # Players refuse to start where they do not learn which site they stand in.
        referrer="strict-origin-when-cross-origin",
    )
    return safe(f'<div class="widget-macro {use.classes}"{use.marks}>{frame}</div>')


def _allowed(context: RenderContext, address: str) -> Widget | None:
    """Give the widget of an address; a host that the site lists may be one that is not known."""
    known = widget_of(address)
    listed = context.settings.get("widget_providers")
    if not isinstance(listed, tuple) or not listed:
        return known
    origins = [origin for origin in (origin_of(address), origin_of(known.address) if known else None) if origin]
    if not any(is_listed(origin.host, listed) for origin in origins):
        return None
    return known or Widget(origins[0].host, address)


def _link(address: str) -> str:
    href = safe_url(address, IMAGE_SCHEMES)
    if href is None:
        return f'<span class="unresolved">{escape_text(address)}</span>'
    marks = {"class": "external-link", "href": href, "rel": "nofollow noopener noreferrer"}
    return f"<a{attributes_html(marks)}>{escape_text(address)}</a>"
