"""The CSS that a page may bring: an allow-list of properties, each with the values it may have."""

import re
from collections.abc import Callable
from functools import lru_cache

_LONGEST_STYLE = 2000
_MOST = 10_000.0

_COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([0-9\s.,%/]{1,60}\)|[a-zA-Z]{3,30}",
)
_DESIGN_COLOUR = re.compile(r"var\(--[a-z0-9-]{1,60}\s*,\s*(#[0-9a-fA-F]{3,8})\s*\)")
_LENGTH = re.compile(r"([0-9]{0,6}(?:\.[0-9]{0,8})?)(px|em|rem|ex|ch|pt|pc|cm|mm|in|%)?")
_WORD = re.compile(r"[a-z-]{1,30}")
_BORDER_STYLES = frozenset(
    ["none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset"]
)
_BORDER_WIDTHS = frozenset({"thin", "medium", "thick"})
_LIST_STYLE_NAMES = (
    "none disc circle square decimal decimal-leading-zero lower-alpha upper-alpha lower-roman upper-roman lower-latin "
    "upper-latin lower-greek"
)
LIST_STYLES = frozenset(_LIST_STYLE_NAMES.split())
"""Signs before the entries of a list."""

_TEXT_DECORATIONS = frozenset(
    ["none", "underline", "overline", "line-through", "solid", "double", "dotted", "dashed", "wavy"]
)
_VERTICAL = frozenset(["baseline", "sub", "super", "top", "text-top", "middle", "bottom", "text-bottom"])
_FONT_SIZES = frozenset(["xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "smaller", "larger"])

Check = Callable[[str], bool]


def css_colour(value: str) -> str | None:
    """Give a colour that is safe to write into a style, or None.

    Args:
        value: a colour name, a hexadecimal, rgb or hsl colour, or a design variable with a colour to fall back on.
    """
    text = value.strip()
    design = _DESIGN_COLOUR.fullmatch(text)
    if design:
        return design.group(1)
    return text if _COLOUR.fullmatch(text) else None


def css_length(value: str, *, unit: str = "px") -> str | None:
    """Give a length that is not negative and safe to write into a style, or None.

    Args:
        value: a number, with or without a unit.
        unit: the unit of a bare number.
    """
    text = value.strip().lower()
    found = _LENGTH.fullmatch(text)
    if not found or not any(letter.isdigit() for letter in found.group(1)) or float(found.group(1)) > _MOST:
        return None
    return text if found.group(2) else f"{text}{unit}"


def _is_colour(text: str) -> bool:
    return css_colour(text) is not None


def _is_length(text: str) -> bool:
    return css_length(text) is not None


def _length_or(*words: str) -> Check:
    return lambda text: text in words or _is_length(text)


def _one_of(words: frozenset[str]) -> Check:
    return lambda text: text in words


def _words(text: str) -> Check:
    return _one_of(frozenset(text.split()))


def _is_border_part(text: str) -> bool:
    return text in _BORDER_STYLES or text in _BORDER_WIDTHS or _is_length(text) or _is_colour(text)


def _is_number_or_length(text: str) -> bool:
    return text == "normal" or _is_length(text)


_margin = _length_or("auto")
_size = _length_or("auto", "none", "max-content", "min-content", "fit-content")

PROPERTIES: dict[str, tuple[Check, int]] = {
    "background-color": (_is_colour, 1),
    "border-collapse": (_words("collapse separate"), 1),
    "border-color": (_is_colour, 4),
    "border-radius": (_is_length, 4),
    "border-spacing": (_is_length, 2),
    "border-style": (_one_of(_BORDER_STYLES), 4),
    "border-width": (_length_or("thin", "medium", "thick"), 4),
    "color": (_is_colour, 1),
    "float": (_words("left right none"), 1),
    "font-size": (lambda text: text in _FONT_SIZES or _is_length(text), 1),
    "font-style": (_words("normal italic oblique"), 1),
    "font-weight": (_words("normal bold bolder lighter 100 200 300 400 500 600 700 800 900"), 1),
    "height": (_size, 1),
    "letter-spacing": (_length_or("normal"), 1),
    "line-height": (_is_number_or_length, 1),
    "list-style-type": (_one_of(LIST_STYLES), 1),
    "margin": (_margin, 4),
    "max-height": (_size, 1),
    "max-width": (_size, 1),
    "min-height": (_size, 1),
    "min-width": (_size, 1),
    "padding": (_is_length, 4),
    "table-layout": (_words("auto fixed"), 1),
    "text-align": (_words("left right center justify start end"), 1),
    "text-decoration": (lambda text: text in _TEXT_DECORATIONS or _is_colour(text), 4),
    "text-decoration-line": (_one_of(_TEXT_DECORATIONS), 3),
    "text-indent": (_is_length, 1),
    "text-transform": (_words("none uppercase lowercase capitalize"), 1),
    "vertical-align": (lambda text: text in _VERTICAL or _is_length(text), 1),
    "white-space": (_words("normal nowrap pre pre-wrap pre-line break-spaces"), 1),
    "width": (_size, 1),
    "word-break": (_words("normal break-all keep-all break-word"), 1),
    "word-wrap": (_words("normal break-word"), 1),
    "overflow-wrap": (_words("normal break-word anywhere"), 1),
}
"""Check of one word of the value, and how many words it may have, by property."""

for _side in ("top", "right", "bottom", "left"):
    PROPERTIES[f"margin-{_side}"] = (_margin, 1)
    PROPERTIES[f"padding-{_side}"] = (_is_length, 1)
    PROPERTIES[f"border-{_side}"] = (_is_border_part, 3)
    PROPERTIES[f"border-{_side}-color"] = (_is_colour, 1)
    PROPERTIES[f"border-{_side}-style"] = (_one_of(_BORDER_STYLES), 1)
    PROPERTIES[f"border-{_side}-width"] = (_length_or("thin", "medium", "thick"), 1)
PROPERTIES["border"] = (_is_border_part, 3)

_VALUE_WORD = re.compile(r"[^\s()]+(?:\([^()]*\))?")


@lru_cache(maxsize=2048)
def safe_style(style: str) -> str:
    """Give the declarations of a style attribute that are allowed, or nothing.

    Args:
        style: the attribute's value. A declaration of another property, or with a value that the property may not
            have, is left out.
    """
    if len(style) > _LONGEST_STYLE or "\\" in style or "/*" in style:
        return ""
    kept = []
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon and value and name in PROPERTIES and _allowed(name, value):
            kept.append(f"{name}: {value};")
    return " ".join(kept)


def _allowed(name: str, value: str) -> bool:
    check, most = PROPERTIES[name]
    words = _VALUE_WORD.findall(value)
    if not words or len(words) > most or "".join(words) != "".join(_outside_blanks(value)):
        return False
    return all(check(word.lower()) for word in words)


def _outside_blanks(value: str) -> list[str]:
    return [match.group() for match in re.finditer(r"\([^()]*\)|\S", value)]
