"""The macro expand."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe


@macro(
    "expand",
    title="Expand",
    body=BodyKind.RICH,
    aliases=("ui-expand",),
    parameters=(Parameter("title", "The line that opens the text.", default="Click here to expand...", aliases=("",)),),
)
def expand(use: MacroUse) -> SafeString:
    """Hides the text behind a line that opens it."""
    is_open = " open" if use.context.target.is_static else ""
    return safe(
        f'<details class="expand-container {use.classes}"{use.marks}{is_open}><summary class="expand-control">'
        f'<span class="expand-control-text">{escape_text(use.text("title"))}</span></summary>'
        f'<div class="expand-content">{use.body}</div></details>'
    )
