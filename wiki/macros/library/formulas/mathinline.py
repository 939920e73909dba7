"""The macro mathinline."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, Display, MacroUse
from wiki.macros.mathematics.formula_marks import given_formula, shown_formula
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro(
    "mathinline",
    title="Formula in a line",
    body=BodyKind.PLAIN,
    display=Display.INLINE,
    aliases=("mathjax-inline-macro", "easy-math-inline", "eazy-math-inline"),
    parameters=(Parameter("body", "The formula in LaTeX, where it does not stand between the macro's tags."),),
)
def mathinline(use: MacroUse) -> SafeString:
    """Sets a formula, written in LaTeX, in the middle of a line."""
    shown = shown_formula(use, given_formula(use), block=False)
    return safe(f'<span class="math-inline {use.classes}"{use.marks}>{shown}</span>')
