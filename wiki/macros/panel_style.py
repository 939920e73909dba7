"""The parameters and the frame that panel, code and noformat share."""

from wiki.macros.base import MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.safe_html import attributes_html, escape_text

BORDER_STYLES = ("none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset")

PANEL_PARAMETERS = (
    Parameter("title", "The title above the text."),
    Parameter("borderStyle", "How the border is drawn.", ParameterKind.CHOICE, choices=BORDER_STYLES),
    Parameter("borderColor", "The colour of the border.", ParameterKind.COLOUR),
    Parameter("borderWidth", "How thick the border is, in pixels.", ParameterKind.LENGTH),
    Parameter("bgColor", "The colour behind the text.", ParameterKind.COLOUR),
    Parameter("titleBGColor", "The colour behind the title.", ParameterKind.COLOUR),
    Parameter("titleColor", "The colour of the title.", ParameterKind.COLOUR),
)
"""What a panel's frame can be told."""


def _style(**values: str) -> str | None:
    written = " ".join(f"{name.replace('_', '-')}: {value};" for name, value in values.items() if value)
    return written or None


def panel_frame(use: MacroUse, content: str, *, kind: str = "", title: str | None = None) -> str:
    """Put content in a panel's frame.

    Args:
        use: the use of a macro that has the panel parameters.
        content: the HTML inside.
        kind: `code` or `preformatted` for these kinds of panel.
        title: HTML of the title; None takes the parameter.
    """
    frame = _style(
        background_color=use.text("bgColor"),
        border_color=use.text("borderColor"),
        border_style=use.text("borderStyle"),
        border_width=use.text("borderWidth"),
    )
    header = ""
    heading = title if title is not None else escape_text(use.text("title"))
    names = (f"{kind} ", f" {kind}Header", f" {kind}Content") if kind else ("", "", "")
    if heading:
        style = _style(background_color=use.text("titleBGColor"), color=use.text("titleColor"))
        header = f'<div class="panelHeader{names[1]}"{attributes_html({"style": style})}><b>{heading}</b></div>'
    inner = attributes_html({"style": _style(background_color=use.text("bgColor"))})
    return (
        f'<div class="{names[0]}panel {use.classes}"{use.marks}{attributes_html({"style": frame})}>{header}'
        f'<div class="panelContent{names[2]}"{inner}>{content}</div></div>'
    )
