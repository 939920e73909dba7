"""The macro quote."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro("quote", title="Quotation", body=BodyKind.RICH, aliases=("blockquote",))
def quote(use: MacroUse) -> SafeString:
    """Sets a text off as somebody else's words."""
    return safe(f'<blockquote class="{use.classes}"{use.marks}>{use.body}</blockquote>')
