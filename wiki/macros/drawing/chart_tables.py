"""The tables in the body of a chart, as rows of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree, html

MOST_CELLS = 20_000
"""Cells that are read from the body of one chart."""

_WIDEST_CELL = 200
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the title that shows when a pointer rests on it, and whether it is a heading."""

    text: str
    title: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows from the top."""

    rows: tuple[tuple[Cell, ...], ...]


class TooMuchData(Exception):
    """Tables with more cells than a chart may have."""


def tables_of(body: str, wanted: Sequence[str] = ()) -> list[Table]:
    """Give the tables of a rendered body; a row of headings in the middle of one begins another.

    Args:
        body: HTML.
        wanted: ids or numbers, from 1, of the tables that are meant; nothing means all that are in no other table.

    Raises:
        TooMuchData: there are too many cells.
    """
    if "<table" not in body:
        return []
    root = html.fragment_fromstring(body, create_parent="div")
    everything = list(root.iter("table"))
    outermost = [table for table in everything if next(table.iterancestors("table"), None) is None]
    if wanted:
        chosen = [table for name in wanted for table in _named(name, outermost, everything)]
    else:
        chosen = outermost
    left = MOST_CELLS
    found = []
    for table in chosen:
        rows = _rows(table, left)
        left -= sum(len(row) for row in rows)
        found += _blocks(rows)
    return found


def _named(name: str, outermost: list[etree._Element], everything: list[etree._Element]) -> list[etree._Element]:
    if name.isascii() and name.isdigit():
        place = int(name[:6]) - 1
        return outermost[place : place + 1] if place >= 0 else []
    return [table for table in everything if table.get("id") == name]


def _rows(table: etree._Element, left: int) -> list[tuple[Cell, ...]]:
    rows = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        cells: list[Cell] = []
        for cell in row.iterchildren("td", "th"):
            cells.append(_cell(cell))
            cells += [Cell("", is_heading=cells[-1].is_heading)] * (_span(cell) - 1)
        left -= len(cells)
        if left < 0:
            raise TooMuchData
        if cells:
            rows.append(tuple(cells))
    return rows


def _cell(cell: etree._Element) -> Cell:
    text = " ".join("".join(str(each) for each in cell.itertext()).split())
    return Cell(text[:_LONGEST_TEXT], cell.get("title", ""), cell.tag == "th")


def _span(cell: etree._Element) -> int:
    given = cell.get("colspan", "1")
    return max(1, min(_WIDEST_CELL, int(given))) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _blocks(rows: list[tuple[Cell, ...]]) -> list[Table]:
    blocks: list[list[tuple[Cell, ...]]] = []
    for row in rows:
        heads = len(row) > 1 and all(cell.is_heading for cell in row)
        if not blocks or (heads and len(blocks[-1]) > 1):
            blocks.append([])
        blocks[-1].append(row)
    return [Table(tuple(block)) for block in blocks]


def with_columns(table: Table, wanted: Sequence[str]) -> Table:
    """Give a table with some of its columns only.

    Args:
        table: the table.
        wanted: headings, titles or numbers from 1 of columns, in the order that is wanted; nothing means all.
    """
    if not wanted or not table.rows:
        return table
    head = table.rows[0]
    places = []
    for name in wanted:
        folded = name.casefold()
        named = [place for place, cell in enumerate(head) if folded in (cell.text.casefold(), cell.title.casefold())]
        if named:
            places.append(named[0])
        elif name.isascii() and name.isdigit() and 0 < int(name[:6]) <= len(head):
            places.append(int(name[:6]) - 1)
    if not places:
        return table
    empty = Cell("")
    return Table(tuple(tuple(row[place] if place < len(row) else empty for place in places) for row in table.rows))


def turned(table: Table) -> Table:
    """Give a table with its columns as rows."""
    width = max((len(row) for row in table.rows), default=0)
    empty = Cell("")
    return Table(
        tuple(tuple(row[place] if place < len(row) else empty for row in table.rows) for place in range(width))
    )
