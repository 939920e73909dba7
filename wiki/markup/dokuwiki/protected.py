"""What no other syntax is read in: code, files, and text between signs that switch the syntax off."""

from __future__ import annotations

import re

from wiki.markup.writing import cdata, element, escaped

BEGIN, END = "\x01", "\x02"
"""Stand around the number of a piece that was taken out; no text that was cleaned holds them."""

MARK = re.compile("\x01([0-9]+)\x02")

_START = re.compile(r"<(code|file|nowiki|html|HTML|php|PHP)\b([^>\n]{0,500})>|%%")
_WORD = re.compile(r"[\w+#.\-]{1,50}")
_OPTIONS = re.compile(r"\[[^\]]*\]")


class Protected:
    """Takes such pieces out of a text, and knows what each becomes.

    Attributes:
        text: the text with a mark for each piece.
        raw: how often HTML or PHP stood in the text, which is shown as code.
    """

    def __init__(self, text: str) -> None:
        self._pieces: list[tuple[bool, str]] = []
        self._missing: set[str] = set()
        self.raw: list[str] = []
        self.text = self._taken(text)

    def is_block(self, number: int) -> bool:
        """Say whether a piece stands between paragraphs."""
        return self._pieces[number][0]

    def storage(self, number: int) -> str:
        """Give the storage format of a piece."""
        return self._pieces[number][1]

    def _taken(self, text: str) -> str:
        done: list[str] = []
        position = 0
        while (start := _START.search(text, position)) is not None:
            kind = start[1] or "%%"
            closing = f"</{kind}>" if start[1] else "%%"
            end = -1 if closing in self._missing else text.find(closing, start.end())
            if end < 0:
                # Not looked for again, so that many beginnings without an end take no time.
                self._missing.add(closing)
                done.append(text[position : start.end()])
                position = start.end()
                continue
            done += [text[position : start.start()], f"{BEGIN}{len(self._pieces)}{END}"]
            self._pieces.append(self._piece(kind, start[2] or "", text[start.end() : end]))
            position = end + len(closing)
        return "".join([*done, text[position:]])

    def _piece(self, kind: str, options: str, inside: str) -> tuple[bool, str]:
        if kind in ("%%", "nowiki"):
            return False, escaped(inside)
        if kind in ("code", "file"):
            return True, code(inside, *_named(options))
        self.raw.append(kind.lower())
        return True, code(inside, kind.lower(), "")


def code(text: str, language: str = "", title: str = "") -> str:
    """Write the code macro."""
    given = [("language", language), ("title", title)]
    parameters = "".join(element("ac:parameter", [("ac:name", name)], escaped(value)) for name, value in given if value)
    body = element("ac:plain-text-body", (), cdata(text.removeprefix("\n").rstrip()))
    return element("ac:structured-macro", [("ac:name", "code")], parameters + body)


def _named(options: str) -> tuple[str, str]:
    """Give the language and the file name of a piece of code."""
    words = _OPTIONS.sub(" ", options).split()
    language = words[0] if words and _WORD.fullmatch(words[0]) and words[0] != "-" else ""
    return language, words[1][:200] if len(words) > 1 else ""
