"""Reads lines of a body, and adds them to what is written of a block."""

from __future__ import annotations

from collections.abc import Callable

from wiki.markup.bodies import Body, ColourNode, MacroNode
from wiki.markup.effects import MONOSPACED, Marker
from wiki.markup.line import Edge, Html, Line, LinkPiece, Piece
from wiki.markup.links import WrittenLink, bare_link, link_start, plain_body
from wiki.markup.runs import Colours, Run
from wiki.markup.search import Searches
from wiki.markup.writing import escaped

_BLANKS = " \t"

Macro = Callable[[MacroNode, Run], None]
"""Writes a macro that is part of a line."""


class InlineReader:
    """Reads the lines of one body."""

    def __init__(self, body: Body, colours: Colours, macro: Macro) -> None:
        self.text = body.text
        self.nodes = body.nodes
        self.searches = Searches(body.text)
        self.colours = colours
        self.macro = macro

    def line(self, start: int, end: int, run: Run, *, links: bool = True) -> None:
        """Read a piece of text that is in one line and holds no macros that make blocks, and add it to a run.

        Args:
            start: where it begins.
            end: where it ends.
            run: what it is added to.
            links: whether links are read; they are not within others.
        """
        text = self.text
        while start < end and text[start] in _BLANKS:
            start += 1
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        if start >= end:
            return
        if text[start] == "-" and not text[start:end].strip("- \t"):
            run.text(text[start:end])
        else:
            self._write(Line(self.searches, self.nodes, start, end, links).read(), run)

    def _write(self, pieces: list[Piece], run: Run) -> None:
        for piece in pieces:
            if isinstance(piece, Html):
                run.markup(str(piece))
            elif isinstance(piece, str):
                run.text(piece)
            elif isinstance(piece, Marker):
                if piece.role > 0:
                    run.begin(piece.tag)
                elif piece.role < 0:
                    run.end(piece.tag)
                else:
                    run.text(piece.written)
            elif isinstance(piece, Edge):
                (run.begin if piece.begins else run.end)(MONOSPACED)
            elif isinstance(piece, LinkPiece):
                self._write_link(piece.link, run)
            elif isinstance(piece, ColourNode):
                self._change_colour(piece, run)
            else:
                self.macro(piece, run)

    def _change_colour(self, node: ColourNode, run: Run) -> None:
        if not node.paired:
            run.text(escaped(node.source))
        elif node.begins:
            self.colours.begin(node.value)
        else:
            self.colours.end()

    def _write_link(self, link: WrittenLink, run: Run) -> None:
        """Write a link with its alias: colours end where the alias ends, and go on behind the link."""
        if link.alias is None:
            run.markup(bare_link(link))
            return
        outside, self.colours = self.colours, Colours()
        alias = Run(self.colours)
        self.line(*link.alias, alias, links=False)
        outside.go_on_after(self.colours)
        self.colours = outside
        shown = alias.finish()
        start, end = link_start(link)
        if link.target.is_text:
            run.markup(*shown)
        elif not shown:
            run.markup(bare_link(link))
        elif link.target.address:
            run.markup(start, *shown, end)
        elif alias.is_plain:
            run.markup(start, plain_body("".join(str(part) for part in shown)), end)
        else:
            run.markup(start, "<ac:link-body>", *shown, "</ac:link-body>", end)
