"""The macros color and bgcolor."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, Display, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.macros.wrapping import wrapped


@macro(
    "color",
    title="Coloured text",
    body=BodyKind.RICH,
    display=Display.INLINE,
    aliases=("colour",),
    parameters=(
        Parameter("color", "The colour: a name such as red, or #c00.", ParameterKind.COLOUR, aliases=("", "colour")),
    ),
)
def color(use: MacroUse) -> SafeString:
    """Writes its text in a colour."""
    colour = use.text("color")
    return safe(wrapped(use, style=f"color: {colour};" if colour else ""))


@macro(
    "bgcolor",
    title="Text on a colour",
    body=BodyKind.RICH,
    display=Display.INLINE,
    aliases=("highlight",),
    parameters=(
        Parameter(
            "color", "The colour: a name such as yellow, or #ff8.", ParameterKind.COLOUR, "yellow", ("", "bgcolor")
        ),
    ),
)
def bgcolor(use: MacroUse) -> SafeString:
    """Puts a colour behind its text."""
    return safe(wrapped(use, classes="text-on-colour", style=f"background-color: {use.text('color')};"))
