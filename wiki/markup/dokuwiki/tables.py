"""Tables: rows of `| cell |` and `^ heading ^`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wiki.markup.writing import attributes

_BRACKETS = {"[[": "]]", "{{": "}}"}
_MOST_CELLS = 500


@dataclass(eq=False)
class Cell:
    """One cell while its spans grow."""

    is_heading: bool
    text: str
    columns: int = 1
    rows: int = 1
    is_taken: bool = False


def table(lines: list[str], write: Callable[[str], str]) -> str:
    """Write the table that some lines make up.

    Args:
        write: gives the storage format of a cell's text.
    """
    rows = [_cells(line) for line in lines]
    above: list[Cell | None] = []
    for row in rows:
        above = _spanned(row, above)
    written = []
    for row in rows:
        cells = "".join(_cell(cell, write) for cell in row if not cell.is_taken)
        written.append(f"<tr>{cells}</tr>" if cells else "<tr><td /></tr>")
    return f"<table><tbody>{''.join(written)}</tbody></table>"


def _cells(line: str) -> list[Cell]:
    """Part a line at the signs between cells, but for those in links and media."""
    line = line.strip()
    cells: list[Cell] = []
    missing: set[str] = set()
    begin = position = 1
    sign = line[0]
    while position < len(line) and len(cells) < _MOST_CELLS:
        two = line[position : position + 2]
        if two in _BRACKETS and two not in missing:
            end = line.find(_BRACKETS[two], position + 2)
            if end >= 0:
                position = end + 2
                continue
            missing.add(two)
        if line[position] in "|^":
            text = line[begin:position]
            if text or not cells:
                cells.append(Cell(sign == "^", text))
            elif cells[-1].columns < _MOST_CELLS:
                # Two signs without anything between make the cell before them wider.
                cells[-1].columns += 1
            sign = line[position]
            begin = position + 1
        position += 1
    if line[begin:].strip():
        cells.append(Cell(sign == "^", line[begin:]))
    return cells


def _spanned(row: list[Cell], above: list[Cell | None]) -> list[Cell | None]:
    """Join cells that say so to those above them, and give which cell stands in which column."""
    columns: list[Cell | None] = []
    for cell in row:
        place = len(columns)
        upper = above[place] if place < len(above) else None
        if cell.text.strip() == ":::" and upper is not None:
            cell.is_taken = True
            if upper not in columns:
                upper.rows += 1
            columns += [upper] * cell.columns
        else:
            columns += [cell] * cell.columns
    return columns


def _cell(cell: Cell, write: Callable[[str], str]) -> str:
    tag = "th" if cell.is_heading else "td"
    given = [("colspan", str(cell.columns) if cell.columns > 1 else "")]
    given.append(("rowspan", str(cell.rows) if cell.rows > 1 else ""))
    align = _alignment(cell.text)
    given.append(("style", f"text-align: {align};" if align else ""))
    inside = write(cell.text.strip())
    return f"<{tag}{attributes(given)}>{inside}</{tag}>" if inside else f"<{tag}{attributes(given)} />"


def _alignment(text: str) -> str:
    left, right = text.startswith("  "), text.endswith("  ")
    if not text.strip():
        return ""
    return "center" if left and right else "right" if left else ""
