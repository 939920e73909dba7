"""The macro noformat."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.panel_style import PANEL_PARAMETERS, panel_frame
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe


@macro(
    "noformat",
    title="No format",
    body=BodyKind.PLAIN,
    parameters=(
        *PANEL_PARAMETERS,
        Parameter("nopanel", "Whether the frame is left out.", ParameterKind.BOOLEAN, default=False),
    ),
)
def noformat(use: MacroUse) -> SafeString:
    """Shows text exactly as it was typed, in letters of one width."""
    text = use.plain_body.replace("\r\n", "\n").removeprefix("\n").rstrip("\n ")
    focus = "" if use.context.target.is_static else ' tabindex="0"'
    shown = f"<pre{focus}>{escape_text(text)}</pre>"
    if use.flag("nopanel"):
        return safe(f'<div class="preformatted {use.classes}"{use.marks}>{shown}</div>')
    return safe(panel_frame(use, shown, kind="preformatted"))
