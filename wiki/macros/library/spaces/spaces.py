"""The macro spaces."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import space_link
from wiki.macros.listing.content_list import nothing_found
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.models import Space
from wiki.queries.space_lists import newest_spaces, spaces_by_category
from wiki.queries.spaces import favourite_spaces, spaces_for

MOST_SPACES = 500
NEW_SPACES = 10


@macro(
    "spaces",
    title="Spaces list",
    aliases=("spaces-list", "spacelist"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("", "Which spaces: all, category (all, by their categories), favourite (your own) or new.",
                  ParameterKind.CHOICE, "all", ("scope", "spaces"),
                  choices=("all", "category", "favourite", "favorite", "favourites", "favorites", "new")),
        Parameter("width", "How wide the list is, as in 80%.", ParameterKind.LENGTH),
    ),
)  # fmt: skip
def spaces(use: MacroUse) -> SafeString:
    """Lists the spaces that you, the reader, may see."""
    match use.text(""):
        case "category":
            html = "".join(
                f"<h4>{escape_text(category or 'Without a category')}</h4>{_listed(use, found)}"
                for category, found in spaces_by_category(use.actor, MOST_SPACES)
            )
        case "new":
            html = _listed(use, newest_spaces(use.actor, NEW_SPACES))
        case "all":
            html = _listed(use, list(spaces_for(use.actor, archived=False)[:MOST_SPACES]))
        case _:
            html = _listed(use, list(favourite_spaces(use.actor)[:MOST_SPACES]))
    width = attributes_html({"style": f"width: {use.text('width')};" if use.text("width") else None})
    return safe(f'<div class="spaces-list {use.classes}"{use.marks}{width}>{html or _none()}</div>')


def _listed(use: MacroUse, found: Sequence[Space]) -> str:
    entries = "".join(
        f'<li>{space_link(use.context, space)} <span class="smalltext">{escape_text(space.key)}</span>'
        f"{_description(space)}</li>"
        for space in found
    )
    return f'<ul class="space-entries">{entries}</ul>' if entries else _none()


def _description(space: Space) -> str:
    words = " ".join(space.description.split())
    shown = words if len(words) <= 160 else f"{words[:160].rsplit(' ', 1)[0]}…"
    return f'<div class="excerpt">{escape_text(shown)}</div>' if shown else ""


def _none() -> str:
    return nothing_found(gettext("There are no spaces here."))
