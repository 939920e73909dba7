"""The macro space-details."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import content_link, shown_time, space_link, user_link
from wiki.macros.naming.named_space import named_space
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.models import Space
from wiki.queries.space_lists import facts_of


@macro(
    "space-details",
    title="Space details",
    aliases=("spacedetails",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("width", "How wide the table is, as in 80%.", ParameterKind.LENGTH),
        Parameter("spaceKey", "The key of the space; without one, this space.", ParameterKind.SPACE, None,
                  ("space", "")),
    ),
)  # fmt: skip
def space_details(use: MacroUse) -> SafeString:
    """Shows what is known of the space: its name, description, home page, who made it, and how much it holds."""
    space = named_space(use, "spaceKey")
    rows = "".join(
        f'<tr><th class="confluenceTh" scope="row">{name}</th><td class="confluenceTd">{value}</td></tr>'
        for name, value in _facts(use, space)
        if value
    )
    width = attributes_html({"style": f"width: {use.text('width')};" if use.text("width") else None})
    return safe(
        f'<div class="space-details table-wrap {use.classes}"{use.marks}>'
        f'<table class="confluenceTable"{width}><tbody>{rows}</tbody></table></div>'
    )


def _facts(use: MacroUse, space: Space) -> list[tuple[str, str]]:
    facts = facts_of(use.actor, space)
    kind = f"{space.get_kind_display()}, {space.get_status_display().lower()}"
    made = f"{user_link(use.context, space.creator)}, {shown_time(use.context, space.created)}"
    return [
        (gettext("Name"), space_link(use.context, space)),
        (gettext("Key"), escape_text(space.key)),
        (gettext("Kind"), escape_text(kind)),
        (gettext("Description"), escape_text(space.description)),
        (gettext("Home page"), content_link(use.context, facts.home_page) if facts.home_page is not None else ""),
        (gettext("Created by"), made),
        (gettext("Categories"), escape_text(", ".join(facts.categories))),
        (gettext("Pages"), str(facts.page_count)),
        (gettext("Blog posts"), str(facts.post_count)),
    ]
