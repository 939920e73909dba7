"""The list of contents that several macros write: titles with their kind, space, labels and excerpt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from wiki.macros.base import MacroUse, RenderContext
from wiki.macros.content_links import content_link, label_link, space_link
from wiki.macros.listing.excerpts import Excerpts
from wiki.macros.safe_html import escape_text
from wiki.models import Content, ContentKind, Label

MOST_ENTRIES = 500
"""Entries of a list, whatever a page asks for."""

KIND_NAMES = {
    ContentKind.PAGE: gettext_lazy("Page"),
    ContentKind.BLOGPOST: gettext_lazy("Blog post"),
    ContentKind.COMMENT: gettext_lazy("Comment"),
    ContentKind.ATTACHMENT: gettext_lazy("File"),
}


def kind_sign(content: Content) -> str:
    """Write the sign of a content's kind."""
    name = KIND_NAMES.get(ContentKind(content.kind), "Content")
    return f'<span class="content-type content-type-{content.kind}" role="img" aria-label="{name}"></span>'


def label_links(context: RenderContext, labels: Sequence[Label], space_key: str = "") -> str:
    """Write labels as a list of links."""
    entries = "".join(f"<li>{label_link(context, str(label), space_key)}</li>" for label in labels)
    return f'<ul class="label-list">{entries}</ul>' if entries else ""


def content_list(
    use: MacroUse,
    contents: Sequence[Content],
    *,
    labels: Mapping[int, Sequence[Label]] | None = None,
    show_space: bool = False,
    excerpt: str = "none",
) -> str:
    """Write a list of contents.

    Args:
        use: the macro that lists them.
        contents: with their spaces at hand, and with their bodies where excerpts are wanted.
        labels: the labels that are shown with each; None shows none.
        show_space: whether the space is named with each.
        excerpt: the kind of excerpt, see `wiki.macros.listing.excerpts`.
    """
    excerpts = Excerpts(use, contents, excerpt)
    entries = []
    for content in contents:
        space = f' <span class="smalltext">({space_link(use.context, content.space)})</span>' if show_space else ""
        shown = label_links(use.context, labels.get(content.pk, ()), content.space.key) if labels is not None else ""
        summary = excerpts.block(content)
        entries.append(
            f'<li>{kind_sign(content)}<div class="details">{content_link(use.context, content)}{space}{shown}{summary}'
            "</div></li>"
        )
    return f'<ul class="content-by-label">{"".join(entries)}</ul>'


def nothing_found(what: str) -> str:
    """Write the line that stands where a list would be empty."""
    return f'<p class="nothing-found">{escape_text(what)}</p>'
