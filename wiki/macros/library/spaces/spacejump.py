"""The macro spacejump."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Display, Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.naming.named_content import content_titled
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro(
    "spacejump",
    title="Space jump",
    aliases=("space-jump",),
    display=Display.INLINE,
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("space", "The key of the other space.", ParameterKind.SPACE, None, ("spaceKey", "key", "")),
        Parameter("alias", "The words of the link; without any, the title of the page."),
    ),
)
def spacejump(use: MacroUse) -> SafeString:
    """Links to the page with the title of this page in another space."""
    keys = listed_values(use, "space")
    if not keys:
        raise MacroFailure(gettext("it does not say which space."))
    page = content_titled(use, use.context.title, keys[0])
    return safe(f'<span class="{use.classes}"{use.marks}>{content_link(use.context, page, use.text("alias"))}</span>')
