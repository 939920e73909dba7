"""The macro index."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import content_link
from wiki.macros.listing.content_list import nothing_found
from wiki.macros.listing.first_letters import DIGITS, SIGNS, first_letter
from wiki.macros.listing.page_order import sorted_pages
from wiki.macros.naming.named_space import named_space
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content
from wiki.queries.archived_pages import without_archived
from wiki.queries.pages import pages_of

MOST_PAGES = 2000


@macro(
    "index",
    title="Page index",
    aliases=("page-index", "pageindex"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("spaceKey", "The key of the space; without one, this space.", ParameterKind.SPACE, None,
                  ("space", "spaces", "")),
    ),
)  # fmt: skip
def index(use: MacroUse) -> SafeString:
    """Lists the pages of the space by their first letters."""
    space = named_space(use, "spaceKey")
    found = list(without_archived(pages_of(use.actor, space))[: MOST_PAGES + 1])
    if not found:
        none = nothing_found(gettext("There are no pages yet."))
        return safe(f'<div class="page-index {use.classes}"{use.marks}>{none}</div>')
    letters: dict[str, list[Content]] = {}
    for page in found[:MOST_PAGES]:
        letters.setdefault(first_letter(page.title), []).append(page)
    in_order = sorted(letters, key=_place)
    prefix = f"index-{use.element.macro_id or 'of'}-{space.key}"
    bar = "".join(
        f'<li><a href="#{escape_text(_anchor(prefix, letter))}">{escape_text(letter)}</a> '
        f'<span class="smalltext">{len(letters[letter])}</span></li>'
        for letter in in_order
    )
    lists = "".join(_section(use, prefix, letter, letters[letter]) for letter in in_order)
    rest = _rest(use, space.key) if len(found) > MOST_PAGES else ""
    return safe(
        f'<div class="page-index {use.classes}"{use.marks}><ul class="page-index-letters">{bar}</ul>{lists}{rest}</div>'
    )


def _place(letter: str) -> tuple[int, str]:
    return {SIGNS: (0, ""), DIGITS: (1, "")}.get(letter, (2, letter))


def _anchor(prefix: str, letter: str) -> str:
    return f"{prefix}-{ {SIGNS: 'signs', DIGITS: 'digits'}.get(letter, letter) }"


def _section(use: MacroUse, prefix: str, letter: str, pages: Sequence[Content]) -> str:
    entries = "".join(f"<li>{content_link(use.context, page)}</li>" for page in sorted_pages(pages, "natural"))
    return (
        f'<section class="page-index-letter"><h4 id="{escape_text(_anchor(prefix, letter))}">{escape_text(letter)}</h4>'
        f"<ul>{entries}</ul></section>"
    )


def _rest(use: MacroUse, space_key: str) -> str:
    address = escape_text(use.context.address(f"/pages/listpages.action?{urlencode({'key': space_key})}"))
    first = gettext("These are the first {count} pages.").format(count=MOST_PAGES)
    return f'<p>{first} <a href="{address}">{gettext("All pages of the space")}</a></p>'
