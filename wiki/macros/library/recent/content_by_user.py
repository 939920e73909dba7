"""The macro content-by-user."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link, shown_time, space_link
from wiki.macros.listing.content_list import MOST_ENTRIES, kind_sign, nothing_found
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.queries.listed_content import AllOf, By, OfKinds, Order, Part, listed_content


@macro(
    "content-by-user",
    title="Content by user",
    aliases=("contentbyuser",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("", "The username of the author.", aliases=("name", "user", "username")),
        Parameter(
            "max", "How many are listed at most.", ParameterKind.INTEGER, 100, ("maxResults",), least=1,
            most=MOST_ENTRIES,
        ),
    ),
)  # fmt: skip
def content_by_user(use: MacroUse) -> SafeString:
    """Lists the pages, blog posts, comments and files that somebody made, the latest first."""
    names = listed_values(use, "")
    if not names:
        raise MacroFailure(gettext("it does not say whose content."))
    condition = AllOf(
        (By((names[0].removeprefix("~"),), Part.CREATED), OfKinds(("page", "blogpost", "comment", "attachment")))
    )
    found = listed_content(use.actor, condition, (Order("created", falling=True),))[: use.number("max")]
    rows = "".join(
        f'<tr><td class="confluenceTd">{kind_sign(content)} {content_link(use.context, content)}</td>'
        f'<td class="confluenceTd">{space_link(use.context, content.space)}</td>'
        f'<td class="confluenceTd">{shown_time(use.context, content.created)}</td></tr>'
        for content in found
    )
    if not rows:
        return safe(f'<div class="content-by-user {use.classes}"{use.marks}>{nothing_found("Nothing found.")}</div>')
    heads = "".join(
        f'<th class="confluenceTh" scope="col">{name}</th>'
        for name in (gettext("Content"), gettext("Space"), gettext("Created"))
    )
    return safe(
        f'<div class="content-by-user table-wrap {use.classes}"{use.marks}><table class="confluenceTable">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
