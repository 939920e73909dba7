"""The macro roadmap."""

from __future__ import annotations

from urllib.parse import unquote

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from wiki.macros.base import MacroFailure, MacroUse, Target
from wiki.macros.drawing.chart_dates import moment_of
from wiki.macros.drawing.roadmap_drawing import roadmap_drawing
from wiki.macros.drawing.roadmap_plan import BadPlan, Plan, read_plan
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe

_WITHOUT_DRAWINGS = frozenset({Target.MAIL, Target.WORD, Target.TEXT})


@macro(
    "roadmap",
    title="Roadmap",
    parameters=(
        Parameter("source", "The plan: its lanes, bars and markers, as JSON written like a part of an address."),
        Parameter("title", "The line above it, where the plan has none."),
    ),
)
def roadmap(use: MacroUse) -> SafeString:
    """Draws a plan, with lanes for teams or subjects and bars for what is to be done, and has it as a table as well.

    It shows plans that were made elsewhere; here they are changed in the storage format of the page.
    """
    source = use.text("source").strip()
    if not source:
        raise MacroFailure(gettext("it has no plan yet."))
    try:
        plan = read_plan(source)
    except BadPlan as error:
        raise MacroFailure(str(error)) from error
    name = plan.title or unquote(use.text("title")[:300]) or "Roadmap"
    table = _table(plan)
    if use.context.target in _WITHOUT_DRAWINGS:
        shown = table
    else:
        is_open = " open" if use.context.target.is_static else ""
        shown = (
            f'<div class="roadmap-scroll">{roadmap_drawing(plan, name)}</div>'
            f'<details class="roadmap-table"{is_open}><summary>{gettext("As a table")}</summary>{table}</details>'
        )
    heading = f'<p class="roadmap-title"><strong>{escape_text(name)}</strong></p>'
    return safe(f'<div class="roadmap-macro {use.classes}"{use.marks}>{heading}{shown}</div>')


def _table(plan: Plan) -> str:
    rows = [
        _row(lane.title, bar.title, bar.start, bar.end, bar.description)
        for lane in plan.lanes
        for bar in sorted(lane.bars, key=lambda bar: (bar.start, bar.row))
    ]
    rows += [_row("", marker.title, marker.moment, None, "") for marker in plan.markers]
    heads = "".join(f'<th class="confluenceTh" scope="col">{text}</th>' for text in _HEADS)
    return (
        f'<div class="table-wrap"><table class="confluenceTable"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


_HEADS = (
    gettext_lazy("Lane"),
    gettext_lazy("What"),
    gettext_lazy("From"),
    gettext_lazy("Until"),
    gettext_lazy("Notes"),
)


def _row(lane: str, what: str, start: float, end: float | None, notes: str) -> str:
    cells = (
        escape_text(lane),
        escape_text(what),
        _day(start),
        _day(end) if end is not None else "",
        escape_text(notes),
    )
    return "<tr>" + "".join(f'<td class="confluenceTd">{cell}</td>' for cell in cells) + "</tr>"


def _day(moment: float) -> str:
    day = f"{moment_of(moment):%Y-%m-%d}"
    return f'<time datetime="{day}">{day}</time>'
