"""What stands within a line: effects, links, footnotes, smileys, arrows."""

from __future__ import annotations

import re

from wiki.markup.addresses import START, address_end
from wiki.markup.dokuwiki.links import LinkWriter
from wiki.markup.dokuwiki.protected import MARK, Protected
from wiki.markup.dokuwiki.targets import Found
from wiki.markup.html_macros import anchor
from wiki.markup.raw_html import Event, RawTag, paired
from wiki.markup.writing import attributes, element, escaped

_EFFECTS = {"**": "strong", "//": "em", "__": "u", "''": "code"}
_TAGS = ("sub", "sup", "del")
_SMILEYS = {
    ":-)": "smile", "=)": "smile", ":-(": "sad", ";-)": "wink", ":-D": "laugh", ":-P": "cheeky", ":!:": "warning",
    ":?:": "question",
}  # fmt: skip
_SIGNS = {
    "8-)": "😎", "8-O": "😲", "8-o": "😲", ":-/": "😕", ":-\\": "😕", ":-?": "🤔", ":-O": "😮", ":-o": "😮",
    ":-x": "🤐", ":-X": "🤐", ":-|": "😐", "^_^": "😊", "<->": "↔", "<=>": "⇔", "->": "→", "<-": "←", "=>": "⇒",
    "<=": "⇐", "---": "—", "--": "–", "...": "…", "(c)": "©", "(C)": "©", "(tm)": "™", "(TM)": "™", "(r)": "®",
    "(R)": "®",
}  # fmt: skip
_WORDS = {**_SMILEYS, **_SIGNS}
_LITERAL = "|".join(re.escape(sign) for sign in sorted(_WORDS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<mark>{MARK.pattern.replace('(', '(?:')})|(?P<address>{START})|(?P<effect>\*\*|//|__|'')"
    rf"|<(?P<end>/?)(?P<tag>sub|sup|del)>|(?P<link>\[\[)|(?P<media>\{{\{{)|(?P<note>\(\()|(?P<break>\\\\(?=\s|\Z))"
    rf"|<(?P<mail>[^\s@<>]{{1,100}}@[^\s@<>]{{1,200}})>|~~(?P<macro>[A-Za-z][^~\n]{{0,200}})~~"
    rf"|</?(?P<plugin>[A-Za-z][\w-]{{0,40}})(?=[\s>/])[^<>\n]{{0,500}}>|(?P<sign>{_LITERAL})"
)
_SILENT = frozenset({"NOTOC", "NOCACHE"})


class InlineReader:
    """Reads the lines of one page; footnotes are collected for its end."""

    def __init__(self, links: LinkWriter, protected: Protected, found: Found) -> None:
        self._links = links
        self._protected = protected
        self._found = found
        self.footnotes: list[str] = []

    def read(self, text: str, *, notes: bool = True) -> str:
        """Give the storage format of a stretch of text that holds no blocks.

        Args:
            notes: whether footnotes may stand in it.
        """
        return paired(self._events(text, notes))

    def footnote_list(self) -> str:
        """Write the footnotes that were collected."""
        if not self.footnotes:
            return ""
        items = "".join(
            f"<li>{anchor(f'footnote-{number}')}{note} {_link_to(f'footnote-ref-{number}', '↩')}</li>"
            for number, note in enumerate(self.footnotes, start=1)
        )
        return f"<hr /><ol>{items}</ol>"

    def _events(self, text: str, notes: bool) -> list[Event]:
        events: list[Event] = []
        is_open: set[str] = set()
        closings = _Closings(text)
        position = 0
        while (token := _TOKEN.search(text, position)) is not None:
            if token.start() > position:
                events.append(escaped(text[position : token.start()]))
            position = self._token(text, token, events, is_open, closings, notes)
        events.append(escaped(text[position:]))
        return events

    def _token(
        self,
        text: str,
        token: re.Match[str],
        events: list[Event],
        is_open: set[str],
        closings: _Closings,
        notes: bool,
    ) -> int:
        """Write one token, and give where the text goes on."""
        kind = token.lastgroup or ""
        written = token.group()
        if kind == "effect":
            name = _EFFECTS[written]
            events.append(_toggled(name, name not in is_open, written))
            is_open ^= {name}
        elif kind == "tag":
            events.append(RawTag(token["tag"], not token["end"], f"<{token['end']}{token['tag']}>", written))
        elif kind == "address":
            end = address_end(text, token.start(), len(text))
            address = text[token.start() : end]
            shown = escaped(address.removeprefix("mailto:"))
            events.append(f"<a{attributes([('href', address)])}>{shown}</a>")
            return max(end, token.end())
        elif kind in ("link", "media", "note"):
            return self._bracketed(kind, text, token, events, closings, notes)
        else:
            events.append(self._plain(kind, token, written))
        return token.end()

    def _plain(self, kind: str, token: re.Match[str], written: str) -> str:
        if kind == "mark":
            return self._protected.storage(int(written[1:-1]))
        if kind == "break":
            return "<br />"
        if kind == "mail":
            return f"<a{attributes([('href', 'mailto:' + token['mail'])])}>{escaped(token['mail'])}</a>"
        if kind == "macro":
            name = token["macro"].split(":")[0].strip()
            if name.upper() not in _SILENT:
                self._found.not_understood.append(f"~~{name[:40]}~~")
            return ""
        if kind == "plugin":
            if written[1] != "/":
                self._found.not_understood.append(f"<{token['plugin']}>")
            return escaped(written)
        name = _SMILEYS.get(written, "")
        return element("ac:emoticon", [("ac:name", name)]) if name else _SIGNS[written]

    def _bracketed(
        self, kind: str, text: str, token: re.Match[str], events: list[Event], closings: _Closings, notes: bool
    ) -> int:
        closing = {"link": "]]", "media": "}}", "note": "))"}[kind]
        end = closings.find(closing, token.end())
        if end < 0 or (kind == "note" and not notes):
            events.append(escaped(token.group()))
            return token.end()
        inside = text[token.end() : end]
        if MARK.search(inside) is not None and kind != "note":
            inside = MARK.sub("", inside)
        if kind == "link":
            events.append(self._links.link(inside))
        elif kind == "media":
            events.append(self._links.media(inside))
        else:
            self.footnotes.append(self.read(inside.strip(), notes=False))
            number = len(self.footnotes)
            reference = element("sup", (), _link_to(f"footnote-{number}", str(number)))
            events.append(anchor(f"footnote-ref-{number}") + reference)
        return end + len(closing)


class _Closings:
    """Finds closing brackets; what is not there is not looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()

    def find(self, closing: str, start: int) -> int:
        """Give where the next one stands; -1 for nowhere."""
        if closing in self._missing:
            return -1
        found = self._text.find(closing, start)
        if found < 0:
            self._missing.add(closing)
        return found


def _toggled(name: str, begins: bool, written: str) -> RawTag:
    return RawTag(name, begins, f"<{name}>" if begins else f"</{name}>", written)


def _link_to(name: str, shown: str) -> str:
    return element(
        "ac:link", [("ac:anchor", name)], f"<ac:plain-text-link-body><![CDATA[{shown}]]></ac:plain-text-link-body>"
    )
