"""The macro userlister."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.errors import NotPermitted
from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import user_link
from wiki.macros.listing.content_list import nothing_found
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.queries.group_members import members_of_groups

MOST_GROUPS = 20
MOST_PEOPLE = 500


@macro(
    "userlister",
    title="User list",
    aliases=("user-lister", "user-list"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("groups", "The names of the groups, with commas between; * for everybody.",
                  aliases=("group", "")),
    ),
)  # fmt: skip
def userlister(use: MacroUse) -> SafeString:
    """Lists the members of groups. For readers who may view people's profiles."""
    names = [name.strip() for name in use.text("groups").split(",") if name.strip()][:MOST_GROUPS]
    if not names:
        raise MacroFailure(gettext("it does not say which groups."))
    try:
        found = members_of_groups(use.actor, names, MOST_PEOPLE)
    except NotPermitted:
        raise MacroFailure(gettext("you may not view people's profiles.")) from None
    html = ""
    for name, members in found:
        entries = "".join(f"<li>{user_link(use.context, person)}</li>" for person in members)
        heading = "" if name == "*" else f"<h4>{escape_text(name)}</h4>"
        html += heading + (f"<ul>{entries}</ul>" if entries else nothing_found(gettext("Nobody is in this group.")))
    return safe(
        f'<div class="userlister {use.classes}"{use.marks}>{html or nothing_found("There is no such group.")}</div>'
    )
