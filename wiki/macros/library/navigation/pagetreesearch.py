"""The macro pagetreesearch."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.title_search_form import search_form
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.naming.tree_places import named_place
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro(
    "pagetreesearch",
    title="Page tree search",
    aliases=("page-tree-search",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter(
            "rootPage",
            "The page below which it searches; without it, this page.",
            ParameterKind.PAGE,
            None,
            ("root", ""),
        ),
        Parameter("spaceKey", "The key of the space of that page.", ParameterKind.SPACE, None, ("spaces",)),
    ),
)
def pagetreesearch(use: MacroUse) -> SafeString:
    """Shows a field that searches the pages below a page."""
    keys = listed_values(use, "spaceKey")
    place = named_place(use, "rootPage", default="@self", space_key=keys[0] if keys else "")
    ancestor = str(place.page.pk) if place.page is not None else ""
    form = search_form(use.context, label=gettext("Search these pages"), where=place.space.key, ancestorId=ancestor)
    return safe(f'<div class="plugin_pagetreesearch {use.classes}"{use.marks}>{form}</div>' if form else "")
