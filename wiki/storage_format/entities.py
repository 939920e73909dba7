"""Character references: the 252 named entities of XHTML 1.0, those of XML, and numeric ones."""

import re
from html.entities import name2codepoint

ENTITIES: dict[str, str] = {name: chr(code) for name, code in name2codepoint.items()} | {"apos": "'"}
"""Character by entity name."""

_REFERENCE = re.compile(r"&(?:#([0-9]++)|#x([0-9a-fA-F]++)|([A-Za-z_][\w.\-]*+))?+(;)?+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAST_CODE_POINT = 0x10FFFF
_LONGEST_NUMBER = 12


def first_forbidden_character(text: str) -> int:
    """Give the place of the first character that XML 1.0 can't carry, or -1."""
    found = _NOT_XML.search(text)
    return found.start() if found else -1


def check_references(source: str) -> tuple[int, str] | None:
    """Look for a character reference that means nothing.

    Args:
        source: text or an attribute's value as it stands in the document.

    Returns:
        None when all are good, or the place of the first bad one and what is wrong with it.
    """
    for match in _REFERENCE.finditer(source):
        decimal, hexadecimal, name, end = match.groups()
        if name is not None and end:
            if name not in ENTITIES:
                return (
                    match.start(),
                    f"the entity &{name}; is not defined; expected one of XHTML, or the character itself",
                )
        elif end and (decimal or hexadecimal):
            if _numbered(decimal, hexadecimal) is None:
                return (
                    match.start(),
                    f"the reference {match.group()[:20]} names no character XML can carry; expected another number",
                )
        elif name or decimal or hexadecimal:
            return match.start(), f"expected ';' after {match.group()[:40]}; write &amp; for an ampersand"
        else:
            return match.start(), "'&' starts no entity; write &amp; for an ampersand"
    return None


def _numbered(decimal: str | None, hexadecimal: str | None) -> str | None:
    digits = (decimal or hexadecimal or "").lstrip("0")
    if not digits or len(digits) > _LONGEST_NUMBER:
        return None
    code = int(digits, 10 if decimal else 16)
    if code > _LAST_CODE_POINT or _NOT_XML.match(chr(code)):
        return None
    return chr(code)


def _replacement(match: re.Match[str]) -> str:
    decimal, hexadecimal, name, _end = match.groups()
    if name is not None:
        return ENTITIES.get(name, match.group())
    return _numbered(decimal, hexadecimal) or match.group()


def decode(source: str) -> str:
    """Give the characters that a piece of source stands for."""
    return _REFERENCE.sub(_replacement, source) if "&" in source else source


def encode_text(value: str) -> str:
    """Write characters as the text of an element."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode_attribute(value: str, quote: str = '"') -> str:
    """Write characters as the value of an attribute that stands in this kind of quote."""
    written = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written = written.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
    return written.replace('"', "&quot;") if quote == '"' else written.replace("'", "&apos;")
