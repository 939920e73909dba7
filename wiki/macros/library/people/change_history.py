"""The macro change-history."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import content_address, shown_time, user_link
from wiki.macros.naming.subject import own_content
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content
from wiki.queries.history import versions_of

MOST_VERSIONS = 200


@macro(
    "change-history",
    title="Change history",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("limit", "How many versions show at most.", ParameterKind.INTEGER, MOST_VERSIONS, least=1,
                  most=MOST_VERSIONS),
    ),
)  # fmt: skip
def change_history(use: MacroUse) -> SafeString:
    """Lists the versions of this page with their dates, authors and comments, the newest first."""
    content = own_content(use)
    limit = use.number("limit")
    earlier = list(versions_of(use.actor, content)[:limit])
    versions = [content, *earlier][:limit]
    rows = "".join(_row(use, content, version) for version in versions)
    heads = "".join(
        f'<th scope="col" class="confluenceTh">{name}</th>'
        for name in (gettext("Version"), gettext("Date"), gettext("By"), gettext("Comment"))
    )
    more = ""
    if len(earlier) == limit and not use.context.target.is_static:
        address = use.context.address(f"/pages/viewpreviousversions.action?pageId={content.pk}")
        more = f'<p><a href="{escape_text(address)}">{gettext("All versions")}</a></p>'
    return safe(
        f'<div class="change-history {use.classes}"{use.marks}><div class="table-wrap">',
        f'<table class="confluenceTable"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>',
        f"{more}</div>",
    )


def _row(use: MacroUse, content: Content, version: Content) -> str:
    if version.pk == content.pk:
        address = content_address(use.context, content)
        number = f'<a href="{escape_text(address)}">Current version (v. {version.version})</a>'
    else:
        address = use.context.address(f"/pages/viewpage.action?pageId={version.pk}")
        number = f'<a href="{escape_text(address)}">v. {version.version}</a>'
    cells = (
        number,
        shown_time(use.context, version.modified),
        user_link(use.context, version.modifier),
        escape_text(version.version_comment),
    )
    return "<tr>" + "".join(f'<td class="confluenceTd">{cell}</td>' for cell in cells) + "</tr>"
