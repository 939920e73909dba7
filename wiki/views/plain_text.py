"""Comments as people type them, and the storage format of that: paragraphs, line ends and addresses."""

import re

from django.utils.html import escape

from wiki.errors import BadValue, MalformedStorage
from wiki.storage_format.nodes import Element, Node, Text
from wiki.storage_format.parser import parse

_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def storage_of_text(text: str) -> str:
    """Give plain text as storage format: blank lines part paragraphs, addresses become links.

    Raises:
        BadValue: there is no text.
    """
    text = _UNSTORABLE.sub("", text).strip()
    if not text:
        raise BadValue("content", "A comment needs some text.")
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return "".join(f"<p>{_lines(paragraph)}</p>" for paragraph in paragraphs)


def _lines(paragraph: str) -> str:
    return "<br />".join(_line(line) for line in paragraph.split("\n"))


def _line(line: str) -> str:
    parts, end = [], 0
    for found in _ADDRESS.finditer(line):
        address = escape(found[0])
        parts += [escape(line[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    parts.append(escape(line[end:]))
    return "".join(parts)


def text_of_storage(storage: str) -> str | None:
    """Give the plain text that a body was made of, or None where it holds more than plain text."""
    try:
        document = parse(storage)
    except MalformedStorage:
        return None
    paragraphs = []
    for node in document.children:
        if isinstance(node, Element) and node.tag == "p" and not node.attributes:
            lines = _lines_of(node)
            if lines is None:
                return None
            paragraphs.append(lines)
        elif not (isinstance(node, Text) and not node.value.strip()):
            return None
    return "\n\n".join(paragraphs)


def _lines_of(paragraph: Element) -> str | None:
    parts = []
    for node in paragraph.children:
        if isinstance(node, Text):
            parts.append(node.value)
        elif isinstance(node, Element) and node.tag == "br":
            parts.append("\n")
        elif isinstance(node, Element) and node.tag == "a" and set(node.attributes) == {"href"}:
            inner: list[Node] = node.children
            if len(inner) != 1 or not isinstance(inner[0], Text) or inner[0].value != node.attributes["href"]:
                return None
            parts.append(inner[0].value)
        else:
            return None
    return "".join(parts)
