"""The macro panel."""

import re

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.panel_style import PANEL_PARAMETERS, panel_frame
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe

_SYMBOL = re.compile(r"[0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,7}", re.IGNORECASE)


@macro(
    "panel",
    title="Panel",
    body=BodyKind.RICH,
    parameters=(
        *PANEL_PARAMETERS,
        Parameter("panelIconText", "A sign in front of the text, such as an emoji."),
        Parameter(
            "panelIconId", "The number of the sign in Unicode, such as 1f680, where the sign itself is not given."
        ),
        Parameter("panelIcon", "The name of the sign; kept for pages from elsewhere."),
    ),
)
def panel(use: MacroUse) -> SafeString:
    """Puts the text in a frame, with a title and colours of your choice."""
    sign = use.text("panelIconText")[:20] or _symbol(use.text("panelIconId"))
    shown = f'<span class="panelIcon" aria-hidden="true">{escape_text(sign)}</span>' if sign else ""
    return safe(panel_frame(use, shown + use.body))


def _symbol(number: str) -> str:
    if not _SYMBOL.fullmatch(number):
        return ""
    codes = [int(each, 16) for each in number.split("-")]
    # Below are letters and control characters, above the last character of Unicode.
    return "".join(map(chr, codes)) if all(0x2000 <= code <= 0x1FFFF or code == 0xFE0F for code in codes) else ""
