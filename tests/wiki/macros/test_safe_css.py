"""The list of CSS: what passes, what does not."""

import pytest

from wiki.macros.safe_css import css_colour, css_length, safe_style


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("text-decoration: line-through;", "text-decoration: line-through;"),
        ("color: rgb(51,51,51);", "color: rgb(51,51,51);"),
        ("COLOR:Red", "color: Red;"),
        ("margin-left: 30.0px;text-align:center", "margin-left: 30.0px; text-align: center;"),
        ("width: 297.0px; height: 50%; max-width: none", "width: 297.0px; height: 50%; max-width: none;"),
        ("border: 1px solid #ccc; border-top-width: thin", "border: 1px solid #ccc; border-top-width: thin;"),
        ("list-style-type: square", "list-style-type: square;"),
        ("background-color: var(--ds-x, #fff)", "background-color: var(--ds-x, #fff);"),
        ("vertical-align: top; white-space: pre-wrap", "vertical-align: top; white-space: pre-wrap;"),
        ("font-weight: bold; font-style: italic", "font-weight: bold; font-style: italic;"),
        ("font-size: 12pt", "font-size: 12pt;"),
        ("padding: 1px 2px 3px 4px; margin: 0 auto", "padding: 1px 2px 3px 4px; margin: 0 auto;"),
        ("", ""),
        (";;:;", ""),
        ("color", ""),
        ("margin-left: -30px", ""),
        ("margin: 1px 2px 3px 4px 5px", ""),
        ("width: 99999999px", ""),
        ("width: calc(1px + 2px)", ""),
        ("width: expression(alert(1))", ""),
        ("background: red", ""),
        ("background-image: url(x)", ""),
        ("background-color: url(x)", ""),
        ("color: red url(x)", ""),
        ("color: rgb(1,2,3", ""),
        ("color: rgb(1,2,3))", ""),
        ("color: red; position: fixed; display: none; z-index: 9; top: 0", "color: red;"),
        ("color: r\\65 d", ""),
        ("color: /**/red", ""),
        ("color: red !important", ""),
        ("--x: red", ""),
        ("content: 'x'", ""),
        ("color: red; " * 300, ""),
    ],
)  # fmt: skip
def test_only_listed_declarations_pass(style: str, kept: str) -> None:
    assert safe_style(style) == kept


def test_colours() -> None:
    good = ("red", "#fff", "#A1B2C3D4", "rgb(1, 2, 3)", "rgba(1,2,3,.5)", "hsl(120, 50%, 50%)")
    assert [css_colour(text) for text in good] == list(good)
    assert css_colour(" var(--ds-background, #B3D4FF) ") == "#B3D4FF"
    for bad in ("", "url(x)", "#ggg", "red;", "rgb(a)", "var(--x)", "var(--x, red;})", 'r"'):
        assert css_colour(bad) is None


def test_lengths() -> None:
    assert css_length("300") == "300px"
    assert css_length("33%") == "33%"
    assert css_length(" 2.5EM ") == "2.5em"
    assert css_length("26", unit="%") == "26%"
    for bad in ("", ".", "px", "-1px", "1e9px", "100000px", "1px;", "auto", "١px"):
        assert css_length(bad) is None
