"""The macro gallery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import file_address
from wiki.macros.naming.subject import subject
from wiki.macros.parameters import Parameter, ParameterKind, page_named
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.models import Content
from wiki.queries.files import files_of, having_labels, without_labels
from wiki.queries.links import THUMBNAIL_TYPES
from wiki.storage_format.nodes import MacroParameter
from wiki.storage_format.references import fold_title

MOST_PICTURES = 500
MOST_PAGES = 20
MOST_NAMES = 200

_ORDERS: dict[str, Callable[[Content], Any]] = {
    "": lambda file: (file.title_folded, file.pk),
    "name": lambda file: (file.title_folded, file.pk),
    "comment": lambda file: (file.version_comment.casefold(), file.title_folded),
    "date": lambda file: (file.modified, file.pk),
    "size": lambda file: (file.file_size, file.pk),
}


@macro(
    "gallery",
    title="Gallery",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("title", "What stands above the pictures."),
        Parameter("columns", "How many pictures stand in a row.", ParameterKind.INTEGER, 4, least=1, most=12),
        Parameter("include", "The names of the pictures that show, with commas between; all if not given."),
        Parameter("exclude", "The names of pictures that do not show, with commas between."),
        Parameter("includeLabel", "Labels, with commas between, that the pictures must all have."),
        Parameter("excludeLabel", "Labels, with commas between, of which the pictures must have none."),
        Parameter(
            "sort", "What the pictures are sorted by.", ParameterKind.CHOICE,
            choices=("", "name", "comment", "date", "size"),
        ),
        Parameter(
            "reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False,
            aliases=("reverseSort",),
        ),
        Parameter(
            "page", "The page whose pictures show, or several with commas between; this one if not given.",
            ParameterKind.PAGE, default=None,
        ),
    ),
)  # fmt: skip
def gallery(use: MacroUse) -> SafeString:
    """Shows the pictures attached to this page as small images that open large."""
    pictures = _pictures(use)
    title = use.text("title")
    heading = f'<p class="gallery-title">{escape_text(title)}</p>' if title else ""
    if not pictures:
        return safe(
            f'<div class="gallery {use.classes}"{use.marks}>{heading}',
            f'<p class="macro-empty">{gettext("There are no pictures to show.")}</p></div>',
        )
    entries = "".join(f"<li>{_figure(use, picture)}</li>" for picture in pictures[:MOST_PICTURES])
    more = len(pictures) - MOST_PICTURES
    note = f'<p class="quiet">{more} more are not shown.</p>' if more > 0 else ""
    marks = attributes_html(
        {
            "class": f"gallery {use.classes}",
            "data-gallery": title or gettext("Pictures"),
            "style": f"--gallery-columns: {use.number('columns')}",
        }
    )
    return safe(f'<div{marks}{use.marks}>{heading}<ul class="gallery-pictures">{entries}</ul>{note}</div>')


def _pictures(use: MacroUse) -> list[Content]:
    found = files_of(use.actor, _container_ids(use)).filter(media_type__in=THUMBNAIL_TYPES)
    if wanted := _words(use, "includeLabel"):
        found = having_labels(found, wanted)
    if unwanted := _words(use, "excludeLabel"):
        found = without_labels(found, unwanted)
    if names := _words(use, "include"):
        found = found.filter(title_folded__in=[fold_title(name) for name in names])
    if names := _words(use, "exclude"):
        found = found.exclude(title_folded__in=[fold_title(name) for name in names])
    return sorted(found, key=_ORDERS[use.text("sort")], reverse=use.flag("reverse"))


def _words(use: MacroUse, name: str) -> list[str]:
    return [word.strip() for word in use.text(name).split(",")[:MOST_NAMES] if word.strip()]


def _container_ids(use: MacroUse) -> list[int]:
    given = use.page("page")
    if given is not None and "," in given.title and use.facts.resolution.page(given) is None:
        return _named_together(use)
    return [subject(use).pk]


def _named_together(use: MacroUse) -> list[int]:
    """Find pages whose names stand in one parameter, with one look-up for all."""
    parts = use.element.parameters["page"].text.split(",")[:MOST_PAGES]
    pages = [page_named(MacroParameter("page", part.strip())) for part in parts if part.strip()]
    keys = [use.facts.resolution.page_key(page) for page in pages if page is not None]
    found = use.context.links.pages(set(keys))
    if len(found) < len(set(keys)):
        raise MacroFailure(gettext("a page that it names does not exist, or you may not see it."))
    return [found[key].content_id for key in keys]


def _figure(use: MacroUse, picture: Content) -> str:
    full = file_address(use.context, picture)
    small = full if use.context.target.is_static else file_address(use.context, picture, "thumbnails")
    caption = picture.version_comment or picture.title
    image = f"<img{attributes_html({'src': small, 'alt': picture.title, 'loading': 'lazy'})}>"
    link = attributes_html({"class": "gallery-link", "href": full, "data-caption": caption})
    return f"<figure><a{link}>{image}</a><figcaption>{escape_text(caption)}</figcaption></figure>"
