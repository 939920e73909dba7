"""Formulas: LaTeX to MathML that is safe to write into a page."""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop
from latex2mathml import exceptions
from latex2mathml.converter import Converter

from wiki.macros.mathematics.safe_mathml import mathml_html
from wiki.macros.safe_html import attributes_html, escape_text

LONGEST_FORMULA = 5_000
"""Characters of LaTeX in one formula."""

# Commands of one's own could stand for each other, and a short formula for a page of gigabytes.
_DEFINING = re.compile(r"\\(?:(?:re|provide)?newcommand|def|gdef|edef|xdef|let|DeclareMathOperator)(?![A-Za-z])")
_ENVIRONMENT = re.compile(
    r"\s*\\begin\s*\{(?:equation|displaymath|math)\*?\}(.*)\\end\s*\{(?:equation|displaymath|math)\*?\}\s*", re.DOTALL
)
_DELIMITERS = (("$$", "$$"), (r"\[", r"\]"), (r"\(", r"\)"), ("$", "$"))

_MALFORMED = gettext_noop("it is not well formed.")
_REASONS: dict[type[Exception], str] = {
    exceptions.NumeratorNotFoundError: gettext_noop("a fraction has no numerator."),
    exceptions.DenominatorNotFoundError: gettext_noop("a fraction has no denominator."),
    exceptions.ExtraLeftOrMissingRightError: gettext_noop("a \\left has no \\right, or the other way round."),
    exceptions.MissingSuperScriptOrSubscriptError: gettext_noop("nothing stands after a ^ or _."),
    exceptions.DoubleSubscriptsError: gettext_noop("something has two subscripts."),
    exceptions.DoubleSuperscriptsError: gettext_noop("something has two superscripts."),
    exceptions.NoAvailableTokensError: gettext_noop("it ends too soon."),
    exceptions.MissingEndError: gettext_noop("a \\begin has no \\end."),
    exceptions.InvalidAlignmentError: gettext_noop("the columns of an array are not said rightly."),
    exceptions.LimitsMustFollowMathOperatorError: gettext_noop("\\limits has to follow an operator."),
    RecursionError: gettext_noop("it is nested too deep."),
    StopIteration: gettext_noop("it ends too soon."),
}


class BadFormula(Exception):
    """A formula that can't be set; `str(error)` says why."""


def formula_source(text: str) -> str:
    """Give the LaTeX of a formula, without blanks around it and without the signs that only say that it is one."""
    source = text.strip()
    for start, end in _DELIMITERS:
        if source.startswith(start) and source.endswith(end) and len(source) >= len(start) + len(end):
            inner = source[len(start) : -len(end)]
            if start not in inner:
                return inner.strip()
    environment = _ENVIRONMENT.fullmatch(source) if len(source) <= LONGEST_FORMULA else None
    return environment.group(1).strip() if environment else source


@lru_cache(maxsize=512)
def formula_html(source: str, *, block: bool) -> str:
    """Give a formula as MathML, with its LaTeX beside it for those who want to copy it.

    Args:
        source: the LaTeX, without the signs around it.
        block: whether it stands alone or in a line.

    Raises:
        BadFormula: it is too long or not well formed.
    """
    if len(source) > LONGEST_FORMULA:
        raise BadFormula(
            gettext("it is longer than {longest_formula} characters.").format(
                longest_formula=number_format(LONGEST_FORMULA, force_grouping=True)
            )
        )
    if _DEFINING.search(source):
        raise BadFormula(gettext("formulas can't define commands."))
    display = "block" if block else "inline"
    try:
        root = Converter(display=display).convert_to_element(source)
    except (Exception, RecursionError) as error:
        raise BadFormula(gettext(_REASONS.get(type(error), _MALFORMED))) from error
    inner = "".join(mathml_html(child) for child in root)
    annotation = f'<annotation encoding="application/x-tex">{escape_text(source)}</annotation>'
    marks = attributes_html({"display": display, "class": "formula"})
    return f"<math{marks}><semantics>{inner}{annotation}</semantics></math>"
