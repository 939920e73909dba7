"""Colours program text with Pygments, as spans with classes, and makes the style sheet for them."""

from __future__ import annotations

from functools import lru_cache

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from wiki.macros.safe_html import escape_text

LONGEST_HIGHLIGHTED = 100_000
"""Longer texts are shown without colours."""

LANGUAGES: dict[str, str] = {
    "": "text",
    "none": "text",
    "plain": "text",
    "plain text": "text",
    "actionscript3": "actionscript3",
    "as3": "actionscript3",
    "coldfusion": "cfm",
    "cf": "cfm",
    "c#": "csharp",
    "c-sharp": "csharp",
    "erl": "erlang",
    "javafx": "java",
    "jfx": "java",
    "html/xml": "html",
    "xhtml": "html",
    "html and xml": "html",
    "js": "javascript",
    "jscript": "javascript",
    "pascal": "delphi",
    "patch": "diff",
    "html5": "html",
    "rails": "ruby",
    "ror": "ruby",
    "objective c": "objective-c",
    "plsql": "sql",
    "pgsql": "postgresql",
    "jql": "sql",
    "standard-ml": "sml",
    "standard ml": "sml",
    "cmd": "batch",
    "assembly": "gas",
    "gradle": "groovy",
    "vtl": "velocity",
    "console-output": "console",
    "powershell": "powershell",
    "ps": "powershell",
    "sass": "scss",
    "vb": "vbnet",
    "visual basic": "vbnet",
    "vbscript": "vbscript",
    "shell": "bash",
    "yml": "yaml",
}
"""Pygments' name of a language, by names that pages use and Pygments does not know, or knows as something else."""

_formatter = HtmlFormatter(nowrap=True)


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    name = language.strip().lower()
    name = LANGUAGES.get(name, name)
    if name == "text":
        return None
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _coloured(language: str, text: str) -> str:
    lexer = _lexer(language)
    if lexer is None:
        return escape_text(text)
    return str(highlight(text, lexer, _formatter))


def highlighted(language: str, text: str) -> str:
    """Give program text as HTML: escaped, with spans of Pygments' classes where the language is known.

    Args:
        language: a name that pages use; unknown ones give plain text.
        text: the program.
    """
    if len(text) > LONGEST_HIGHLIGHTED:
        return escape_text(text)
    return _coloured(language, text)


def pygments_css(selector: str = ".syntaxhighlighter-pre", light: str = "default", dark: str = "github-dark") -> str:
    """Give the style sheet for highlighted code, light and dark.

    Print it with `python -c "from wiki.macros.highlighting import pygments_css; print(pygments_css())"`.

    Args:
        selector: where the rules apply.
        light: the Pygments style for light pages.
        dark: the Pygments style for dark pages: used when the root element has `data-theme="dark"`, and when the
            reader prefers dark and the root does not say `data-theme="light"`; empty for none.
    """
    bright = _rules(light, [selector])
    if not dark:
        return bright + "\n"
    chosen = _rules(dark, [f':root[data-theme="dark"] {selector}'])
    preferred = _rules(dark, [f':root:not([data-theme="light"]) {selector}'])
    return f"{bright}\n{chosen}\n@media (prefers-color-scheme: dark) {{\n{preferred}\n}}\n"


def _rules(style: str, selectors: list[str]) -> str:
    formatter = HtmlFormatter(style=style)
    lines = formatter.get_style_defs(selectors).splitlines()
    return "\n".join(line for line in lines if line.startswith(tuple(selectors)))
