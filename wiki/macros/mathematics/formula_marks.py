"""Writes a formula where a macro stands: as MathML, as LaTeX where that can't be shown, or with what is wrong in it."""

from __future__ import annotations

from urllib.parse import unquote

from django.utils.translation import gettext

from wiki.macros.base import MacroUse
from wiki.macros.mathematics.formulas import BadFormula, formula_html, formula_source
from wiki.macros.safe_html import escape_text

_ENCODED = "--uriencoded--"


def given_formula(use: MacroUse) -> str:
    """Give the LaTeX of a macro that takes it as its body or as the parameter `body`."""
    text = use.plain_body if use.plain_body.strip() else use.text("body")
    if text.startswith(_ENCODED):
        text = unquote(text.removeprefix(_ENCODED))
    return formula_source(text)


def shown_formula(use: MacroUse, source: str, *, block: bool) -> str:
    """Give the HTML of a formula for the reader of this use.

    Args:
        use: the use of a macro.
        source: the LaTeX.
        block: whether it stands alone or in a line.
    """
    if not source:
        return f'<span class="macro-error">{gettext("There is no formula here yet.")}</span>'
    if use.context.target.is_static:
        return f'<code class="formula-source">{escape_text(source)}</code>'
    try:
        return formula_html(source, block=block)
    except BadFormula as error:
        message = escape_text(gettext("This formula can't be set: {error}").format(error=error))
        return (
            f'<span class="macro-error formula-error"><span class="macro-error-message">{message}</span> '
            f"<code>{escape_text(source)}</code></span>"
        )
