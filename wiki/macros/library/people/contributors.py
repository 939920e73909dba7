"""The macro contributors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from wiki.macros.base import Display, Freshness, MacroUse
from wiki.macros.content_links import content_link, shown_time, user_link
from wiki.macros.listing.counted_pages import PARAMETERS, counted_pages
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.queries.contributions import Contribution, Part, contributions_by_person

MOST_PEOPLE = 500
MOST_PAGES = 100
_NEVER = datetime.min.replace(tzinfo=UTC)

ORDERS: dict[str, Callable[[Contribution], Any]] = {
    "count": lambda found: (-found.total, _name(found)),
    "name": lambda found: _name(found),
    "update": lambda found: (_NEVER - (found.latest or _NEVER), _name(found)),
}


def _name(found: Contribution) -> str:
    return found.user.display_name.casefold() if found.user is not None else ""


NOBODY = gettext_noop("No contributors.")


@macro(
    "contributors",
    title="Contributors",
    display=Display.BLOCK,
    freshness=Freshness.WIKI,
    parameters=(
        *PARAMETERS,
        Parameter("include", "What counts, with commas between: authors, comments, labels, watches.",
                  default="authors", aliases=("",)),
        Parameter("order", "What the people are sorted by.", ParameterKind.CHOICE, "count", choices=tuple(ORDERS)),
        Parameter("reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False),
        Parameter("limit", "How many people show at most; 0 for all.", ParameterKind.INTEGER, 0, most=MOST_PEOPLE),
        Parameter("mode", "Whether names stand in a line or one below the other.", ParameterKind.CHOICE, "inline",
                  choices=("inline", "list")),
        Parameter("showCount", "Whether it shows how often they did.", ParameterKind.BOOLEAN, default=False),
        Parameter("showLastTime", "Whether it shows when they did last.", ParameterKind.BOOLEAN, default=False),
        Parameter("showAnonymous", "Whether people who were not logged in count.", ParameterKind.BOOLEAN, False),
        Parameter("showPages", "Whether the pages that count show, too.", ParameterKind.BOOLEAN, default=False),
        Parameter("noneFoundMessage", "What shows when there is nobody.", default=NOBODY),
    ),
)  # fmt: skip
def contributors(use: MacroUse) -> SafeString:
    """Names the people who wrote this page, or commented on it, labelled it or, for administrators, watch it."""
    pages = counted_pages(use)
    parts = [Part(word.lower()) for word in listed_values(use, "include") if word.lower() in set(Part)]
    found = contributions_by_person(use.actor, pages, parts or [Part.AUTHORS])
    if not use.flag("showAnonymous"):
        found = [each for each in found if each.user is not None]
    found.sort(key=ORDERS[use.text("order")], reverse=use.flag("reverse"))
    found = found[: use.number("limit") or MOST_PEOPLE]
    if not found:
        body = f'<p class="macro-empty">{escape_text(_nobody(use))}</p>'
    elif use.text("mode") == "list":
        body = "<ul>" + "".join(f"<li>{_person(use, each)}</li>" for each in found) + "</ul>"
    else:
        body = "<p>" + ", ".join(_person(use, each) for each in found) + "</p>"
    if use.flag("showPages"):
        entries = "".join(f"<li>{content_link(use.context, page)}</li>" for page in pages[:MOST_PAGES])
        body += f'<ul class="contributors-pages">{entries}</ul>'
    return safe(f'<div class="contributors {use.classes}"{use.marks}>{body}</div>')


def _person(use: MacroUse, found: Contribution) -> str:
    shown = user_link(use.context, found.user)
    facts = []
    if use.flag("showCount"):
        facts.append(str(found.total))
    if use.flag("showLastTime") and found.latest is not None:
        facts.append(shown_time(use.context, found.latest))
    return f"{shown} ({', '.join(facts)})" if facts else shown


def _nobody(use: MacroUse) -> str:
    message = use.text("noneFoundMessage")
    return gettext(message) if message == NOBODY else message
