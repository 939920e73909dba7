"""The macro livesearch."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.title_search_form import LIVE_SEARCH_ADDRESS, search_form
from wiki.macros.naming.listed_values import OWN_SPACE, SPACE_SETS, listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe

ADDITIONS = {"none": "", "space name": "space", "space": "space", "page excerpt": "excerpt", "excerpt": "excerpt"}


@macro(
    "livesearch",
    title="Live search",
    aliases=("live-search",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("spaceKey", "The spaces that are searched; @self for this space; without one, all spaces.",
                  ParameterKind.SPACES, aliases=("space", "spaces", "key", "id")),
        Parameter("labels", "Labels of which one has to be there.", aliases=("label",)),
        Parameter("type", "The kinds of content: page, blogpost, attachment.", aliases=("types",)),
        Parameter("size", "The size of the field: medium or large.", ParameterKind.CHOICE, "medium",
                  choices=("medium", "large", "small")),
        Parameter("placeholder", "The words in the empty field."),
        Parameter("additional", "What is shown with each result: none, space name or page excerpt.",
                  ParameterKind.CHOICE, "space name", choices=tuple(ADDITIONS)),
    ),
)  # fmt: skip
def livesearch(use: MacroUse) -> SafeString:
    """Shows a search field that suggests pages while you type, by their titles and texts."""
    keys = [
        use.context.space.key if key.lower() in OWN_SPACE else key
        for key in listed_values(use, "spaceKey")
        if key.lower() not in SPACE_SETS and key.lower() != "conf_all"
    ]
    form = search_form(
        use.context,
        label=use.text("placeholder") or gettext("Search pages"),
        place=use.text("placeholder"),
        action=LIVE_SEARCH_ADDRESS,
        where=",".join(keys),
        labels=",".join(listed_values(use, "labels")),
        type=",".join(listed_values(use, "type")),
        additional=ADDITIONS[use.text("additional")],
    )
    if not form:
        return safe("")
    look = f"search-macro livesearch-{use.text('size')}"
    return safe(f'<div class="{look} {use.classes}"{use.marks} data-livesearch="">{form}</div>')
