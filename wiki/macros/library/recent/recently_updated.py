"""The macro recently-updated."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.recent_changes import COMMON, changes, listed, more_link
from wiki.macros.naming.listed_values import OWN_SPACE, listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, safe

THEMES = ("concise", "social", "sidebar")


@macro(
    "recently-updated",
    title="Recently updated",
    aliases=("recentlyupdated",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("spaces", "Keys of spaces, or @self, @all, @global, @personal, @favorite; - shuts one out.",
                  ParameterKind.SPACES, default="@self", aliases=("space", "spaceKey", "key", "")),
        *COMMON,
        Parameter("theme", "The look: concise, social (by person) or sidebar.", ParameterKind.CHOICE, "concise",
                  choices=THEMES),
        Parameter("hideHeading", "Whether the heading is left out.", ParameterKind.BOOLEAN, default=False),
        Parameter("maxToggle", "Whether a link to further changes is shown.", ParameterKind.BOOLEAN, default=True),
    ),
)  # fmt: skip
def recently_updated(use: MacroUse) -> SafeString:
    """Lists what changed last in this space, or in others."""
    spaces = listed_values(use, "spaces")
    found, are_more = changes(use, spaces)
    own = len(spaces) == 1 and spaces[0].lower() in (*OWN_SPACE, use.context.space.key.lower())
    html = listed(use, found, use.text("theme"), with_space=not own)
    if not use.flag("hideHeading"):
        html = f'<h3 class="recently-updated-heading">{gettext("Recently updated")}</h3>{html}'
    if are_more and use.flag("maxToggle") and not use.context.target.is_static:
        html += more_link(use.context, use.context.space.key if own else "")
    width = attributes_html({"style": f"width: {use.text('width')};" if use.text("width") else None})
    look = f"recently-updated recently-updated-{use.text('theme')}"
    return safe(f'<div class="{look} {use.classes}"{use.marks}{width}>{html}</div>')
