"""The macro markdown."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import BodyKind, MacroFailure, MacroUse
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.markup.errors import MarkupTooLong
from wiki.markup.markdown import convert_markdown


@macro(
    "markdown",
    title="Markdown",
    body=BodyKind.PLAIN,
    aliases=("markdown-macro", "md"),
    parameters=(Parameter("body", "The text, where it does not stand between the macro's tags."),),
)
def markdown(use: MacroUse) -> SafeString:
    """Shows text that is written in Markdown, with tables, task lists, footnotes and coloured code.

    HTML in it shows as far as pages may hold it.
    """
    text = use.plain_body if use.plain_body.strip() else use.text("body")
    try:
        storage = convert_markdown(text)
    except MarkupTooLong as error:
        raise MacroFailure(gettext("its text is too long.")) from error
    return safe(f'<div class="markdown-macro {use.classes}"{use.marks}>{use.facts.nested.storage(storage)}</div>')
