"""The macro plantuml."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import BodyKind, MacroFailure, MacroUse
from wiki.macros.drawing.diagram_text import unpacked
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe


@macro(
    "plantuml",
    title="PlantUML",
    body=BodyKind.PLAIN,
    aliases=("plantumlcloud", "plantumlrender"),
    parameters=(
        Parameter("title", "A line above the text."),
        Parameter("data", "The text, packed, as other programs keep it."),
        Parameter("filename", "The name that other programs give to the diagram."),
    ),
)
def plantuml(use: MacroUse) -> SafeString:
    """Shows the text of a PlantUML diagram. The wiki does not draw it: PlantUML is a program in Java.

    A mermaid macro draws most of what PlantUML does.
    """
    source = use.plain_body.strip("\r\n") if use.plain_body.strip() else unpacked(use.text("data")) or ""
    if not source.strip():
        raise MacroFailure(gettext("it has no text yet."))
    title = use.text("title") or use.text("filename")
    label = f"PlantUML: {title}" if title else "PlantUML"
    focus = "" if use.context.target.is_static else ' tabindex="0"'
    return safe(
        f'<div class="diagram plantuml-macro {use.classes}"{use.marks}>'
        f'<p class="diagram-label">{escape_text(label)} <span class="diagram-note">shown as text</span></p>'
        f'<pre class="diagram-source"{focus}>{escape_text(source)}</pre></div>'
    )
