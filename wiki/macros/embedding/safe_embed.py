"""Images and frames from other hosts: at once, after a click, or as a link, as the settings of the site say.

What is written here names the origin that the browser will ask in an attribute of its own; the response's content
security policy is opened for exactly these origins (`origins_in`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext

from wiki.macros.safe_html import attributes_html, escape_text
from wiki.macros.safe_url import safe_url

if TYPE_CHECKING:
    from wiki.macros.base import RenderContext

# Stricter than what browsers take: a name, a password, a backslash or letters beyond ASCII make it no origin.
_ADDRESS = re.compile(
    r"(https?)://((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)(:[0-9]{1,5})?(?=[/?#]|$)",
    re.I,
)
_LONGEST_HOST = 253
_USUAL_PORTS = frozenset({80, 443})
_MARK = re.compile(rb' data-(image|frame)-origin="(https?://[a-z0-9.-]{1,253}(?::[0-9]{1,5})?)"')
_MOST_ORIGINS = 50

SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation"
"""What a page of another host may do in its frame; the same origin is its own, never that of the wiki."""


class Showing(StrEnum):
    """How something from another host stands in a page."""

    LINK = "link"
    CLICK = "click"
    AT_ONCE = "at once"


class Origin(NamedTuple):
    """Where an address leads: its scheme and its host, with the port where one is named."""

    scheme: str
    host: str

    @property
    def text(self) -> str:
        """The origin as policies name it."""
        return f"{self.scheme}://{self.host}"


def origin_of(address: str) -> Origin | None:
    """Give the origin of a plain `http` or `https` address; None for any that could be read in two ways."""
    found = _ADDRESS.match(address)
    if found is None or len(found.group(2)) > _LONGEST_HOST or any(letter <= " " for letter in address):
        return None
    return Origin(found.group(1).lower(), f"{found.group(2)}{found.group(3) or ''}".lower())


def is_listed(host: str, listed: Iterable[str]) -> bool:
    """Say whether a host is on a list; `*.example.org` means all hosts below it."""
    return any(host == entry or (entry.startswith("*.") and host.endswith(entry[1:])) for entry in listed)


def _showing(context: RenderContext, address: str, choice: str, hosts: str) -> tuple[Showing, Origin | None]:
    origin = origin_of(address)
    if origin is None or context.target.is_static or _is_own(origin, context):
        return Showing.LINK, origin
    match context.settings.get(choice):
        case "click" if context.target.value == "page":
            return Showing.CLICK, origin
        case "listed":
            listed = context.settings.get(hosts)
            if isinstance(listed, tuple) and is_listed(origin.host, listed):
                return Showing.AT_ONCE, origin
    return Showing.LINK, origin


def _is_own(origin: Origin, context: RenderContext) -> bool:
    own = origin_of(context.base_url)
    return own is not None and _without_usual_port(own.host) == _without_usual_port(origin.host)


def _without_usual_port(host: str) -> str:
    name, colon, port = host.partition(":")
    return name if not colon or int(port) in _USUAL_PORTS else f"{name}:{int(port)}"


def external_image(
    context: RenderContext, address: str, attributes: Mapping[str, str | None], *, in_link: bool = False
) -> str:
    """Write an image of another host.

    Args:
        context: for whom and where.
        address: an address that `safe_url` let pass for images.
        attributes: those of the `img`, without its address: `alt`, `class`, `width`, `height`, `style`, `title`.
        in_link: whether it stands in a link, so that it can't be one itself.
    """
    showing, origin = _showing(context, address, "external_images", "external_image_hosts")
    if origin is not None and showing is Showing.AT_ONCE:
        shown = {
            **attributes,
            "class": f"{attributes.get('class') or ''} confluence-external-resource".strip(),
            "src": address,
            "data-image-src": address,
            "referrerpolicy": "no-referrer",
            "data-image-origin": origin.text,
        }
        return f"<img{attributes_html(shown)}>"
    text = attributes.get("alt") or address
    marks: dict[str, str | None] = {"class": "external-image"}
    if origin is not None and showing is Showing.CLICK:
        marks = {
            "class": "external-image waiting-image",
            "title": gettext("An image from {host}").format(host=origin.host),
            "data-image-origin": origin.text,
            "data-image-src": address,
            "data-image-alt": attributes.get("alt"),
            "data-image-class": attributes.get("class"),
            "data-image-title": attributes.get("title"),
            "data-image-width": attributes.get("width"),
            "data-image-height": attributes.get("height"),
            "data-image-style": attributes.get("style"),
        }
    if in_link:
        return f"<span{attributes_html(marks)}>{escape_text(text)}</span>"
    link = {
        **marks,
        "class": f"external-link {marks['class']}",
        "href": address,
        "rel": "nofollow noopener noreferrer",
        "title": marks.get("title") or gettext("An image on another site"),
    }
    return f"<a{attributes_html(link)}>{escape_text(text)}</a>"


def external_frame(
    context: RenderContext,
    address: str,
    *,
    title: str,
    width: str = "",
    height: str = "",
    link: str = "",
    referrer: str = "no-referrer",
) -> str:
    """Write a frame that shows a page of another host, or what stands in its place.

    Args:
        context: for whom and where.
        address: what the frame shows.
        title: what it is called for those who can't see it, and in the link.
        width: whole pixels, or a percentage; empty for the width of the text.
        height: whole pixels; empty for the height that the style gives.
        link: where the link leads that stands in its place; empty for `address`.
        referrer: the referrer policy: what the other host learns of the page.
    """
    showing, origin = _showing(context, address, "embedded_frames", "frame_hosts")
    name = title or gettext("A page of another site")
    size = {"width": width or None, "height": height or None}
    if origin is not None and showing is Showing.AT_ONCE:
        frame = {
            "class": "external-frame",
            "src": address,
            "title": name,
            **size,
            "sandbox": SANDBOX,
            "referrerpolicy": referrer,
            "allow": "fullscreen",
            "loading": "lazy",
            "data-frame-origin": origin.text,
        }
        return f"<iframe{attributes_html(frame)}></iframe>"
    href = safe_url(link or address)
    if href is None:
        return f'<span class="external-frame-link unresolved">{escape_text(name)}</span>'
    marks: dict[str, str | None] = {
        "class": "external-link external-frame-link",
        "href": href,
        "rel": "nofollow noopener noreferrer",
    }
    if origin is None or showing is Showing.LINK:
        return f"<a{attributes_html(marks)}>{escape_text(name)}</a>"
    marks |= {
        "class": "external-link external-frame-link waiting-frame",
        "data-frame-origin": origin.text,
        "data-frame-src": address,
        "data-frame-title": name,
        "data-frame-width": size["width"],
        "data-frame-height": size["height"],
        "data-frame-sandbox": SANDBOX,
        "data-frame-referrer": referrer,
    }
    return f"<a{attributes_html(marks)}>{escape_text(name)} ({escape_text(origin.host)})</a>"


def origins_in(html: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the origins of images and of frames that a page names, for its content security policy.

    Args:
        html: a whole page, or part of one.
    """
    if b"-origin=" not in html:
        return (), ()
    images: dict[str, None] = {}
    frames: dict[str, None] = {}
    for found in _MARK.finditer(html):
        kept = images if found.group(1) == b"image" else frames
        # In a text the same characters mean nothing, and no text holds a "<".
        if len(kept) < _MOST_ORIGINS and html.rfind(b"<", 0, found.start()) > html.rfind(b">", 0, found.start()):
            kept[found.group(2).decode("ascii")] = None
    return tuple(images), tuple(frames)
