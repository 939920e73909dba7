"""The macro latex."""

import re

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.mathematics.formula_marks import given_formula, shown_formula
from wiki.macros.mathematics.formulas import formula_source
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe

MOST_FORMULAS = 200
_SIGNS = re.compile(r"(?<!\\)(\$\$|\$|\\\[|\\\]|\\\(|\\\))")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_ENDS = {"$$": "$$", "$": "$", r"\[": r"\]", r"\(": r"\)"}
_BLOCKS = frozenset({"$$", r"\["})


@macro(
    "latex",
    title="LaTeX",
    body=BodyKind.PLAIN,
    aliases=("math", "latexmath", "latex-formatting"),
    parameters=(Parameter("body", "The text in LaTeX, where it does not stand between the macro's tags."),),
)
def latex(use: MacroUse) -> SafeString:
    r"""Sets a formula in LaTeX, or a text with formulas in it.

    In a text they stand between `$` signs or between `\(` and `\)`, and those with a line of their own between `$$`
    signs or between `\[` and `\]`. It reads formulas and not whole documents of LaTeX; `\newcommand` and its like are
    refused.
    """
    text = use.plain_body.strip()
    pieces = _pieces(text)
    if len(pieces) <= 1:
        shown = shown_formula(use, given_formula(use), block=True)
    else:
        shown = "".join(
            shown_formula(use, formula_source(piece), block=sign in _BLOCKS) if sign else _text(piece)
            for sign, piece in pieces
        )
    return safe(f'<div class="math-block latex-text {use.classes}"{use.marks}>{shown}</div>')


def _text(piece: str) -> str:
    """Write text as LaTeX does: only an empty line begins a new paragraph."""
    paragraphs = [" ".join(each.split()) for each in _EMPTY_LINE.split(piece)]
    before, after = (" " if piece[edge].isspace() else "" for edge in (0, -1))
    return before + "<br><br>".join(escape_text(each) for each in paragraphs) + after


def _pieces(text: str) -> list[tuple[str, str]]:
    """Part text from formulas: each piece with the sign it began with, which is nothing for text."""
    parts = _SIGNS.split(text)
    if len(parts) > 4 * MOST_FORMULAS:
        return []
    pieces: list[tuple[str, str]] = []
    sign, held = "", ""
    for number, part in enumerate(parts):
        opens = number % 2 == 1 and not sign and part in _ENDS
        closes = number % 2 == 1 and bool(sign) and _ENDS[sign] == part
        if not (opens or closes):
            held += part
            continue
        if held.strip():
            pieces.append((sign, held))
        sign, held = (part if opens else ""), ""
    if sign:
        # A sign that nothing closes is a sign of money or a slip: all of it is text, or the formula it looks like.
        return []
    if held.strip():
        pieces.append(("", held))
    return pieces
