"""Formulas: LaTeX to MathML that is safe in a page."""

from contextlib import suppress
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.work import grows_with_length_only
from wiki.macros.mathematics.formulas import LONGEST_FORMULA, BadFormula, formula_html, formula_source
from wiki.macros.mathematics.safe_mathml import DEEPEST_FORMULA, MATH_ELEMENTS, mathml_html

PIECES = [
    "\\", "{", "}", "[", "]", "^", "_", "&", "\\\\", "$", "%", "'", "<", ">", '"', "x", "1", " ", "(", ")", "|", "~",
    "\\frac", "\\sqrt", "\\left", "\\right", "\\begin{matrix}", "\\end{matrix}", "\\begin{align}", "\\end{align}",
    "\\text{", "\\color{", "\\href{", "\\style{", "\\class{", "\\verb|", "\\operatorname{", "\\sum", "\\limits",
    "\\over", "\\not", "\\substack{", "\\mathbb{", "\\hline", "\\genfrac", "\\mathchoice", "\\tag{", "\\unicode",
    "&lt;script&gt;", "&#x3c;", "javascript:", "onclick=",
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "source"),
    [
        (" x ", "x"),
        ("$x$", "x"),
        ("$$ x $$", "x"),
        (r"\[x\]", "x"),
        (r"\(x\)", "x"),
        ("$a$ and $b$", "$a$ and $b$"),
        (r"\begin{equation*} x \end{equation*}", "x"),
        ("", ""),
    ],
)
def test_the_signs_around_a_formula_are_no_part_of_it(given: str, source: str) -> None:
    assert formula_source(given) == source


def test_a_formula_brings_its_source() -> None:
    html = formula_html(r"\frac{a}{b} < 1", block=True)
    assert html.startswith('<math display="block" class="formula"><semantics><mrow><mfrac>')
    assert '<annotation encoding="application/x-tex">\\frac{a}{b} &lt; 1</annotation>' in html


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (r"\left(", "it ends too soon"),
        (r"\left( x }", r"\left has no \right"),
        (r"\begin{matrix} 1", "no \\end"),
        ("x^2^3", "two superscripts"),
        ("{" * 3000, "nested too deep"),
        (r"\newcommand{\a}{\b\b}\a", "can't define commands"),
        (r"\def\a{x}\a", "can't define commands"),
        ("x" * (LONGEST_FORMULA + 1), "longer than 5,000 characters"),
    ],
)
def test_what_is_wrong_is_said(source: str, reason: str) -> None:
    with pytest.raises(BadFormula, match=reason.replace("\\", r"\\")):
        formula_html(source, block=False)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_is_given_only_mathml_of_the_list_comes_out(source: str) -> None:
    try:
        html = formula_html(source, block=True)
    except BadFormula:
        return
    root = etree.fromstring(html)
    assert {each.tag for each in root.iter()} <= MATH_ELEMENTS | {"semantics", "annotation"}
    names = {name for each in root.iter() for name in each.attrib}
    assert not names & {"href", "style", "id", "src", "actiontype"} and not any(name.startswith("on") for name in names)


@pytest.mark.parametrize("piece", PIECES)
def test_repeated_pieces_take_no_more_steps_than_they_are_long(piece: str) -> None:
    def read(size: int) -> None:
        formula_html.cache_clear()
        with suppress(BadFormula):
            formula_html(piece * size, block=True)

    assert grows_with_length_only(read, 30)


def test_a_formula_that_is_too_long_is_not_read() -> None:
    with pytest.raises(BadFormula):
        formula_html("x" * (LONGEST_FORMULA + 1), block=True)


def test_other_elements_and_attributes_are_left_out() -> None:
    tree = ElementTree.fromstring(
        '<mrow onclick="x" mathcolor="red" mathbackground="url(x)"><maction actiontype="statusline"><mi href="x">a</mi>'
        "b</maction><script>c</script>tail<mspace width='1em;x'/></mrow>"
    )
    assert mathml_html(tree) == '<mrow mathcolor="red"><mi>a</mi>bctail<mspace></mspace></mrow>'


def test_what_is_nested_too_deep_is_cut_off() -> None:
    root = inner = ElementTree.Element("mrow")
    for _ in range(10 * DEEPEST_FORMULA):
        inner = ElementTree.SubElement(inner, "mrow")
    assert mathml_html(root).count("<mrow>") == DEEPEST_FORMULA
