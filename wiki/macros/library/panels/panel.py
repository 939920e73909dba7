"""The macro panel."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.panel_style import PANEL_PARAMETERS, panel_frame
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe


@macro(
    "panel",
    title="Panel",
    body=BodyKind.RICH,
    parameters=(*PANEL_PARAMETERS, Parameter("panelIconText", "A sign in front of the text, such as an emoji.")),
)
def panel(use: MacroUse) -> SafeString:
    """Puts the text in a frame, with a title and colours of your choice."""
    sign = use.text("panelIconText")
    shown = f'<span class="panelIcon" aria-hidden="true">{escape_text(sign)}</span>' if sign else ""
    return safe(panel_frame(use, shown + use.body))
