"""The macro status."""

from django.utils.safestring import SafeString

from wiki.macros.base import Display, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe

LOZENGES = {"red": "error", "yellow": "current", "green": "success", "blue": "complete", "purple": "new"}


@macro(
    "status",
    title="Status",
    display=Display.INLINE,
    parameters=(
        Parameter("title", "The words on the label; without any it shows the colour's name."),
        Parameter("colour", "Grey, Red, Yellow, Green, Blue or Purple.", default="Grey", aliases=("color",)),
        Parameter("subtle", "Whether only the border is coloured.", ParameterKind.BOOLEAN, default=False),
    ),
)
def status(use: MacroUse) -> SafeString:
    """Shows a small coloured label, such as the state of a piece of work."""
    colour = use.text("colour")
    lozenge = LOZENGES.get(colour.lower(), "")
    classes = "status-macro aui-lozenge"
    classes += f" aui-lozenge-{lozenge}" if lozenge else ""
    classes += " aui-lozenge-subtle" if use.flag("subtle") else ""
    return safe(f'<span class="{classes} {use.classes}"{use.marks}>{escape_text(use.text("title") or colour)}</span>')
