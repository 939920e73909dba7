"""The macro pagetree."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.content_list import nothing_found
from wiki.macros.listing.page_tree_html import SORTS, TreeLook, TreeWriter
from wiki.macros.listing.title_search_form import search_form
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.naming.tree_places import TreePlace, named_place
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.models import Content
from wiki.queries.page_branches import branch_below

MOST_LEVELS = 10
EVERYTHING = 50
"""Levels that a document to print shows."""


@macro(
    "pagetree",
    title="Page tree",
    aliases=("page-tree",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("root", "The page above those shown: Title, KEY:Title, @home, @self, @parent; @none for all pages.",
                  ParameterKind.PAGE, None, ("",)),
        Parameter("spaces", "The key of the space whose tree is shown.", ParameterKind.SPACE, None,
                  ("space", "spaceKey")),
        Parameter("sort", "The order of each level: position, natural, bitwise, creation or modified.",
                  ParameterKind.CHOICE, "position", choices=SORTS),
        Parameter("reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False),
        Parameter("startDepth", "How many levels are open at first.", ParameterKind.INTEGER, 1,
                  least=1, most=MOST_LEVELS),
        Parameter("excerpt", "Whether the excerpt of each page is shown.", ParameterKind.BOOLEAN, default=False),
        Parameter("searchBox", "Whether a field to search these pages stands above.", ParameterKind.BOOLEAN,
                  default=False),
        Parameter("expandCollapseAll", "Whether links to open and close all stand above.", ParameterKind.BOOLEAN,
                  default=False),
    ),
)  # fmt: skip
def pagetree(use: MacroUse) -> SafeString:
    """Shows the pages below a page as a tree that opens and closes."""
    keys = [key for key in listed_values(use, "spaces") if not key.startswith("@")]
    place = named_place(use, "root", default="@home", space_key=keys[0] if keys else "")
    look = TreeLook(use.text("sort"), use.flag("reverse"), use.flag("excerpt"))
    path = _path_to_this_page(use)
    levels = EVERYTHING if use.context.target.is_static else use.number("startDepth")
    branch = branch_below(use.actor, place.space, place.page, levels, path, texts=look.excerpt)
    tree = TreeWriter(use.context, branch, look, levels, path).level(branch.top_id)
    tools = _tools(use, place) if not use.context.target.is_static else ""
    return safe(
        f'<div class="plugin_pagetree {use.classes}"{use.marks}>{tools}{tree or nothing_found("No pages here yet.")}'
        f"{_rest(use, place) if branch.is_cut else ''}</div>"
    )


def _path_to_this_page(use: MacroUse) -> frozenset[int]:
    content = use.context.content
    return frozenset(content.ancestor_ids) if isinstance(content, Content) else frozenset()


def _tools(use: MacroUse, place: TreePlace) -> str:
    written = ""
    if use.flag("searchBox"):
        ancestor = str(place.page.pk) if place.page is not None else ""
        written += search_form(
            use.context, label=gettext("Search these pages"), where=place.space.key, ancestorId=ancestor
        )
    if use.flag("expandCollapseAll"):
        # A script shows them: without one they would do nothing.
        written += (
            '<p class="plugin_pagetree_expandcollapse" hidden>'
            f'<button type="button" class="link-button" data-pagetree="open">{gettext("Expand all")}</button> '
            f'<button type="button" class="link-button" data-pagetree="close">{gettext("Collapse all")}</button></p>'
        )
    return written


def _rest(use: MacroUse, place: TreePlace) -> str:
    address = use.context.address(f"/pages/listpages.action?key={place.space.key}")
    return f'<p><a href="{address}">{gettext("All pages of the space")}</a></p>'
