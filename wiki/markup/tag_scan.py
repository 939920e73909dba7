"""Finds the macro tags of a text and pairs them; plain bodies are taken out whole."""

from __future__ import annotations

import re

from wiki.markup.catalogue import AllMacros, MacroBody, MacroFacts
from wiki.markup.search import Searches
from wiki.markup.tags import Tag

QUOTE = "quote"
COLOURS = frozenset({"color", "colour"})

_BRACE = re.compile(r"[\\{]")
_BACKSLASHES = re.compile(r"\\++")
_BRACES = re.compile(r"\{++")
_TAG = re.compile(r"\{([A-Za-z][\w.\-]{0,99})([:}])", re.ASCII)


def monospace_end(searches: Searches, start: int, end: int) -> int:
    """Give where the `}}` stands that ends the monospaced text which begins with `{{` at start; -1 if there is none.

    Args:
        searches: over the text.
        start: where the `{{` stands.
        end: the end of the line.
    """
    close = searches.find("}}", start + 2, end)
    if close <= start + 2:
        return -1
    text = searches.text
    if close + 2 < end and text[close + 2] == "}":
        close += 1
    return close if text[start + 2 : close].strip() else -1


def _is_own(name: str) -> bool:
    return name.lower() in COLOURS or name.lower() == QUOTE


class TagScanner:
    """One run over one text."""

    def __init__(self, text: str, macros: AllMacros) -> None:
        self.text = text
        self.macros = macros
        self.searches = Searches(text)
        self.tags: list[Tag] = []
        self.never_closed: set[str] = set()

    def scan(self) -> list[Tag]:
        """Find all tags in order, paired: those that are left over are macros without a body."""
        position = 0
        while True:
            found = _BRACE.search(self.text, position)
            if found is None:
                break
            if found.group() == "\\":
                position = self._after_backslashes(found.start())
            else:
                position = self._after_brace(found.start())
        self._pair()
        return self.tags

    def _after_backslashes(self, start: int) -> int:
        run = _BACKSLASHES.match(self.text, start)
        end = run.end() if run else start + 1
        if (end - start) % 2 and self.text.startswith("{", end):
            return end + (2 if self.text.startswith("{{", end) else 1)
        return end

    def _after_brace(self, start: int) -> int:
        text = self.text
        if text.startswith("{{", start):
            close = monospace_end(self.searches, start, self.searches.line_end(start))
            if close >= 0:
                return close + 2
            run = _BRACES.match(text, start)
            return run.end() - 1 if run else start + 1
        match = _TAG.match(text, start)
        if match is None:
            return start + 1
        end, parameters = match.end(), None
        facts = self.macros.find(match.group(1))
        if match.group(2) == ":":
            close = self.searches.find_unescaped("}", end, self.searches.line_end(end))
            if close < 0 or (facts is None and text[end] in " \t" and not _is_own(match.group(1))):
                return start + 1
            parameters, end = text[end:close], close + 1
        tag = Tag(match.group(1), parameters, start, end, facts)
        if facts is not None and facts.body is MacroBody.PLAIN:
            self._take_plain_body(tag, facts)
        self.tags.append(tag)
        return tag.end

    def _take_plain_body(self, tag: Tag, facts: MacroFacts) -> None:
        closing = f"{{{tag.name}}}"
        if closing in self.never_closed:
            return
        close = self.text.find(closing, tag.end)
        if close < 0:
            self.never_closed.add(closing)
            return
        body = self.text[tag.end : close]
        tag.plain = body.removeprefix("\n").removesuffix("\n")
        tag.end = close + len(closing)

    def _pair(self) -> None:
        """Pair the tags of rich and of unknown macros; one name never stands open twice.

        An unknown macro may have no body at all: its second tag closes nothing across a known macro that is open.
        """
        stack: list[Tag] = []
        places: dict[str, int] = {}
        known: list[int] = []
        for tag in self.tags:
            name = tag.name.lower()
            if name in COLOURS or (tag.facts is not None and tag.facts.body is not MacroBody.RICH):
                continue
            place = places.get(name)
            if place is None:
                places[name] = len(stack)
                if self._is_known(tag):
                    known.append(len(stack))
                stack.append(tag)
            elif tag.parameters is None and (self._is_known(tag) or not known or known[-1] < place):
                stack[place].closing = tag
                tag.is_closing = True
                for opened in stack[place:]:
                    del places[opened.name.lower()]
                del stack[place:]
                while known and known[-1] >= place:
                    known.pop()

    def _is_known(self, tag: Tag) -> bool:
        return tag.facts is not None or tag.name.lower() == QUOTE
