"""The macro content-report-table."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link, shown_time, user_link
from wiki.macros.listing.content_list import MOST_ENTRIES, nothing_found
from wiki.macros.naming.listed_values import all_of, kind_conditions, label_conditions, listed_values, space_conditions
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.queries.listed_content import listed_content

HEADS = (gettext_lazy("Title"), gettext_lazy("Creator"), gettext_lazy("Modified"))


@macro(
    "content-report-table",
    title="Content report table",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("labels", "The labels; one of them is enough.", aliases=("label", "")),
        Parameter("spaces", "Keys of spaces; without any, all spaces.", ParameterKind.SPACES,
                  "@all", ("space", "spaceKey")),
        Parameter("maxResults", "How many are listed at most.", ParameterKind.INTEGER, 20, ("max",), least=1,
                  most=MOST_ENTRIES),
    ),
)  # fmt: skip
def content_report_table(use: MacroUse) -> SafeString:
    """Lists pages and blog posts that have a label in a table, with who made them and when they changed."""
    labels = listed_values(use, "labels")
    if not labels:
        raise MacroFailure(gettext("it does not say which labels."))
    condition = all_of(
        label_conditions(labels),
        space_conditions(use, listed_values(use, "spaces")),
        kind_conditions((), ("page", "blogpost")),
    )
    most = use.number("maxResults")
    contents = list(listed_content(use.actor, condition)[: most + 1])
    rows = "".join(
        f'<tr><td class="confluenceTd">{content_link(use.context, content)}</td>'
        f'<td class="confluenceTd">{user_link(use.context, content.creator)}</td>'
        f'<td class="confluenceTd">{shown_time(use.context, content.modified)}</td></tr>'
        for content in contents[:most]
    )
    if not rows:
        listed = nothing_found(gettext("No content found with these labels."))
        return safe(f'<div class="content-report {use.classes}"{use.marks}>{listed}</div>')
    heads = "".join(f'<th class="confluenceTh" scope="col">{name}</th>' for name in HEADS)
    more = ""
    if len(contents) > most and not use.context.target.is_static:
        address = escape_text(use.context.address(f"/label/{quote(labels[0].lstrip('+'), safe='')}"))
        more = f'<p><a href="{address}">{gettext("Find more results")}</a></p>'
    return safe(
        f'<div class="content-report {use.classes}"{use.marks}><div class="table-wrap"><table class="confluenceTable">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}</div>"
    )
