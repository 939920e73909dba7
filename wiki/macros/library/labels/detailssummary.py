"""The macro detailssummary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link, shown_time, user_link
from wiki.macros.listing.content_list import label_links, nothing_found
from wiki.macros.listing.content_query import asked_content
from wiki.macros.listing.excerpts import parsed
from wiki.macros.listing.found_together import find_together
from wiki.macros.listing.page_order import natural_key
from wiki.macros.listing.page_properties import heading_key, properties_of
from wiki.macros.naming.listed_values import all_of, kind_conditions, label_conditions, listed_values, space_conditions
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content
from wiki.queries.comment_counts import comment_counts
from wiki.queries.content_query import passes_with_time
from wiki.queries.listed_content import Condition, Order, labels_of_each, listed_content
from wiki.storage_format.extract import plain_text
from wiki.storage_format.nodes import Element, make_element
from wiki.storage_format.references import fold_title

MOST_ROWS = 300
MOST_COLUMNS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A page of the report, and the cells and the names of its properties by `heading_key`."""

    content: Content
    cells: Mapping[str, Element]
    names: Mapping[str, str]


@dataclass(slots=True)
class Extra:
    """What the columns beside the properties show."""

    labels: dict[int, str] = field(default_factory=dict)
    comments: dict[int, int] = field(default_factory=dict)


@macro(
    "detailssummary",
    title="Page properties report",
    aliases=("page-properties-report", "details-summary"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("label", "The labels of the pages; + before one demands it, - shuts it out.",
                  aliases=("labels", "")),
        Parameter("cql", "A query in CQL, instead of labels and spaces.", kind=ParameterKind.QUERY,
                  timed=passes_with_time),
        Parameter("operator", "Whether one label is enough or all are needed.", ParameterKind.CHOICE, "or",
                  choices=("or", "and")),
        Parameter("spaces", "Keys of spaces, or @self, @all.", ParameterKind.SPACES, "@self",
                  ("space", "spaceKey")),
        Parameter("id", "Only the tables of macros details with this id."),
        Parameter("headings", "The columns, with commas between; without any, all properties.",
                  aliases=("columns",)),
        Parameter("firstcolumn", "The heading of the column with the titles.", default="Title",
                  aliases=("firstColumn",)),
        Parameter("sortBy", "The heading of the column by which the report is sorted; without one, the titles."),
        Parameter("reverseSort", "Whether the order is turned round.", ParameterKind.BOOLEAN, False, ("reverse",)),
        Parameter("pageSize", "How many rows are shown at first.", ParameterKind.INTEGER, 30, least=1, most=MOST_ROWS),
        Parameter("showCreator", "Whether a column says who made the page.", ParameterKind.BOOLEAN, default=False),
        Parameter("showLastModified", "Whether a column says when it changed.", ParameterKind.BOOLEAN, default=False),
        Parameter("showPageLabels", "Whether a column shows the labels.", ParameterKind.BOOLEAN, default=False),
        Parameter("showCommentsCount", "Whether a column counts the comments.", ParameterKind.BOOLEAN, default=False),
    ),
)  # fmt: skip
def detailssummary(use: MacroUse) -> SafeString:
    """Shows the properties of all pages with a label as a table: a row for each page, a column for each property."""
    found = listed_content(use.actor, _condition(use), (Order("title"),)).select_related("body")
    contents = list(found[: MOST_ROWS + 1])
    rows = _sorted(use, _rows(use, contents[:MOST_ROWS]))
    if not rows:
        note = nothing_found(gettext("No pages with properties found."))
        return safe(f'<div class="details-summary {use.classes}"{use.marks}>{note}</div>')
    columns = _columns(use, rows)
    find_together(use, ((row.content, [*row.cells.values()]) for row in rows))
    extra = _extra(use, rows)
    heads = [use.text("firstcolumn"), *columns.values(), *(name for name, _html in _more_cells(use, rows[0], extra))]
    head = "".join(f'<th class="confluenceTh" scope="col">{escape_text(name)}</th>' for name in heads)
    body = "".join(_row_html(use, row, tuple(columns), extra) for row in rows)
    cut = f"<p>These are the first {MOST_ROWS} pages.</p>" if len(contents) > MOST_ROWS else ""
    size = use.number("pageSize")
    return safe(
        f'<div class="details-summary {use.classes}"{use.marks}><div class="table-wrap">'
        f'<table class="confluenceTable metadata-summary-macro" data-report-table="" data-page-size="{size}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{cut}</div>"
    )


def _condition(use: MacroUse) -> Condition:
    kinds = kind_conditions((), ("page", "blogpost"))
    if use.text("cql"):
        return all_of([asked_content(use, "cql").condition], kinds)
    labels = listed_values(use, "label")
    if not labels:
        raise MacroFailure(gettext("it does not say which labels."))
    return all_of(
        label_conditions(labels, all_of_them=use.text("operator") == "and"),
        space_conditions(use, listed_values(use, "spaces")),
        kinds,
    )


def _rows(use: MacroUse, contents: Sequence[Content]) -> list[Row]:
    rows = []
    for content in contents:
        tree = parsed(content)
        found = properties_of(tree, use.text("id")) if tree is not None else {}
        if found:
            # The first of those whose names differ in case alone counts.
            cells = {heading_key(name): _as_cell(cell) for name, cell in reversed([*found.items()])}
            rows.append(Row(content, cells, {heading_key(name): name for name in found}))
    return rows


def _as_cell(cell: Element) -> Element:
    kept = {key: value for key, value in cell.attributes.items() if key == "data-highlight-colour"}
    return make_element("td", kept, cell.children)


def _columns(use: MacroUse, rows: Sequence[Row]) -> dict[str, str]:
    """Give the names of the columns by their keys, in order."""
    if use.text("headings"):
        named = [name.strip() for name in use.text("headings").split(",") if name.strip()][:MOST_COLUMNS]
        return {heading_key(name): name for name in named}
    found: dict[str, str] = {}
    for row in rows:
        for key, name in row.names.items():
            if len(found) < MOST_COLUMNS:
                found.setdefault(key, name)
    return found


def _sorted(use: MacroUse, rows: list[Row]) -> list[Row]:
    key = heading_key(use.text("sortBy"))
    if key and key != heading_key(use.text("firstcolumn")):
        rows = sorted(rows, key=lambda row: _sort_key(row, key))
    return rows[::-1] if use.flag("reverseSort") else rows


def _sort_key(row: Row, key: str) -> tuple[bool, list[tuple[int, int, str]]]:
    cell = row.cells.get(key)
    text = _words(cell) if cell is not None else ""
    return not text, natural_key(fold_title(text))


def _words(cell: Element) -> str:
    return " ".join(plain_text(cell).split())


def _extra(use: MacroUse, rows: Sequence[Row]) -> Extra:
    contents = [row.content for row in rows]
    extra = Extra()
    if use.flag("showPageLabels"):
        found = labels_of_each(use.actor, contents)
        extra.labels = {pk: label_links(use.context, labels) for pk, labels in found.items()}
    if use.flag("showCommentsCount"):
        extra.comments = comment_counts(use.actor, contents)
    return extra


def _more_cells(use: MacroUse, row: Row, extra: Extra) -> list[tuple[str, str]]:
    """Give the cells after those of the properties, each with the heading of its column."""
    content = row.content
    cells = []
    if use.flag("showCreator"):
        cells.append((gettext("Creator"), user_link(use.context, content.creator)))
    if use.flag("showLastModified"):
        cells.append((gettext("Last modified"), shown_time(use.context, content.modified)))
    if use.flag("showPageLabels"):
        cells.append((gettext("Labels"), extra.labels.get(content.pk, "")))
    if use.flag("showCommentsCount"):
        cells.append((gettext("Comments"), str(extra.comments.get(content.pk, 0))))
    return cells


def _row_html(use: MacroUse, row: Row, columns: Sequence[str], extra: Extra) -> str:
    cells = [row.cells.get(key) or make_element("td") for key in columns]
    try:
        properties = str(use.render(row.content, cells))
    except MacroFailure:
        # The page is this one, or too much is nested already: its words can still be shown.
        properties = "".join(f'<td class="confluenceTd">{escape_text(_words(cell))}</td>' for cell in cells)
    title = f'<td class="confluenceTd title">{content_link(use.context, row.content)}</td>'
    more = "".join(f'<td class="confluenceTd">{html}</td>' for _name, html in _more_cells(use, row, extra))
    return f"<tr>{title}{properties}{more}</tr>"
