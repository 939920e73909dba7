"""The macro recently-updated-dashboard."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.recent_changes import COMMON, changes, listed, more_link
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, safe


@macro(
    "recently-updated-dashboard",
    title="Recently updated dashboard",
    aliases=("recentlyupdateddashboard",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("spaces", "Keys of spaces, or @self, @all, @global, @personal, @favorite; - shuts one out.",
                  ParameterKind.SPACES, default="@all", aliases=("space", "spaceKey", "key", "")),
        *COMMON,
    ),
)  # fmt: skip
def recently_updated_dashboard(use: MacroUse) -> SafeString:
    """Lists what changed last in all spaces, by the people who changed it."""
    found, are_more = changes(use, listed_values(use, "spaces"))
    html = listed(use, found, "social", with_space=True)
    if are_more and not use.context.target.is_static:
        html += more_link(use.context, "")
    width = attributes_html({"style": f"width: {use.text('width')};" if use.text("width") else None})
    return safe(f'<div class="recently-updated recently-updated-social {use.classes}"{use.marks}{width}>{html}</div>')
