"""The pieces of storage format that the converters write: text, attributes, CDATA, elements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wiki.storage_format.entities import ENTITIES, decode, encode_attribute, encode_text

_NOT_XML_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def clean(text: str) -> str:
    """Give a text that XML can carry, with line feeds as its only line ends.

    Control characters are dropped; lone surrogates, U+FFFE and U+FFFF become U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("\ufffd", _NOT_XML_CONTROL.sub("", text))


def reference_at(text: str, position: int, end: int) -> str:
    """Give the character reference that begins here, if it is one that stands for a character; else nothing."""
    match = _REFERENCE.match(text, position, end)
    if match is None:
        return ""
    source = match.group()
    if source[1] != "#":
        return source if source[1:-1] in ENTITIES else ""
    return source if decode(source) != source else ""


def resolved(text: str) -> str:
    """Give a text with the character references in it replaced by what they stand for."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda match: decode(match.group()) if _stands(match.group()) else match.group(), text)


def _stands(source: str) -> bool:
    return source[1] == "#" or source[1:-1] in ENTITIES


def cdata(text: str) -> str:
    """Write text as CDATA, in two sections where it holds the end of one."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def attributes(given: Iterable[tuple[str, str]]) -> str:
    """Write attributes, each after a blank; those without a value are left out."""
    return "".join(f' {name}="{encode_attribute(value)}"' for name, value in given if value)


def element(tag: str, given: Iterable[tuple[str, str]] = (), inside: str = "") -> str:
    """Write an element around what is inside; nothing inside makes one that closes itself."""
    start = f"<{tag}{attributes(given)}"
    return f"{start}>{inside}</{tag}>" if inside else f"{start} />"


def escaped(value: str) -> str:
    """Write characters as text."""
    return encode_text(value)
