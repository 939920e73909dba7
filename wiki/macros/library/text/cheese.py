"""The macro cheese."""

from django.utils.safestring import SafeString

from wiki.macros.base import Display, MacroUse
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro("cheese", title="Cheese", display=Display.INLINE)
def cheese(use: MacroUse) -> SafeString:
    """Says what it likes. It has been the smallest of all macros from the beginning, and shows that macros work."""
    return safe(f'<span class="{use.classes}"{use.marks}>I like cheese!</span>')
