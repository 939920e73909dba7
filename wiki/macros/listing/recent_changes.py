"""The list of recent changes that the macros recently-updated and recently-updated-dashboard write."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from django.utils.translation import gettext

from accounts.models import User
from wiki.macros.base import MacroUse, RenderContext
from wiki.macros.content_links import content_link, shown_time, space_link, user_link
from wiki.macros.listing.content_list import kind_sign, nothing_found
from wiki.macros.naming.listed_values import (
    all_of,
    kind_conditions,
    label_conditions,
    listed_values,
    people_conditions,
    space_conditions,
)
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.models import Content, ContentKind
from wiki.queries.listed_content import Order, Part, listed_content

MOST_CHANGES = 200
KINDS = ("page", "blogpost", "comment", "attachment")

COMMON = (
    Parameter("author", "Usernames of those who made the change.", aliases=("authors", "users", "user")),
    Parameter("labels", "Labels that pages and blog posts must have.", aliases=("label",)),
    Parameter("types", "Kinds of content: page, blogpost, comment, attachment.", aliases=("type",)),
    Parameter("max", "How many changes are shown.", ParameterKind.INTEGER, 15, ("maxResults",), least=1,
              most=MOST_CHANGES),
    Parameter("width", "How wide the list is, as in 50%.", ParameterKind.LENGTH),
    Parameter("showProfilePic", "Whether the pictures of the authors are shown.", ParameterKind.BOOLEAN, False),
)  # fmt: skip
"""The parameters that both macros have."""


def changes(use: MacroUse, spaces: Sequence[str]) -> tuple[list[Content], bool]:
    """Give the last changes that the parameters ask for, and whether there are more.

    Args:
        use: a use of a macro with the parameters `COMMON`.
        spaces: the spaces, as a parameter names them.
    """
    condition = all_of(
        space_conditions(use, spaces),
        kind_conditions(listed_values(use, "types"), KINDS),
        people_conditions(listed_values(use, "author"), Part.CHANGED_LAST),
        label_conditions(listed_values(use, "labels")),
    )
    most = use.number("max")
    found = list(listed_content(use.actor, condition, (Order("modified", falling=True),))[: most + 1])
    return found[:most], len(found) > most


def concise(use: MacroUse, contents: Sequence[Content], *, with_space: bool) -> str:
    """Write changes one below the other."""
    entries = []
    for content in contents:
        picture = _picture(use.context, content.modifier) if use.flag("showProfilePic") else ""
        space = f" · {space_link(use.context, content.space)}" if with_space else ""
        entries.append(
            f'<li class="update-item">{picture}{kind_sign(content)}<div class="update-item-details">'
            f"{_title(use.context, content)} "
            f'<span class="smalltext">{_what_happened(content)} {user_link(use.context, content.modifier)}, '
            f"{shown_time(use.context, content.modified)}{space}</span></div></li>"
        )
    return f'<ul class="update-items">{"".join(entries)}</ul>'


def by_person(use: MacroUse, contents: Sequence[Content]) -> str:
    """Write changes below the names of their authors, as far as they follow each other."""
    groups = []
    for _person_id, group in groupby(contents, key=lambda content: content.modifier_id):
        made = list(group)
        person = made[0].modifier
        picture = _picture(use.context, person) if use.flag("showProfilePic") else ""
        entries = "".join(
            f'<li class="update-item">{kind_sign(content)}<div class="update-item-details">'
            f'{_title(use.context, content)} <span class="smalltext">{_what_happened(content).removesuffix(" by")} '
            f"{shown_time(use.context, content.modified)}</span></div></li>"
            for content in made
        )
        groups.append(
            f'<li class="update-group">{picture}<div><span class="update-group-name">'
            f'{user_link(use.context, person)}</span><ul class="update-items">{entries}</ul></div></li>'
        )
    return f'<ul class="update-groups">{"".join(groups)}</ul>'


def sidebar(use: MacroUse, contents: Sequence[Content]) -> str:
    """Write changes in few words, for a narrow column."""
    entries = "".join(
        f'<li class="update-item">{_title(use.context, content)}<br><span class="smalltext">'
        f"{shown_time(use.context, content.modified)} · {user_link(use.context, content.modifier)}</span></li>"
        for content in contents
    )
    return f'<ul class="update-items">{entries}</ul>'


def listed(use: MacroUse, contents: Sequence[Content], theme: str, *, with_space: bool) -> str:
    """Write changes in the look of a theme: `concise`, `social` or `sidebar`."""
    if not contents:
        return nothing_found(gettext("Nothing has changed here yet."))
    match theme:
        case "social":
            return by_person(use, contents)
        case "sidebar":
            return sidebar(use, contents)
    return concise(use, contents, with_space=with_space)


def more_link(context: RenderContext, space_key: str) -> str:
    """Write the link to all changes, of a space or, without a key, of the site."""
    query = f"?{urlencode({'key': space_key})}" if space_key else ""
    address = escape_text(context.address(f"/pages/recentlyupdated.action{query}"))
    return f'<p class="more-link-container"><a class="more-link" href="{address}">{gettext("Show more")}</a></p>'


def _title(context: RenderContext, content: Content) -> str:
    if content.kind == ContentKind.COMMENT and content.container is not None:
        return content_link(context, content, content.container.title)
    return content_link(context, content)


def _what_happened(content: Content) -> str:
    if content.kind == ContentKind.COMMENT:
        return gettext("commented by")
    if content.kind == ContentKind.ATTACHMENT:
        return gettext("attached by")
    return gettext("created by") if content.version == 1 else gettext("updated by")


def _picture(context: RenderContext, person: User | None) -> str:
    if person is None or context.target.is_static:
        return ""
    marks = attributes_html(
        {
            "class": "userLogo",
            "src": context.address(f"/users/userpicture?{urlencode({'key': person.key})}"),
            "alt": "",
            "width": "24",
            "height": "24",
            "loading": "lazy",
        }
    )
    return f"<img{marks}>"
