"""The small form with which macros lead to the search."""

from __future__ import annotations

from django.utils.translation import gettext

from wiki.macros.base import RenderContext
from wiki.macros.safe_html import attributes_html, escape_text

SEARCH_ADDRESS = "/dosearchsite.action"
"""The search of the site."""

LIVE_SEARCH_ADDRESS = "/plugins/livesearch/results.action"
"""The search that the field of the macro livesearch asks while somebody types."""


def search_form(
    context: RenderContext,
    *,
    label: str,
    button: str = "",
    place: str = "",
    action: str = SEARCH_ADDRESS,
    **hidden: str,
) -> str:
    """Write a form that searches; nothing where forms can't be filled in.

    Args:
        context: where it is written.
        label: what its field is called, for those who can't see where it stands.
        button: the words on its button; “Search” if none are given.
        place: the words in the field as long as it is empty.
        action: where it leads.
        hidden: further fields that are sent along; empty ones are left out.
    """
    if context.target.is_static:
        return ""
    address = escape_text(context.address(action))
    fields = "".join(
        f"<input{attributes_html({'type': 'hidden', 'name': name, 'value': value})}>"
        for name, value in hidden.items()
        if value
    )
    field = attributes_html(
        {"type": "search", "name": "queryString", "maxlength": "255", "placeholder": place or None, "aria-label": label}
    )
    return (
        f'<form class="macro-search" role="search" action="{address}" method="get"><input{field}>{fields}'
        f'<button type="submit" class="button small">{escape_text(button or gettext("Search"))}</button></form>'
    )
