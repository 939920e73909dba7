"""Page properties: what the tables in the macros `details` of a page say, as named cells."""

from __future__ import annotations

from collections.abc import Iterator

from wiki.storage_format.extract import is_shown
from wiki.storage_format.nodes import Element, MacroCall
from wiki.storage_format.visit import walk_elements

MOST_PROPERTIES = 100
"""Properties of one page that are read."""

_CELLS = frozenset({"th", "td"})


def properties_of(tree: Element, details_id: str = "") -> dict[str, Element]:
    """Give the cells of a page's properties by their names, in the order in which they stand there.

    A table names its properties in the first cell of each row, or all in the cells of its first row. Of properties
    with the same name the first counts.

    Args:
        tree: the page.
        details_id: the id of the macros `details` that count; empty: all of them count.
    """
    found: dict[str, Element] = {}
    for details in _details_macros(tree):
        given = details.parameters.get("id")
        if details_id and (given is None or given.text != details_id):
            continue
        for body in details.rich_bodies:
            for name, cell in _properties_in(body):
                if name and len(found) < MOST_PROPERTIES:
                    found.setdefault(name, cell)
    return found


def heading_key(name: str) -> str:
    """Give the form in which the names of properties are compared."""
    return " ".join(name.split()).casefold()


def _details_macros(tree: Element) -> Iterator[MacroCall]:
    for element in walk_elements(tree, is_shown):
        if isinstance(element, MacroCall) and element.name in ("details", "page-properties"):
            yield element


def _properties_in(body: Element) -> Iterator[tuple[str, Element]]:
    for table in walk_elements(body, _outside_cells):
        if table.tag == "table":
            yield from _properties_of_table(list(_rows(table)))


def _properties_of_table(rows: list[list[Element]]) -> Iterator[tuple[str, Element]]:
    if _names_in_first_row(rows):
        names, values = rows[0], rows[1]
        yield from ((_name(name), value) for name, value in zip(names, values, strict=False))
        return
    for row in rows:
        if len(row) > 1:
            yield _name(row[0]), row[1]


def _names_in_first_row(rows: list[list[Element]]) -> bool:
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    return all(cell.tag == "th" for cell in rows[0]) and all(row[0].tag == "td" for row in rows[1:])


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in walk_elements(table, _outside_cells):
        if row.tag == "tr":
            cells = [cell for cell in row.elements() if cell.tag in _CELLS]
            if cells:
                yield cells


def _outside_cells(element: Element) -> bool:
    return element.tag not in _CELLS


def _name(cell: Element) -> str:
    return " ".join(cell.text.split())
