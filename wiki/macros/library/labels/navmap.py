"""The macro navmap."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link
from wiki.macros.listing.content_list import MOST_ENTRIES, nothing_found
from wiki.macros.naming.listed_values import all_of, kind_conditions, label_conditions, listed_values, space_conditions
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.queries.listed_content import Order, listed_content


@macro(
    "navmap",
    title="Navigation map",
    aliases=("navigation-map",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("", "The label of the pages.", aliases=("label", "labels")),
        Parameter("title", "The title above the map."),
        Parameter("wrapAfter", "How many cells a row has.", ParameterKind.INTEGER, 5, least=1, most=20),
        Parameter("cellWidth", "How wide a cell is, in pixels.", ParameterKind.INTEGER, 90, least=20, most=600),
        Parameter("cellHeight", "How high a cell is, in pixels.", ParameterKind.INTEGER, 60, least=20, most=600),
        Parameter("spaceKey", "The space of the pages; without one, this space.", ParameterKind.SPACE, "@self",
                  ("spaces", "space")),
    ),
)  # fmt: skip
def navmap(use: MacroUse) -> SafeString:
    """Shows the pages that have a label as a map of cells to click on."""
    labels = listed_values(use, "")
    if not labels:
        raise MacroFailure(gettext("it does not say which label."))
    condition = all_of(
        label_conditions(labels), space_conditions(use, listed_values(use, "spaceKey")), kind_conditions((), ("page",))
    )
    pages = list(listed_content(use.actor, condition, (Order("title"),))[:MOST_ENTRIES])
    columns, width, height = use.number("wrapAfter"), use.number("cellWidth"), use.number("cellHeight")
    style = f"grid-template-columns: repeat({columns}, {width}px); grid-auto-rows: minmax({height}px, auto);"
    cells = "".join(f"<li>{content_link(use.context, page)}</li>" for page in pages)
    title = use.text("title")
    heading = f'<p class="navmap-title">{escape_text(title)}</p>' if title else ""
    if cells:
        html = f'<ul class="navmap-cells"{attributes_html({"style": style})}>{cells}</ul>'
    else:
        html = nothing_found(gettext("No pages have this label."))
    return safe(
        f'<nav class="navmap {use.classes}"{use.marks}{attributes_html({"aria-label": title or labels[0]})}>'
        f"{heading}{html}</nav>"
    )
