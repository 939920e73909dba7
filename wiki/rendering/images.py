"""Images: attached files and addresses, with size, alignment, border and caption.

Loading an image from another host would tell that host who reads which page: a setting of the site says whether that
happens at all, after a click, or at once for some hosts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from wiki.macros.base import RenderContext
from wiki.macros.embedding.safe_embed import external_image
from wiki.macros.resolution import Resolution
from wiki.macros.safe_css import safe_style
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.macros.safe_url import IMAGE_SCHEMES, is_own, safe_url
from wiki.rendering.links import LinkWriter
from wiki.storage_format.nodes import Element, Image
from wiki.storage_format.references import AttachmentReference, UrlReference
from wiki.storage_format.targets import AttachmentTarget

_PIXELS = re.compile(r"([0-9]{1,5})(?:\.[0-9]+)?(?:px)?")
_ALIGNMENTS = {"left": "left", "right": "right", "center": "center", "centre": "center"}
EFFECTS = frozenset(
    {"drop-shadow", "border-simple", "border-polaroid", "border-torn", "border-curl-shadow", "blur-border"}
)
"""Effects that the original's editor offers, each of which has a style."""

_LAYOUTS = {"center": "center", "align-start": "left", "align-end": "right", "wrap-left": "left", "wrap-right": "right"}


@dataclass(frozen=True, slots=True)
class Look:
    """How an image is to be shown, as attributes of its tag."""

    classes: str
    wrapper: str
    attributes: dict[str, str | None]


def _pixels(value: str) -> str | None:
    found = _PIXELS.fullmatch(value.strip())
    return found.group(1) if found and int(found.group(1)) else None


def _look(image: Image, alt: str) -> Look:
    align = _ALIGNMENTS.get(image.get("ac:align").lower()) or _LAYOUTS.get(image.get("ac:layout").lower(), "")
    width, height = _pixels(image.get("ac:width")), _pixels(image.get("ac:height"))
    classes = ["confluence-embedded-image"]
    if image.get("ac:thumbnail") == "true":
        classes.append("confluence-thumbnail")
    if image.get("ac:border") == "true":
        classes.append("confluence-content-image-border")
    if align:
        classes.append(f"image-{align}")
    classes += [f"image-effect-{name}" for name in _effects(image.get("ac:queryparams"))]
    classes += [name for name in image.get("ac:class").split()[:5] if re.fullmatch(r"[\w-]{1,60}", name)]
    wrapper = "confluence-embedded-file-wrapper"
    wrapper += f" image-{align}-wrapper" if align else ""
    wrapper += " confluence-embedded-manual-size" if width or height else ""
    return Look(
        " ".join(classes),
        wrapper,
        {
            "alt": alt,
            "title": image.get("ac:title") or None,
            "width": width,
            "height": height,
            "style": safe_style(f"{image.get('ac:style')}; {_spacing(image)}; {_adf_border(image)}") or None,
            "loading": "lazy",
        },
    )


def _effects(query: str) -> list[str]:
    """Give the effects of `effects=border-simple,blur-border`, as far as there are styles for them."""
    for pair in query.split("&")[:20]:
        name, _, values = pair.partition("=")
        if name == "effects":
            return [effect for effect in values.split(",")[:5] if effect in EFFECTS]
    return []


def _spacing(image: Image) -> str:
    sides = [("margin-top", "ac:vspace"), ("margin-bottom", "ac:vspace")]
    sides += [("margin-left", "ac:hspace"), ("margin-right", "ac:hspace")]
    given = [(side, _pixels(image.get(attribute))) for side, attribute in sides]
    return " ".join(f"{side}: {pixels}px;" for side, pixels in given if pixels)


def _adf_border(image: Image) -> str:
    """Give the border that a cloud site drew around an image."""
    for mark in image.elements():
        if mark.tag == "ac:adf-mark" and mark.get("key") == "border":
            return f"border: {_pixels(mark.get('size')) or 1}px solid {mark.get('color') or '#091e4224'};"
    return ""


class ImageWriter:
    """Writes the images of one document."""

    def __init__(self, context: RenderContext, resolution: Resolution, links: LinkWriter) -> None:
        self.context = context
        self.resolution = resolution
        self.links = links

    def image(self, image: Image, *, in_link: bool) -> tuple[str, str]:
        """Write an `ac:image` without its caption.

        Args:
            image: the element.
            in_link: whether it stands in a link, so that it can't be one itself.

        Returns:
            the HTML, and the classes of the element to put around it.
        """
        look = _look(image, image.get("ac:alt"))
        match image.reference:
            case AttachmentReference() as attachment:
                target = self.resolution.attachment(attachment)
                if target is None:
                    return self._missing(attachment.filename), look.wrapper
                return self._attached(target, image, look, in_link), look.wrapper
            case UrlReference(url=url):
                return self._from_url(url, look, in_link), look.wrapper
        return self._missing(gettext("no image named")), look.wrapper

    def plain(self, element: Element, *, in_link: bool) -> str:
        """Write an `img` of the document."""
        attributes = {name.lower(): value for name, value in element.attributes.items()}
        look = Look(
            "confluence-embedded-image",
            "",
            {
                "alt": attributes.get("alt", ""),
                "title": attributes.get("title"),
                "width": _pixels(attributes.get("width", "")),
                "height": _pixels(attributes.get("height", "")),
                "style": safe_style(attributes.get("style", "")) or None,
                "loading": "lazy",
            },
        )
        return self._from_url(attributes.get("src", ""), look, in_link)

    def _attached(self, target: AttachmentTarget, image: Image, look: Look, in_link: bool) -> str:
        if not target.media_type.startswith("image/"):
            if in_link:
                return escape_text(target.filename)
            tag = self.links.file(target)
            return f"{tag.start}{escape_text(tag.text)}{tag.end}"
        small = image.get("ac:thumbnail") == "true" and target.thumbnail_url
        full = self.context.address(target.download_url)
        attributes = {
            "class": look.classes,
            "src": self.context.address(target.thumbnail_url) if small else full,
            "data-image-src": full,
            "data-base-url": self.context.base_url or None,
            "data-linked-resource-id": str(target.content_id),
            "data-linked-resource-version": str(target.version),
            "data-linked-resource-type": "attachment",
            "data-linked-resource-default-alias": target.filename,
            "data-linked-resource-content-type": target.media_type,
            "data-linked-resource-container-id": str(target.container_id),
        }
        html = f"<img{attributes_html(attributes | look.attributes)}>"
        if not small or in_link:
            return html
        link = {"class": "confluence-thumbnail-link", "href": full, "aria-label": f"Open {target.filename}"}
        return f"<a{attributes_html(link)}>{html}</a>"

    def _from_url(self, url: str, look: Look, in_link: bool) -> str:
        address = safe_url(url, IMAGE_SCHEMES)
        if not address:
            return self._missing(gettext("its address is not allowed"))
        if is_own(address, self.context.base_url):
            classes = f"{look.classes} confluence-external-resource"
            shown = {"class": classes, "src": address, "data-image-src": address}
            return f"<img{attributes_html(shown | look.attributes)}>"
        return external_image(self.context, address, {"class": look.classes} | look.attributes, in_link=in_link)

    def _missing(self, what: str) -> str:
        said = escape_text(gettext("Image not shown: {what}").format(what=what))
        return f'<span class="unknown-attachment" role="img">{said}</span>'
