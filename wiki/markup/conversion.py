"""Wiki markup to storage format."""

from __future__ import annotations

from collections.abc import Iterator

from wiki.markup.blocks import BodyReader
from wiki.markup.bodies import Body, MacroNode, Parts, bodies_of
from wiki.markup.catalogue import AllMacros, MacroCatalogue
from wiki.markup.errors import MarkupTooLong
from wiki.markup.macros import whole_macro
from wiki.markup.tasks import Tasks
from wiki.markup.writing import clean, escaped
from wiki.storage_format.parser import MAX_DEPTH, MAX_LENGTH

DEEPEST_BODY = MAX_DEPTH - 150
"""In how many elements a macro's body may stand; deeper ones are shown as they were written."""


def convert(markup: str, catalogue: MacroCatalogue) -> str:
    """Give the storage format of a text in wiki markup.

    Every text is taken: what is no markup is text. Characters that XML can't carry are dropped or become U+FFFD.

    Args:
        markup: the text.
        catalogue: knows the wiki's macros.

    Raises:
        MarkupTooLong: the text, or what it would become, is longer than storage format may be.
    """
    check_length(markup)
    return _Conversion(clean(markup)).run(AllMacros(catalogue))


def check_length(text: str) -> None:
    """Refuse a text that is too long to be converted.

    Raises:
        MarkupTooLong: it is.
    """
    if len(text) > MAX_LENGTH:
        raise MarkupTooLong(1, 1, f"the text has {len(text)} characters; at most {MAX_LENGTH} are taken")


class _Conversion:
    """One run over one text: bodies are read one after the other, so that depth is no danger."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.waiting: list[Body] = []

    def run(self, macros: AllMacros) -> str:
        root = bodies_of(self.text, macros)
        tasks = Tasks()
        self.waiting.append(root)
        while self.waiting:
            BodyReader(self.waiting.pop(), self.write_macro, tasks).read()
        return joined(root.parts)

    def write_macro(self, node: MacroNode, depth: int) -> Parts:
        """Write a macro that stands in so many elements, and have its body read."""
        if node.body is not None:
            if depth > DEEPEST_BODY:
                source = escaped(self.text[node.tag.start : node.end])
                return [source] if node.inline else ["<p>", source, "</p>"]
            node.body.depth = depth + 2
            self.waiting.append(node.body)
        return whole_macro(node)


def joined(parts: Parts) -> str:
    """Put together what was written of a body and of those in it.

    Raises:
        MarkupTooLong: it is longer than storage format may be.
    """
    written: list[str] = []
    length = 0
    stack: list[Iterator[str | Body]] = [iter(parts)]
    while stack:
        for part in stack[-1]:
            if isinstance(part, Body):
                stack.append(iter(part.parts))
                break
            length += len(part)
            written.append(part)
        else:
            stack.pop()
    if length > MAX_LENGTH:
        raise MarkupTooLong(1, 1, f"the text becomes {length} characters; at most {MAX_LENGTH} are taken")
    return "".join(written)
