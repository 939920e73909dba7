"""Reads a body line by line: paragraphs, headings, quotations, rules, lists, tables and tasks."""

from __future__ import annotations

import re
from collections.abc import Callable

from wiki.markup.bodies import BLOCK, COLOUR, INLINE, Body, MacroNode, Parts
from wiki.markup.inlines import InlineReader
from wiki.markup.lists import MARKER, Items
from wiki.markup.macros import makes_block
from wiki.markup.runs import Colours, Run
from wiki.markup.tables import Cell, Span, cells_of, ends_with_bar
from wiki.markup.tasks import TASK, TASK_END, Tasks
from wiki.markup.writing import element

_HEADING = re.compile(r"h([1-6])\.")
_QUOTATION = "bq."
_RULE = "----"
_BLANKS = " \t"
_BEHIND = _BLANKS + INLINE + COLOUR
_AROUND_LINKS = 20
_LIST_CHARACTERS = frozenset("*#-")

WriteMacro = Callable[[MacroNode, int], Parts]
"""Writes a macro that stands in so many elements."""


class BodyReader:
    """One run over one body."""

    def __init__(self, body: Body, write_macro: WriteMacro, tasks: Tasks) -> None:
        self.body = body
        self.text = body.text
        self.write_macro = write_macro
        self.tasks = tasks
        self.depth = body.depth
        self.colours = Colours()
        self.inlines = InlineReader(body, self.colours, self._inline_macro)
        self.behind: list[MacroNode] | None = None
        self.unknown_go_behind = False

    def read(self) -> None:
        """Fill the body's parts."""
        flow = Flow(self, self.body.parts, tight=self.body.tight, in_cell=False)
        text, position = self.text, 0
        while position <= len(text):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            flow.feed(position, end)
            position = end + 1
        flow.finish()

    def block_macro(self, place: int) -> Parts:
        """Write the macro that makes a block and stands at a place."""
        node = self.body.nodes[place]
        return self.write_macro(node, self.depth + 1) if isinstance(node, MacroNode) else []

    def _inline_macro(self, node: MacroNode, run: Run) -> None:
        unknown = node.tag.facts is None
        if self.behind is not None and node.is_bare and (self.unknown_go_behind if unknown else makes_block(node.tag)):
            self.behind.append(node)
            return
        run.markup(*self.write_macro(node, self.depth + run.depth + _AROUND_LINKS))

    def heading(self, start: int, end: int, run: Run) -> list[MacroNode]:
        """Read the text of a heading; gives the macros that come behind it, because they make blocks."""
        self.behind = []
        last = end
        while last > start and self.text[last - 1] in _BEHIND:
            last -= 1
        self.inlines.line(start, last, run)
        self.unknown_go_behind = True
        self.inlines.line(last, end, run)
        self.unknown_go_behind = False
        behind, self.behind = self.behind, None
        return behind


class Flow:
    """The blocks of a body or of a cell, line by line."""

    def __init__(self, reader: BodyReader, out: Parts, *, tight: bool, in_cell: bool) -> None:
        self.reader = reader
        self.text = reader.text
        self.out = out
        self.tight = tight
        self.in_cell = in_cell
        self.paragraph: list[Span] = []
        self.is_quotation = False
        self.items: Items | None = None
        self.row: list[Span] = []
        self.in_table = False
        self.task: list[Span] = []
        self.in_tasks = False

    def feed(self, start: int, line_end: int) -> None:
        """Take the next line."""
        text, end = self.text, line_end
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        is_whole = True
        while True:
            while start < end and text[start] in _BLANKS:
                start += 1
            if start >= end:
                break
            start = self._take(start, end, line_end)
            is_whole = False
        if is_whole:
            self.finish()

    def _take(self, start: int, end: int, line_end: int) -> int:
        """Take a line, or what is left of one; gives where what is left begins."""
        character = self.text[start]
        if character == "|" and not self.in_cell:
            self._begin_row(start, end)
        elif self.row:
            self._go_on_row(start, end)
        elif character in _LIST_CHARACTERS and self._list_line(start, end, line_end):
            pass
        elif character == "[" and not self.in_cell and (task := TASK.match(self.text, start, end)):
            self._begin_task(task.group(1) in ("x", "X"), task.end(), end)
        elif character == "h" and (heading := _HEADING.match(self.text, start, end)):
            return self._heading(heading.group(1), heading.end(), end)
        elif character == "b" and self.text.startswith(_QUOTATION, start, end):
            self.finish()
            self.is_quotation = True
            return self._text(start + len(_QUOTATION), end)
        elif self.items is not None:
            self.items.lines.append((start, end))
        elif self.in_tasks:
            self.task.append((start, end))
        else:
            self._end_table()
            return self._text(start, end)
        return end

    def _text(self, start: int, end: int) -> int:
        """Take text of a paragraph, as far as the next macro that makes a block, and that macro."""
        mark = self.text.find(BLOCK, start, end)
        self.paragraph.append((start, end if mark < 0 else mark))
        if mark < 0:
            return end
        self._end_paragraph()
        self.out.extend(self.reader.block_macro(mark))
        return mark + 1

    def _heading(self, level: str, start: int, end: int) -> int:
        self.finish()
        mark = self.text.find(BLOCK, start, end)
        end = end if mark < 0 else mark
        run = Run(self.reader.colours)
        behind = self.reader.heading(start, end, run)
        self.out.extend([f"<h{level}>", *run.finish(), f"</h{level}>"])
        for node in behind:
            written = self.reader.write_macro(node, self.reader.depth + 1)
            self.out.extend(written if self.tight else ["<p>", *written, "</p>"])
        return end

    def _list_line(self, start: int, end: int, line_end: int) -> bool:
        """Take a line of a list or a rule; says whether it is one."""
        text, items = self.text, self.items
        if text.startswith(_RULE, start, end) and end == start + len(_RULE) and not self.in_cell:
            in_dashes = items is not None and items.depth >= len(_RULE) - 1 and items.marker[-1] == "-"
            if not (in_dashes and line_end > end):
                self.finish()
                self.out.append(element("hr"))
                return True
        found = MARKER.match(text, start, line_end)
        if found is None or (found.end() >= end and items is None):
            return False
        marker = found.group(1)
        if items is None:
            if len(marker) > 1 and not marker.strip("-"):
                return False
            self.finish()
            items = self.items = Items(self.out)
        self._end_item()
        items.begin(marker)
        if found.end() < end:
            items.lines = [(found.end(), end)]
        return True

    def _begin_task(self, complete: bool, start: int, end: int) -> None:
        if self.in_tasks:
            self._end_task()
        else:
            self.finish()
            self.in_tasks = True
            self.out.append("<ac:task-list>")
        self.out.append(self.reader.tasks.start(complete))
        self.task = [(start, end)]

    def _end_task(self) -> None:
        if self.in_tasks:
            self._write_lines(self.task)
            self.task = []
            self.out.append(TASK_END)

    def _begin_row(self, start: int, end: int) -> None:
        if self.row:
            self._end_row()
        elif not self.in_table:
            self.finish()
        self._go_on_row(start, end)

    def _go_on_row(self, start: int, end: int) -> None:
        self.row.append((start, end))
        if ends_with_bar(self.text, start, end):
            self._end_row()

    def _end_row(self) -> None:
        lines, self.row = self.row, []
        cells = cells_of(self.reader.inlines.searches, lines)
        if not cells:
            self._end_table()
            for start, end in lines:
                while start < end:
                    start = self._text(start, end)
            self._end_paragraph()
            return
        if not self.in_table:
            self.in_table = True
            self.out.append("<table><tbody>")
        self.out.append("<tr>")
        for cell in cells:
            self._write_cell(cell)
        self.out.append("</tr>")

    def _write_cell(self, cell: Cell) -> None:
        tag = "th" if cell.is_heading else "td"
        self.out.append(f"<{tag}>")
        flow = Flow(self.reader, self.out, tight=True, in_cell=True)
        for start, end in cell.lines:
            flow.feed(start, end)
        flow.finish()
        self.out.append(f"</{tag}>")

    def _write_lines(self, lines: list[Span]) -> None:
        """Write lines of an item or a task, with the macros in them that make blocks."""
        reader = self.reader
        run = Run(reader.colours)
        for start, end in lines:
            run.new_line()
            while (mark := self.text.find(BLOCK, start, end)) >= 0:
                reader.inlines.line(start, mark, run)
                self.out.extend(run.finish())
                self.out.extend(reader.block_macro(mark))
                run = Run(reader.colours)
                start = mark + 1
            reader.inlines.line(start, end, run)
        self.out.extend(run.finish())

    def _end_paragraph(self) -> None:
        lines, self.paragraph = self.paragraph, []
        is_quotation, self.is_quotation = self.is_quotation, False
        run = Run(self.reader.colours)
        for start, end in lines:
            run.new_line()
            self.reader.inlines.line(start, end, run)
        written = run.finish()
        if not written:
            return
        if is_quotation:
            self.out.extend(["<blockquote><p>", *written, "</p></blockquote>"])
        else:
            self.out.extend(written if self.tight else ["<p>", *written, "</p>"])

    def _end_item(self) -> None:
        if self.items is not None:
            self._write_lines(self.items.lines)
            self.items.lines = []

    def _end_table(self) -> None:
        if self.row:
            self._end_row()
        if self.in_table:
            self.in_table = False
            self.out.append("</tbody></table>")

    def finish(self) -> None:
        """End whatever stands open."""
        if self.paragraph:
            self._end_paragraph()
        self.is_quotation = False
        if self.items is not None:
            self._end_item()
            self.items.finish()
            self.items = None
        self._end_table()
        if self.in_tasks:
            self._end_task()
            self.in_tasks = False
            self.out.append("</ac:task-list>")
