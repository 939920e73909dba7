"""What is made of one colour that somebody chose, so that text in it can be read in the light and in the dark.

The contrasts are those of WCAG 2.2: 4.5 to 1 between text and what it stands on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LEAST_CONTRAST = 4.5

PALETTE = ("#0b6a68", "#24639c", "#3f51b5", "#6a4a9c", "#a03070", "#b02a2a", "#a04a10", "#7a5c00", "#23713f", "#4a5560")
"""Colours that are offered; each can be read as it is."""

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# The darkest ground of light pages, and the lightest of dark ones, that links stand on (tokens.css).
_LIGHT_GROUND, _DARK_GROUND = "#efede6", "#212b2d"
_WHITE, _BLACK = "#ffffff", "#000000"
_LIGHT_WASH, _DARK_WASH = 0.12, 0.22
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of links and buttons, of the same under the pointer, and of grounds that are tinted with them."""

    accent: str
    strong: str
    wash: str


def is_colour(value: str) -> bool:
    """Say whether a value is a colour as `#0b6a68`."""
    return _COLOUR.fullmatch(value) is not None


def light_shades(colour: str) -> Shades:
    """Give what light pages make of a colour: it gets darker until it can be read."""
    wash = _mixed(colour, _WHITE, _LIGHT_WASH)
    accent = _readable(colour, _BLACK, (_LIGHT_GROUND, wash))
    return Shades(accent, _mixed(accent, _BLACK, 0.78), wash)


def dark_shades(colour: str) -> Shades:
    """Give what dark pages make of a colour: it gets lighter until it can be read."""
    wash = _mixed(colour, "#13191b", _DARK_WASH)
    accent = _readable(_mixed(colour, _WHITE, 0.55), _WHITE, (_DARK_GROUND, wash))
    return Shades(accent, _mixed(accent, _WHITE, 0.65), wash)


def contrast(one: str, other: str) -> float:
    """Give the contrast between two colours, as WCAG reckons it: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: str, towards: str, grounds: Iterable[str]) -> str:
    wanted = tuple(grounds)
    for step in range(_STEPS + 1):
        mixed = _mixed(colour, towards, 1 - step / _STEPS)
        if all(contrast(mixed, ground) >= LEAST_CONTRAST for ground in wanted):
            return mixed
    return towards


def _mixed(colour: str, other: str, share: float) -> str:
    parts = (round(a * share + b * (1 - share)) for a, b in zip(_parts(colour), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
