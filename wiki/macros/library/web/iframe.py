"""The macro iframe."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import MacroUse
from wiki.macros.embedding.frame_size import frame_size
from wiki.macros.embedding.safe_embed import external_frame
from wiki.macros.embedding.web_address import web_address
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro(
    "iframe",
    title="Iframe",
    parameters=(
        Parameter("src", "The address of the page.", aliases=("", "url"), required=True),
        Parameter("title", "What the frame is called for those who can't see it.", aliases=("name", "id")),
        Parameter("width", "How wide the frame is: pixels, or a share such as 100%.", default="100%"),
        Parameter("height", "How high the frame is, in pixels.", default="400"),
    ),
)
def iframe(use: MacroUse) -> SafeString:
    """Shows a page of another site in a sandboxed frame, as far as the settings of the site allow it; else a link."""
    address = web_address(use, "src")
    frame = external_frame(
        use.context,
        address,
        title=use.text("title") or address,
        width=frame_size(use.text("width"), "100%"),
        height=frame_size(use.text("height"), "400"),
    )
    return safe(f'<div class="iframe-macro {use.classes}"{use.marks}>{frame}</div>')
