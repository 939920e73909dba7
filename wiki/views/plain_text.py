"""Comments as people type them, and the storage format of that: paragraphs, line ends, addresses and @names."""

import re
from collections.abc import Mapping

from django.utils.html import escape
from django.utils.translation import gettext

from wiki.errors import BadValue, MalformedStorage
from wiki.storage_format.nodes import Element, Link, Node, Text
from wiki.storage_format.parser import parse
from wiki.storage_format.references import UserReference

_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_NAME = re.compile(r"(?<![\w@/.])@([\w][\w.\-]*[\w]|[\w])")
_NOBODY: Mapping[str, str] = {}
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def names_in(text: str) -> set[str]:
    """Give the usernames that a plain text names with an @ in front, in small letters."""
    return {found[1].lower() for found in _NAME.finditer(text)}


def storage_of_text(text: str, keys: Mapping[str, str] = _NOBODY) -> str:
    """Give plain text as storage format: blank lines part paragraphs, addresses become links, @names mentions.

    Args:
        keys: the keys of the people whom the text may mention, by their usernames.

    Raises:
        BadValue: there is no text.
    """
    text = _UNSTORABLE.sub("", text).strip()
    if not text:
        raise BadValue("content", gettext("A comment needs some text."))
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return "".join(f"<p>{_lines(paragraph, keys)}</p>" for paragraph in paragraphs)


def _lines(paragraph: str, keys: Mapping[str, str]) -> str:
    return "<br />".join(_line(line, keys) for line in paragraph.split("\n"))


def _line(line: str, keys: Mapping[str, str]) -> str:
    parts, end = [], 0
    for found in _ADDRESS.finditer(line):
        address = escape(found[0])
        parts += [_mentioning(line[end : found.start()], keys), f'<a href="{address}">{address}</a>']
        end = found.end()
    parts.append(_mentioning(line[end:], keys))
    return "".join(parts)


def _mentioning(text: str, keys: Mapping[str, str]) -> str:
    parts, end = [], 0
    for found in _NAME.finditer(text):
        key = keys.get(found[1].lower())
        if key is not None:
            link = f'<ac:link><ri:user ri:userkey="{escape(key)}" /></ac:link>'
            parts += [escape(text[end : found.start()]), link]
            end = found.end()
    return "".join([*parts, escape(text[end:])])


def text_of_storage(storage: str, names: Mapping[str, str] = _NOBODY) -> str | None:
    """Give the plain text that a body was made of, or None where it holds more than plain text.

    Args:
        names: the usernames of the people whom it mentions, by their keys.
    """
    try:
        document = parse(storage)
    except MalformedStorage:
        return None
    paragraphs = []
    for node in document.children:
        if isinstance(node, Element) and node.tag == "p" and not node.attributes:
            lines = _lines_of(node, names)
            if lines is None:
                return None
            paragraphs.append(lines)
        elif not (isinstance(node, Text) and not node.value.strip()):
            return None
    return "\n\n".join(paragraphs)


def _lines_of(paragraph: Element, names: Mapping[str, str]) -> str | None:
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
        elif isinstance(node, Link) and (name := _named(node, names)):
            parts.append(f"@{name}")
        else:
            return None
    return "".join(parts)


def _named(link: Link, names: Mapping[str, str]) -> str:
    is_plain = not link.attributes and len(link.children) == 1 and isinstance(link.reference, UserReference)
    return names.get(link.reference.key.lower(), "") if is_plain and isinstance(link.reference, UserReference) else ""
