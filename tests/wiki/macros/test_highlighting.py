"""Coloured code and its style sheet."""

import pytest

from wiki.macros.highlighting import LANGUAGES, LONGEST_HIGHLIGHTED, highlighted, pygments_css


@pytest.mark.parametrize(
    "language", ["java", "JavaScript", "c#", "py", "yml", "html/xml", "actionscript3", "coldfusion"]
)
def test_known_languages_get_colours(language: str) -> None:
    assert "<span" in highlighted(language, "<a> = 'x'; // y")


def test_unknown_languages_and_none_are_plain() -> None:
    for language in ("", "none", "nonesuch", "../../etc", "text"):
        assert highlighted(language, "<a> & 'b'") == "&lt;a&gt; &amp; &#x27;b&#x27;"


def test_every_name_leads_to_a_language() -> None:
    for name, meant in LANGUAGES.items():
        if meant != "text":
            assert "<span" in highlighted(name, "x = 1 if y else 'z' <a>b</a> {c: 1}\n+ 2"), name


def test_very_long_code_has_no_colours() -> None:
    assert "<span" not in highlighted("python", "x = 1\n" * LONGEST_HIGHLIGHTED)


def test_the_style_sheet_is_for_light_and_dark() -> None:
    css = pygments_css()
    assert "\n.syntaxhighlighter-pre .k " in "\n" + css
    assert ':root[data-theme="dark"] .syntaxhighlighter-pre .k ' in css
    assert "@media (prefers-color-scheme: dark)" in css
    assert "url(" not in css
    assert "@media" not in pygments_css(dark="")
