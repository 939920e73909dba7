"""The macro contributors-summary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import content_link, shown_time, user_link
from wiki.macros.listing.counted_pages import PARAMETERS, counted_pages
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.queries.contributions import (
    Contribution,
    Part,
    contributions_by_content,
    contributions_by_person,
)

MOST_ROWS = 500
_NEVER = datetime.min.replace(tzinfo=UTC)

COUNTS = {
    "edits": (gettext_lazy("Edits"), Part.AUTHORS),
    "comments": (gettext_lazy("Comments"), Part.COMMENTS),
    "labels": (gettext_lazy("Labels"), Part.LABELS),
    "watches": (gettext_lazy("Watches"), Part.WATCHES),
}
TIMES = {
    "lastupdate": (gettext_lazy("Last change"), Part.AUTHORS),
    "lastcomment": (gettext_lazy("Last comment"), Part.COMMENTS),
    "lastlabel": (gettext_lazy("Last label"), Part.LABELS),
}

ORDERS: dict[str, Callable[[Contribution], Any]] = {
    "edits": lambda found: (-found.counts.get(Part.AUTHORS, 0), _name(found)),
    "name": lambda found: _name(found),
    "edittime": lambda found: (_NEVER - found.last.get(Part.AUTHORS, _NEVER), _name(found)),
    "update": lambda found: (_NEVER - (found.latest or _NEVER), _name(found)),
}


def _name(found: Contribution) -> str:
    if found.content is not None:
        return found.content.title_folded
    return found.user.display_name.casefold() if found.user is not None else ""


NOBODY = gettext_noop("No contributors.")


@macro(
    "contributors-summary",
    title="Contributors summary",
    freshness=Freshness.WIKI,
    parameters=(
        *PARAMETERS,
        Parameter("groupby", "Whether each line is a person or a page.", ParameterKind.CHOICE, "contributors",
                  ("groupBy",), choices=("contributors", "pages")),
        Parameter("columns", "What is counted, with commas between: edits, comments, labels, watches, lastupdate, "
                  "lastcomment, lastlabel.", default="edits,comments,labels"),
        Parameter("order", "What the lines are sorted by.", ParameterKind.CHOICE, "edits", choices=tuple(ORDERS)),
        Parameter("reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False),
        Parameter("limit", "How many lines show at most; 0 for all.", ParameterKind.INTEGER, 0, most=MOST_ROWS),
        Parameter("showAnonymous", "Whether people who were not logged in count.", ParameterKind.BOOLEAN, False),
        Parameter("showZeroCounts", "Whether a nought shows as one.", ParameterKind.BOOLEAN, default=False),
        Parameter("noneFoundMessage", "What shows when there is nobody.", default=NOBODY),
    ),
)  # fmt: skip
def contributors_summary(use: MacroUse) -> SafeString:
    """Counts in a table what each person did to this page, or to a set of pages, or what was done to each page."""
    pages = counted_pages(use)
    by_page = use.text("groupby") == "pages"
    columns = [word.lower() for word in listed_values(use, "columns") if word.lower() in COUNTS | TIMES]
    columns = columns or ["edits", "comments", "labels"]
    parts = {(COUNTS | TIMES)[column][1] for column in columns} | {Part.AUTHORS}
    count = contributions_by_content if by_page else contributions_by_person
    found = count(use.actor, pages, sorted(parts))
    if not use.flag("showAnonymous"):
        found = [each for each in found if each.user is not None or each.content is not None]
    found.sort(key=ORDERS[use.text("order")], reverse=use.flag("reverse"))
    found = found[: use.number("limit") or MOST_ROWS]
    if not found:
        empty = f'<p class="macro-empty">{escape_text(_nobody(use))}</p>'
        return safe(f'<div class="contributors-summary {use.classes}"{use.marks}>{empty}</div>')
    heads = [(gettext("Page") if by_page else gettext("Person")), *((COUNTS | TIMES)[column][0] for column in columns)]
    head = "".join(f'<th scope="col" class="confluenceTh">{heading}</th>' for heading in heads)
    body = "".join(_row(use, each, columns) for each in found)
    return safe(
        f'<div class="contributors-summary table-wrap {use.classes}"{use.marks}><table class="confluenceTable">',
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>",
    )


def _row(use: MacroUse, found: Contribution, columns: list[str]) -> str:
    if found.content is not None:
        name = content_link(use.context, found.content)
    else:
        name = user_link(use.context, found.user)
    cells = "".join(f'<td class="confluenceTd number-cell">{_cell(use, found, column)}</td>' for column in columns)
    return f'<tr><th scope="row" class="confluenceTh">{name}</th>{cells}</tr>'


def _cell(use: MacroUse, found: Contribution, column: str) -> str:
    if column in TIMES:
        moment = found.last.get(TIMES[column][1])
        return shown_time(use.context, moment) if moment is not None else ""
    number = found.counts.get(COUNTS[column][1], 0)
    return str(number) if number or use.flag("showZeroCounts") else ""


def _nobody(use: MacroUse) -> str:
    message = use.text("noneFoundMessage")
    return gettext(message) if message == NOBODY else message
