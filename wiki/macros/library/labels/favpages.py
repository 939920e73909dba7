"""The macro favpages."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.content_list import MOST_ENTRIES, content_list, nothing_found
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.queries.categories import favourite_contents


@macro(
    "favpages",
    title="Favourite pages",
    aliases=("favourite-pages", "favorite-pages"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("maxResults", "How many pages are listed.", ParameterKind.INTEGER, 30, ("max", ""), least=1,
                  most=MOST_ENTRIES),
    ),
)  # fmt: skip
def favpages(use: MacroUse) -> SafeString:
    """Lists the pages and blog posts that you, the reader, marked as favourites."""
    contents = list(favourite_contents(use.actor)[: use.number("maxResults")])
    html = (
        content_list(use, contents, show_space=True)
        if contents
        else nothing_found(gettext("You have no favourites yet."))
    )
    return safe(f'<div class="favourite-pages {use.classes}"{use.marks}>{html}</div>')
