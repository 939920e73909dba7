"""Markdown to storage format: CommonMark with the tables, tasks, deletions and addresses of GitHub, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from wiki.markup.conversion import check_length
from wiki.markup.errors import MarkupTooLong
from wiki.markup.raw_html import Event, Own, is_safe_address, paired, raw_events
from wiki.markup.tasks import TASK_END, Tasks
from wiki.markup.writing import attributes, cdata, clean, element, escaped
from wiki.storage_format.parser import MAX_LENGTH

_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|\Z)")
_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")
_LANGUAGE = re.compile(r"[\w+#.\-]{1,50}")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|/")
_PROTOCOL = re.compile(r"(?:https?|mailto|xmpp)\Z")
_LONGEST_PROTOCOL = len("mailto")
_ADDRESS_RULE = "gfm_autolink_protocol"
_SPARE_STEPS = 10_000
_ELEMENTS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "ordered_list": "ol",
    "bullet_list": "ul",
    "list_item": "li",
    "tr": "tr",
    "em": "em",
    "strong": "strong",
    "s": "del",
}
_SKIPPED = frozenset({"thead_open", "thead_close", "tbody_open", "tbody_close"})


def convert_markdown(text: str, *, keep_paths: bool = False) -> str:
    """Give the storage format of a text in Markdown.

    Every text is taken. Code becomes the code macro; an image with a relative address becomes one of an attached file
    of that name. HTML is kept as far as it consists of harmless elements that nest properly; the rest is shown as text,
    and comments are dropped.

    Args:
        text: the Markdown.
        keep_paths: whether images keep their relative addresses, for whoever knows where these lead.

    Raises:
        MarkupTooLong: the text, or what it would become, is longer than storage format may be.
    """
    check_length(text)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    _look_ahead_little(reader, len(text))
    reader.use(footnote_plugin).use(gfm_autolink_plugin)
    _read_little_before_colons(reader)
    written = clean(_Writer(keep_paths=keep_paths).write(reader.parse(clean(text))))
    if len(written) > MAX_LENGTH:
        raise MarkupTooLong(1, 1, f"the text becomes {len(written)} characters; at most {MAX_LENGTH} are taken")
    return written


class _FrugalInline(ParserInline):
    """Reads lines as its base does, but looks for the ends of brackets only as long as it has steps left."""

    steps = 0

    def skipToken(self, state: StateInline) -> None:
        """Pass over one token; without a step left, to the end, as over what is nested too deep."""
        if self.steps > 0:
            self.steps -= 1
            super().skipToken(state)
        else:
            state.pos = state.posMax + 1


def _look_ahead_little(reader: MarkdownIt, length: int) -> None:
    """Keep brackets that are never closed from being looked through again and again.

    Where links, pictures and footnotes end is found with less than a step for each character. Brackets of a text that
    takes more stand as they are written.
    """
    inline = _FrugalInline()
    inline.ruler, inline.ruler2 = reader.inline.ruler, reader.inline.ruler2
    inline.steps = length + _SPARE_STEPS
    reader.inline = inline


def _read_little_before_colons(reader: MarkdownIt) -> None:
    """Keep the rule for addresses from reading, at each colon, all text of the paragraph that stands before it."""
    ruler = reader.inline.ruler
    rule = next(each.fn for each in ruler.__rules__ if each.name == _ADDRESS_RULE)

    def bounded(state: StateInline, silent: bool) -> bool:
        colon, before = state.pos, state.pending
        if silent or state.src[colon] != ":":
            return False
        if _PROTOCOL.search(state.src, max(0, colon - _LONGEST_PROTOCOL), colon) is None:
            return False
        near = len(before) - _LONGEST_PROTOCOL - 1
        if near > 0:
            state.pending = before[:near]
            state.pushPending()
            state.pending = before[near:]
        return bool(rule(state, silent))

    ruler.at(_ADDRESS_RULE, bounded)


class _Writer:
    """One run over the tokens of one text."""

    def __init__(self, *, keep_paths: bool) -> None:
        self.keep_paths = keep_paths
        self.events: list[Event] = []
        self.tasks = Tasks()
        self.task_levels: set[int] = set()

    def write(self, tokens: list[Token]) -> str:
        for place, token in enumerate(tokens):
            if token.type in _SKIPPED or token.hidden:
                continue
            if token.type == "inline":
                for child in token.children or ():
                    self.token(child)
            elif token.type == "bullet_list_open" and self._is_task_list(tokens, place):
                self.task_levels.add(token.level)
                self._begin("<ac:task-list>")
            elif token.type == "bullet_list_close" and token.level in self.task_levels:
                self.task_levels.discard(token.level)
                self._end("</ac:task-list>")
            elif token.type == "list_item_open" and token.level - 1 in self.task_levels:
                self._begin(self.tasks.start(complete=_take_task_mark(tokens, place) != " "))
            elif token.type == "list_item_close" and token.level - 1 in self.task_levels:
                self._end(TASK_END)
            else:
                self.token(token)
        return paired(self.events)

    def token(self, token: Token) -> None:
        """Write one token."""
        writer = _WRITERS.get(token.type)
        kind, _, edge = token.type.rpartition("_")
        if writer is not None:
            writer(self, token)
        elif edge == "open":
            self._begin(f"<{_ELEMENTS.get(kind, token.tag)}{_kept(token)}>")
        elif edge == "close":
            self._end(f"</{_ELEMENTS.get(kind, token.tag)}>")
        else:
            self.events.append(escaped(token.content))

    def _begin(self, html: str) -> None:
        self.events.append(Own(True, html))

    def _end(self, html: str) -> None:
        self.events.append(Own(False, html))

    def _is_task_list(self, tokens: list[Token], place: int) -> bool:
        """Say whether every item of a list is a task."""
        level = tokens[place].level
        for number in range(place + 1, len(tokens)):
            token = tokens[number]
            if token.level == level and token.type == "bullet_list_close":
                break
            if token.level == level + 1 and token.type == "list_item_open" and _task_mark(tokens, number) is None:
                return False
        return True

    def _code(self, token: Token) -> None:
        language = _LANGUAGE.match(token.info.strip())
        given = ""
        if language is not None:
            given = element("ac:parameter", [("ac:name", "language")], escaped(language.group()))
        body = element("ac:plain-text-body", (), cdata(token.content.removesuffix("\n")))
        self.events.append(element("ac:structured-macro", [("ac:name", "code")], given + body))

    def _table_open(self, _token: Token) -> None:
        self._begin("<table><tbody>")

    def _table_close(self, _token: Token) -> None:
        self._end("</tbody></table>")

    def _link_open(self, token: Token) -> None:
        address = str(token.attrs.get("href", ""))
        title = str(token.attrs.get("title", ""))
        given = [("href", address if is_safe_address(address) else ""), ("title", title)]
        self._begin(f"<a{attributes(given)}>")

    def _image(self, token: Token) -> None:
        given = {name: str(value) for name, value in token.attrs.items()}
        self.events.append(self._shown_image({**given, "alt": _text_of(token)}))

    def _html(self, token: Token) -> None:
        self.events.extend(raw_events(token.content, self._shown_image))

    def _shown_image(self, given: dict[str, str]) -> str:
        return _image(given, keep_path=self.keep_paths)

    def _footnote_ref(self, token: Token) -> None:
        number, time = token.meta["id"] + 1, token.meta.get("subId", 0)
        if not time:
            self.events.append(_anchor(f"footnote-ref-{number}"))
        self.events.append(element("sup", (), _link_to(f"footnote-{number}", str(number))))

    def _footnote_open(self, token: Token) -> None:
        self._begin("<li>")
        self.events.append(_anchor(f"footnote-{token.meta['id'] + 1}"))

    def _footnote_close(self, _token: Token) -> None:
        self._end("</li>")

    def _footnotes_open(self, _token: Token) -> None:
        self.events.append(element("hr"))
        self._begin("<ol>")

    def _footnotes_close(self, _token: Token) -> None:
        self._end("</ol>")

    def _footnote_anchor(self, token: Token) -> None:
        if not token.meta["subId"]:
            self.events.append(" " + _link_to(f"footnote-ref-{token.meta['id'] + 1}", "↩"))

    def _code_inline(self, token: Token) -> None:
        self.events.append(f"<code>{escaped(token.content)}</code>")


def _plain(html: str) -> Callable[[_Writer, Token], None]:
    return lambda writer, _token: writer.events.append(html)


_WRITERS: dict[str, Callable[[_Writer, Token], None]] = {
    "fence": _Writer._code,
    "code_block": _Writer._code,
    "table_open": _Writer._table_open,
    "table_close": _Writer._table_close,
    "link_open": _Writer._link_open,
    "image": _Writer._image,
    "html_block": _Writer._html,
    "html_inline": _Writer._html,
    "footnote_ref": _Writer._footnote_ref,
    "footnote_open": _Writer._footnote_open,
    "footnote_close": _Writer._footnote_close,
    "footnote_block_open": _Writer._footnotes_open,
    "footnote_block_close": _Writer._footnotes_close,
    "footnote_anchor": _Writer._footnote_anchor,
    "code_inline": _Writer._code_inline,
    "hr": _plain("<hr />"),
    "hardbreak": _plain("<br />"),
    "softbreak": _plain("\n"),
}


def _task_mark(tokens: list[Token], item: int) -> re.Match[str] | None:
    """Give the mark with which an item begins that is a task."""
    if item + 2 >= len(tokens) or tokens[item + 1].type != "paragraph_open":
        return None
    children = tokens[item + 2].children
    if not children or children[0].type != "text":
        return None
    mark = _TASK.match(children[0].content)
    return mark if mark is not None and (mark.end() < len(children[0].content) or len(children) > 1) else None


def _take_task_mark(tokens: list[Token], item: int) -> str:
    """Take the mark away from an item that is a task, and give what stands in it."""
    mark = _task_mark(tokens, item)
    children = tokens[item + 2].children
    if mark is None or not children:
        return " "
    children[0].content = children[0].content[mark.end() :]
    return mark.group(1)


def _kept(token: Token) -> str:
    """Write the attributes that an element keeps: the alignment of a cell, the first number of a list."""
    given: list[tuple[str, str]] = []
    aligned = _ALIGNMENT.search(str(token.attrs.get("style", "")))
    if aligned is not None:
        given.append(("style", f"text-align: {aligned.group(1)};"))
    if "start" in token.attrs:
        given.append(("start", str(token.attrs["start"])))
    return attributes(given)


def _text_of(token: Token) -> str:
    """Give the text of an image's description, without its effects."""
    found: list[str] = []
    waiting = [token]
    while waiting:
        one = waiting.pop()
        if one.children:
            waiting.extend(reversed(one.children))
        elif one is not token:
            found.append(" " if one.type in {"softbreak", "hardbreak"} else one.content)
    return "".join(found)


def _image(given: dict[str, str], *, keep_path: bool) -> str:
    """Write an image by the attributes that HTML would have for it."""
    source = given.get("src", "").strip()
    if not source or not is_safe_address(source):
        return escaped(given.get("alt", ""))
    shown: list[tuple[str, Any]] = [("ac:alt", given.get("alt", "")), ("ac:title", given.get("title", ""))]
    shown += [(f"ac:{name}", given[name]) for name in ("width", "height") if given.get(name, "").isdecimal()]
    if keep_path or _ELSEWHERE.match(source):
        return element("ac:image", shown, element("ri:url", [("ri:value", source)]))
    name = clean(unquote(re.split(r"[?#]", source)[0].rstrip("/").rpartition("/")[2]))
    if not name:
        return escaped(given.get("alt", ""))
    return element("ac:image", shown, element("ri:attachment", [("ri:filename", name)]))


def _anchor(name: str) -> str:
    parameter = f'<ac:parameter ac:name="">{escaped(name)}</ac:parameter>'
    return element("ac:structured-macro", [("ac:name", "anchor")], parameter)


def _link_to(anchor: str, shown: str) -> str:
    return element("ac:link", [("ac:anchor", anchor)], element("ac:plain-text-link-body", (), cdata(shown)))
