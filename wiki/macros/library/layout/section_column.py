"""The macros section and column."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro(
    "section",
    title="Section",
    body=BodyKind.RICH,
    parameters=(Parameter("border", "Whether a line is drawn around it.", ParameterKind.BOOLEAN, default=False),),
)
def section(use: MacroUse) -> SafeString:
    """Holds columns that stand side by side."""
    bordered = " sectionMacroWithBorder" if use.flag("border") else ""
    return safe(
        f'<div class="sectionColumnWrapper {use.classes}"{use.marks}><div class="sectionMacro{bordered}">'
        f'<div class="sectionMacroRow">{use.body}</div></div></div>'
    )


def _width(use: MacroUse) -> str:
    """Give the width of a column; a small number without a unit is a share of the section."""
    width, given = use.text("width"), use.element.parameters.get("width")
    if given is not None and given.text.isascii() and given.text.isdigit() and int(given.text[:4]) <= 100:
        return f"{int(given.text[:4])}%"
    return width


@macro(
    "column",
    title="Column",
    body=BodyKind.RICH,
    parameters=(Parameter("width", "How wide it is, such as 300px or 33%.", ParameterKind.LENGTH),),
)
def column(use: MacroUse) -> SafeString:
    """Is one column of a section."""
    width = _width(use)
    style = f' style="width: {width}; min-width: {width}; max-width: {width};"' if width else ""
    return safe(f'<div class="columnMacro {use.classes}"{use.marks}{style}>{use.body}</div>')
