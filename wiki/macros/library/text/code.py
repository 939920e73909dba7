"""The macro code."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.highlighting import highlighted
from wiki.macros.panel_style import PANEL_PARAMETERS, panel_frame
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe


def _numbered(html: str, first: int) -> str:
    lines = html.split("\n")
    return "\n".join(
        f'<span class="line-number" data-line="{number}" aria-hidden="true"></span>{line}'
        for number, line in enumerate(lines, first)
    )


@macro(
    "code",
    title="Code block",
    body=BodyKind.PLAIN,
    aliases=("code-block", "codeblock"),
    parameters=(
        Parameter("", "The language, such as java, python, sql or bash.", aliases=("language", "lang")),
        *PANEL_PARAMETERS,
        Parameter("theme", "The colours; kept for old pages, the site's own colours are used.", default="Confluence"),
        Parameter("linenumbers", "Whether lines are numbered.", ParameterKind.BOOLEAN, default=False),
        Parameter("firstline", "The number of the first line.", ParameterKind.INTEGER, default=1),
        Parameter("collapse", "Whether the code is hidden at first.", ParameterKind.BOOLEAN, default=False),
    ),
)
def code(use: MacroUse) -> SafeString:
    """Shows a piece of a program in the colours of its language."""
    language = use.text("")
    text = use.plain_body.replace("\r\n", "\n").removeprefix("\n").rstrip("\n ")
    html = highlighted(language, text).rstrip("\n")
    if use.flag("linenumbers"):
        html = _numbered(html, use.number("firstline"))
    brush = escape_text(
        f"brush: {language or 'text'}; gutter: {'true' if use.flag('linenumbers') else 'false'}; "
        f"theme: {use.text('theme')}"
    )
    is_static = use.context.target.is_static
    focus = "" if is_static else ' tabindex="0"'
    shown = (
        f'<pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="{brush}" '
        f'data-theme="{escape_text(use.text("theme"))}"{focus}>{html}</pre>'
    )
    if use.flag("collapse") and not is_static:
        title = escape_text(use.text("title") or gettext("Show the code"))
        shown = f'<details class="code-collapse"><summary>{title}</summary>{shown}</details>'
        return safe(panel_frame(use, shown, kind="code", title=""))
    return safe(panel_frame(use, shown, kind="code"))
