"""The macro anchor."""

from django.utils.safestring import SafeString

from wiki.macros.base import Display, MacroUse
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.storage_format.anchors import anchor_id


@macro(
    "anchor",
    title="Anchor",
    display=Display.INLINE,
    parameters=(Parameter("", "The name that links use.", aliases=("anchor", "name"), required=True),),
)
def anchor(use: MacroUse) -> SafeString:
    """Marks a place of the page, so that links can lead to it."""
    name = anchor_id(use.context.title, use.text(""))
    return safe(f'<span class="confluence-anchor-link {use.classes}" id="{escape_text(name)}"{use.marks}></span>')
