"""The macros table, table-row and table-cell."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


def _part(use: MacroUse, role: str) -> SafeString:
    # Elements without rules of their own for what stands between them: old pages have line breaks between the cells.
    return safe(f'<div class="macro-{role} {use.classes}" role="{role}"{use.marks}>{use.body}</div>')


@macro("table", title="Table of macros", body=BodyKind.RICH)
def table(use: MacroUse) -> SafeString:
    """Makes a table of table-row macros, whose cells may hold anything, other macros included."""
    return _part(use, "table")


@macro("table-row", title="Row of a table of macros", body=BodyKind.RICH, aliases=("tr",))
def table_row(use: MacroUse) -> SafeString:
    """Is a row of a table macro, and holds table-cell macros."""
    return _part(use, "row")


@macro("table-cell", title="Cell of a table of macros", body=BodyKind.RICH, aliases=("td",))
def table_cell(use: MacroUse) -> SafeString:
    """Is a cell of a table-row macro."""
    return _part(use, "cell")
