"""The macro chart."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import BodyKind, MacroFailure, MacroUse, Target
from wiki.macros.drawing.chart_axis import Bounds
from wiki.macros.drawing.chart_categories import category_chart
from wiki.macros.drawing.chart_data import BadChart, category_data, point_data
from wiki.macros.drawing.chart_dates import read_moment
from wiki.macros.drawing.chart_frame import Look, colours_of
from wiki.macros.drawing.chart_numbers import DECIMAL_COMMA, read_number
from wiki.macros.drawing.chart_pie import pie_chart
from wiki.macros.drawing.chart_points import POINT_KINDS, point_chart
from wiki.macros.drawing.chart_tables import MOST_CELLS, Table, TooMuchData, tables_of, with_columns
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe

CATEGORY_KINDS = frozenset({"bar", "line", "area"})
TURNS = {"up45": -45.0, "up90": -90.0, "down45": 45.0, "down90": 90.0}
PERIODS = {
    "millisecond": 0.001,
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 7 * 86400.0,
    "month": 30 * 86400.0,
    "quarter": 91 * 86400.0,
    "year": 365 * 86400.0,
}
_WITHOUT_DRAWINGS = frozenset({Target.MAIL, Target.WORD, Target.TEXT})


@macro(
    "chart",
    title="Chart",
    body=BodyKind.RICH,
    parameters=(
        Parameter(
            "type",
            "pie, bar, line or area; or, where x is a number as well, xyArea, xyBar, xyLine, xyStep, xyStepArea, "
            "scatter, or timeSeries.",
            default="pie",
            aliases=("",),
        ),
        Parameter("title", "The line above it."),
        Parameter("subTitle", "A smaller line below the title.", aliases=("subtitle",)),
        Parameter("width", "How wide it is, in pixels.", ParameterKind.INTEGER, 300, least=100, most=2000),
        Parameter("height", "How high it is, in pixels.", ParameterKind.INTEGER, 300, least=100, most=2000),
        Parameter("xLabel", "The name of the axis of categories, or of x.", aliases=("xlabel",)),
        Parameter("yLabel", "The name of the axis of values.", aliases=("ylabel",)),
        Parameter("legend", "Whether the names of the series are shown.", ParameterKind.BOOLEAN, default=True),
        Parameter("dataOrientation", "What a series is: a row (horizontal) or a column (vertical) of the table."),
        Parameter("orientation", "Whether values go up (vertical) or to the right (horizontal)."),
        Parameter("stacked", "Whether bars or areas stand on each other.", ParameterKind.BOOLEAN, default=False),
        Parameter("showShapes", "Whether lines have dots.", ParameterKind.BOOLEAN, default=True),
        Parameter("opacity", "How solid bars and areas are, 0 to 100.", ParameterKind.INTEGER, None, least=0, most=100),
        Parameter("3D", "Kept for old pages; charts are drawn flat.", aliases=("3d",)),
        Parameter("colors", "Colours of the series, with commas between them."),
        Parameter("bgColor", "The colour behind it.", ParameterKind.COLOUR),
        Parameter("borderColor", "The colour of a line around it.", ParameterKind.COLOUR),
        Parameter("dataDisplay", "Whether the tables are shown as well: true or after, before, or false."),
        Parameter("tables", "Ids or numbers of the tables that are meant; all, if nothing is given."),
        Parameter("columns", "Headings or numbers of the columns that are meant; all, if nothing is given."),
        Parameter("pieSectionLabel", "What stands beside a slice: %0% is its name, %1% its value, %2% its share."),
        Parameter("pieSectionExplode", "Names of slices that are moved out, with commas between them."),
        Parameter("rangeAxisLowerBound", "Where the axis of values begins."),
        Parameter("rangeAxisUpperBound", "Where it ends."),
        Parameter("rangeAxisTickUnit", "The distance between its marks."),
        Parameter("domainAxisLowerBound", "Where the axis of x begins; a date for a time series."),
        Parameter("domainAxisUpperBound", "Where it ends."),
        Parameter("domainAxisTickUnit", "The distance between its marks; for a time series a number of periods."),
        Parameter("categoryLabelPosition", "How the names of categories are turned: up45, up90, down45 or down90."),
        Parameter("timeSeries", "Whether x is a date or a time.", ParameterKind.BOOLEAN, default=False),
        Parameter("dateFormat", "How dates are written in the table, such as MM/yyyy or dd.MM.yyyy."),
        Parameter("timePeriod", "The unit of a time series: Second, Minute, Hour, Day, Week, Month, Quarter or Year.",
                  default="Day"),
        Parameter("language", "The language whose way of writing numbers counts, such as en or de.", default="en"),
        Parameter("forgive", "Whether a cell may hold more than its number.", ParameterKind.BOOLEAN, default=True),
    ),
)  # fmt: skip
def chart(use: MacroUse) -> SafeString:
    """Draws the numbers of the tables between its tags.

    The first row of a table holds the categories, and each row below is a series that its first cell names; with
    `dataOrientation=vertical` it is the columns. The tables themselves show with `dataDisplay`, and in mails and texts.
    """
    if use.context.target in _WITHOUT_DRAWINGS:
        caption = f"<p><strong>{escape_text(use.text('title'))}</strong></p>" if use.text("title") else ""
        return safe(f'<div class="chart-macro {use.classes}"{use.marks}>{caption}{use.body}</div>')
    try:
        drawn = _drawn(use)
    except BadChart as error:
        raise MacroFailure(str(error)) from error
    except TooMuchData as error:
        raise MacroFailure(
            gettext("its tables have more than {most_cells} cells.").format(
                most_cells=number_format(MOST_CELLS, force_grouping=True)
            )
        ) from error
    shown = use.text("dataDisplay").lower()
    before = use.body if shown == "before" else ""
    after = use.body if shown in {"true", "after", "yes", "1"} else ""
    return safe(f'<div class="chart-macro {use.classes}"{use.marks}>{before}{drawn}{after}</div>')


def _drawn(use: MacroUse) -> str:
    look = _look(use)
    tables = _tables(use)
    vertical = use.text("dataOrientation").lower() == "vertical"
    if look.kind in POINT_KINDS:
        is_time = look.kind == "timeseries" or use.flag("timeSeries")
        form = use.text("dateFormat")
        read_x = (lambda text: read_moment(text, form)) if is_time else (lambda text: _number(use, text))
        points = point_data(tables, vertical=vertical, read_x=read_x, read_y=lambda text: _number(use, text))
        return point_chart(look, points, _across(use, is_time), _bounds(use, "range"), is_time=is_time)
    data = category_data(tables, vertical=vertical, read=lambda text: _number(use, text))
    if look.kind in CATEGORY_KINDS:
        return category_chart(look, data, _bounds(use, "range"))
    exploded = frozenset(_list(use, "pieSectionExplode"))
    return pie_chart(look, data, pattern=use.text("pieSectionLabel")[:100], exploded=exploded)


def _look(use: MacroUse) -> Look:
    kind = use.text("type").strip().lower()
    if kind not in POINT_KINDS | CATEGORY_KINDS | {"pie"}:
        raise MacroFailure(gettext("there is no type of chart called '{use}'.").format(use=use.text("type")[:50]))
    return Look(
        kind=kind,
        width=use.number("width"),
        height=use.number("height"),
        title=use.text("title")[:300],
        subtitle=use.text("subTitle")[:300],
        x_label=use.text("xLabel")[:200],
        y_label=use.text("yLabel")[:200],
        legend=use.flag("legend"),
        horizontal=use.text("orientation").lower() == "horizontal",
        stacked=use.flag("stacked"),
        shapes=use.flag("showShapes"),
        opacity=use.number("opacity") / 100 if use.values["opacity"] is not None else None,
        colours=colours_of(use.text("colors")),
        background=use.text("bgColor"),
        border=use.text("borderColor"),
        label_turn=TURNS.get(use.text("categoryLabelPosition").lower()),
    )


def _tables(use: MacroUse) -> list[Table]:
    columns = _list(use, "columns")
    return [with_columns(table, columns) for table in tables_of(use.body, _list(use, "tables"))]


def _list(use: MacroUse, name: str) -> list[str]:
    return [each.strip() for each in use.text(name)[:2000].split(",") if each.strip()]


def _number(use: MacroUse, text: str) -> float | None:
    comma = use.text("language").lower()[:2] in DECIMAL_COMMA
    return read_number(text, decimal_comma=comma, exact=not use.flag("forgive"))


def _bounds(use: MacroUse, axis: str) -> Bounds:
    low, high, step = (_number(use, use.text(f"{axis}Axis{what}")) for what in ("LowerBound", "UpperBound", "TickUnit"))
    return Bounds(low, high, step)


def _across(use: MacroUse, is_time: bool) -> Bounds:
    if not is_time:
        return _bounds(use, "domain")
    form = use.text("dateFormat")
    count = _number(use, use.text("domainAxisTickUnit"))
    period = PERIODS.get(use.text("timePeriod").lower(), PERIODS["day"])
    low, high = (read_moment(use.text(f"domainAxis{what}"), form) for what in ("LowerBound", "UpperBound"))
    return Bounds(low, high, count * period if count else None)
