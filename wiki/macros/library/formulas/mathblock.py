"""The macros mathblock and mathblock-ref."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, Display, MacroUse
from wiki.macros.mathematics.formula_marks import given_formula, shown_formula
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.storage_format.anchors import anchor_id, fragment

ALIGNMENTS = ("left", "center", "right")


@macro(
    "mathblock",
    title="Formula",
    body=BodyKind.PLAIN,
    aliases=("mathdisplay", "mathjax-block-macro", "easy-math-block", "eazy-math-block"),
    parameters=(
        Parameter("body", "The formula in LaTeX, where it does not stand between the macro's tags."),
        Parameter("anchor", "A name, so that mathblock-ref and links can lead to the formula."),
        Parameter("alignment", "Where it stands: left, center or right.", default="center", aliases=("align",)),
    ),
)
def mathblock(use: MacroUse) -> SafeString:
    """Sets a formula, written in LaTeX, on a line of its own.

    The browser draws it from MathML: it grows with the text, and screen readers can read it out. Mails and documents
    show the LaTeX.
    """
    alignment = use.text("alignment").strip().lower()
    kind = alignment if alignment in ALIGNMENTS else "center"
    name = use.text("anchor")
    marks = {
        "class": f"math-block math-{kind} {use.classes}",
        "id": anchor_id(use.context.title, name) if name else None,
    }
    shown = shown_formula(use, given_formula(use), block=True)
    return safe(f"<div{attributes_html(marks)}{use.marks}>{shown}</div>")


@macro(
    "mathblock-ref",
    title="Link to a formula",
    display=Display.INLINE,
    parameters=(
        Parameter("anchor", "The name that the formula was given.", aliases=("",)),
        Parameter("text", "What the link says; the name, if nothing is given.", aliases=("body", "title")),
    ),
)
def mathblock_ref(use: MacroUse) -> SafeString:
    """Links to a formula of the page that has a name."""
    name = use.text("anchor")
    address = escape_text(fragment(anchor_id(use.context.title, name)))
    text = escape_text(use.text("text") or name or "formula")
    return safe(f'<span class="math-reference {use.classes}"{use.marks}><a href="{address}">{text}</a></span>')
