"""What the reference of macros says in words: kinds of parameters, bodies, and the texts of docstrings."""

from __future__ import annotations

import re

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from wiki.macros.safe_html import escape_text, safe

KINDS = {
    "text": gettext_lazy("text"),
    "integer": gettext_lazy("a whole number"),
    "boolean": gettext_lazy("true or false"),
    "choice": gettext_lazy("one of a list"),
    "colour": gettext_lazy("a colour"),
    "length": gettext_lazy("a length, such as 300px or 33%"),
    "pattern": gettext_lazy("a regular expression"),
    "page": gettext_lazy("a page"),
    "space": gettext_lazy("a space"),
    "spaces": gettext_lazy("spaces"),
    "query": gettext_lazy("a query in CQL"),
}
"""What a parameter's value is."""

BODIES = {
    "rich": gettext_lazy("anything that a page may hold"),
    "plain": gettext_lazy("plain text"),
    "none": gettext_lazy("nothing"),
}
"""What stands between a macro's tags."""

_CODE = re.compile(r"`([^`]+)`")


def kind_words(kind: str, least: int | None, most: int | None) -> str:
    """Say what the value of a parameter is, and its bounds where they are worth a word."""
    words = str(KINDS[kind])
    if least is None or most is None or (least == 0 and most >= 1_000_000):
        return words
    lowest, highest = (number_format(bound, force_grouping=True) for bound in (least, most))
    if most >= 1_000_000:
        return gettext("{words} from {least}").format(words=words, least=lowest)
    return gettext("{words}, {least} to {most}").format(words=words, least=lowest, most=highest)


def default_words(default: object) -> str:
    """Write what counts when a parameter is not given; nothing where there is nothing to say."""
    if default is None or default == "":
        return ""
    return str(default).lower() if isinstance(default, bool) else str(default)


def doc_html(doc: str) -> SafeString:
    """Write a docstring as HTML: its paragraphs, with code between backquotes."""
    return safe(*(f"<p>{line_html(' '.join(each.split()))}</p>" for each in doc.split("\n\n") if each.strip()))


def line_html(text: str) -> SafeString:
    """Write a line of a docstring as HTML, with code between backquotes; it is storage format as well."""
    return safe(_CODE.sub(r"<code>\1</code>", escape_text(text)))
