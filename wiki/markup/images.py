"""Images: `!name|attributes!`."""

from __future__ import annotations

import re

from wiki.markup.addresses import is_address
from wiki.markup.search import Searches
from wiki.markup.tags import split_at_bars, unescaped
from wiki.markup.targets import attachment
from wiki.markup.writing import element, escaped, resolved

_NAMES = "align alt border bordercolor class height hspace style thumbnail title vspace width"
_ATTRIBUTES = frozenset(_NAMES.split())
_PIXELS = frozenset({"width", "height", "hspace", "vspace"})
_FILE_NAME = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_MOVIES = (".swf", ".mov", ".wma", ".wmv", ".rm", ".ram", ".mp3")
_NO = frozenset({"0", "false", "no", "none"})
_BLANKS = " \t"


def image_end(searches: Searches, start: int, end: int) -> int:
    """Give where the `!` stands that ends the image which begins at start; -1 where no image begins.

    Args:
        searches: over the text.
        start: where the first `!` stands.
        end: the end of the line.
    """
    text = searches.text
    if start + 2 >= end or text[start + 1] in " \t!|" or (start > 0 and text[start - 1].isalnum()):
        return -1
    close = searches.find("!", start + 1, end)
    if close < 0 or text[close - 1] in _BLANKS or (close + 1 < end and text[close + 1].isalnum()):
        return -1
    bar = text.find("|", start, close)
    name = text[start + 1 : close if bar < 0 else bar].strip()
    if not name or name[-1] == "\\":
        return -1
    if any(mark in name for mark in " \t[]\x01\x02\x03") and not _FILE_NAME.search(name) and not is_address(name):
        return -1
    return close


def image(source: str) -> str:
    """Write an image; nothing where its name can't be one.

    Args:
        source: what stands between the exclamation marks.
    """
    name, *rest = split_at_bars(source)
    name = resolved(unescaped(name)).strip()
    given = _attributes("|".join(rest))
    if is_address(name) or name.startswith("/") and "^" not in name:
        resource = element("ri:url", [("ri:value", name)])
    else:
        container, caret, filename = name.rpartition("^")
        if caret and "^" in container:
            return ""
        resource = attachment(filename.strip(), container.strip())
        if not resource:
            return ""
    if name.lower().endswith(_MOVIES):
        return _movie(resource, given)
    return element("ac:image", ((f"ac:{key}", value) for key, value in given.items()), resource)


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _split_at_commas(source):
        key, equals, value = part.partition("=")
        key = key.strip().lower()
        value = resolved(unescaped(value)).strip()
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1]
        if key == "thumbnail" and not equals:
            value = "true"
        if key not in _ATTRIBUTES or not value or key in found:
            continue
        if key == "border":
            value = "true" if value.lower().removesuffix("px") not in _NO else "false"
        if key in _PIXELS:
            value = value.removesuffix("px").strip()
        found[key] = value
    return found


def _split_at_commas(source: str) -> list[str]:
    """Split at commas that stand in no double quotes."""
    if '"' not in source:
        return source.split(",")
    parts = [""]
    for number, piece in enumerate(source.split('"')):
        if number % 2:
            parts[-1] += f'"{piece}"'
        else:
            first, *others = piece.split(",")
            parts[-1] += first
            parts += others
    return parts


def _movie(resource: str, given: dict[str, str]) -> str:
    parameters = element("ac:parameter", [("ac:name", "name")], resource)
    for key in ("width", "height"):
        if key in given:
            parameters += element("ac:parameter", [("ac:name", key)], escaped(given[key]))
    return element("ac:structured-macro", [("ac:name", "multimedia")], parameters)
