"""The boxes info, note, tip and warning."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe

PARAMETERS = (
    Parameter("title", "A line in bold above the text."),
    Parameter("icon", "Whether the box shows its sign.", ParameterKind.BOOLEAN, default=True),
)


def _box(use: MacroUse, style: str, icon: str) -> SafeString:
    title, sign = "", ""
    if use.text("title"):
        title = f'<p class="title">{escape_text(use.text("title"))}</p>'
    if use.flag("icon"):
        sign = (
            f'<span class="aui-icon aui-icon-small aui-iconfont-{icon} confluence-information-macro-icon" '
            'aria-hidden="true"></span>'
        )
    return safe(
        f'<div class="confluence-information-macro confluence-information-macro-{style} {use.classes}"{use.marks}>',
        title,
        sign,
        f'<div class="confluence-information-macro-body">{use.body}</div></div>',
    )


@macro("info", title="Info", body=BodyKind.RICH, parameters=PARAMETERS)
def info(use: MacroUse) -> SafeString:
    """Puts the text in a blue box: something worth knowing."""
    return _box(use, "information", "info")


@macro("note", title="Note", body=BodyKind.RICH, parameters=PARAMETERS)
def note(use: MacroUse) -> SafeString:
    """Puts the text in a yellow box: something to be careful about."""
    return _box(use, "note", "warning")


@macro("tip", title="Tip", body=BodyKind.RICH, parameters=PARAMETERS)
def tip(use: MacroUse) -> SafeString:
    """Puts the text in a green box: something that makes work easier."""
    return _box(use, "tip", "approve")


@macro("warning", title="Warning", body=BodyKind.RICH, parameters=PARAMETERS)
def warning(use: MacroUse) -> SafeString:
    """Puts the text in a red box: something that goes wrong if it is not heeded."""
    return _box(use, "warning", "error")
