"""Reads the numbers in the cells of a table, as people of different countries write them."""

from __future__ import annotations

import math
import re

DECIMAL_COMMA = frozenset(
    [
        "af",
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "fi",
        "fr",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "lt",
        "lv",
        "nb",
        "nl",
        "nn",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "tr",
        "uk",
        "vi",
    ]
)
"""Languages that write 1.234,5 for what English writes as 1,234.5."""

_LONGEST = 60
_NUMBER = re.compile(
    r"(?<![\w.,])([-+]?)\s?[$€£¥]?\s?(\d+(?:[ '’\u00a0\u202f]\d{3})*(?:[.,]\d+)*|[.,]\d+)([eE][-+]?\d{1,3})?"
)
_WHOLE = re.compile(r"\(?[-+]?\s?[$€£¥]?\s?[\d.,'’\u00a0\u202f ]*\d(?:[eE][-+]?\d{1,3})?\s?[%$€£¥]?\)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_DOTTED_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_GROUPING = str.maketrans("", "", " '’\u00a0\u202f")


def read_number(text: str, *, decimal_comma: bool = False, exact: bool = False) -> float | None:
    """Give the number that a cell holds, or None.

    Args:
        text: what the cell says: 1,234.5, 12 %, $ 3.50, (7) for -7, or the first number among words.
        decimal_comma: whether 1,234 is a little more than one.
        exact: whether a cell that holds more than a number holds none.
    """
    cell = text.strip().replace("\u2212", "-").replace("\u2013", "-")
    if exact and not _WHOLE.fullmatch(cell[: _LONGEST + 1]):
        return None
    found = _NUMBER.search(cell[:_LONGEST])
    if found is None:
        return None
    sign, digits, exponent = found.groups()
    try:
        value = float(_plain(digits, decimal_comma) + (exponent or ""))
    except ValueError:
        return None
    if not math.isfinite(value) or value > 1e100:
        return None
    negative = sign == "-" or (cell.startswith("(") and cell.endswith(")"))
    return -value if negative else value


def _plain(digits: str, decimal_comma: bool) -> str:
    """Write digits with a point before the decimals and nothing between the thousands."""
    digits = digits.translate(_GROUPING)
    if "," in digits and "." in digits:
        point = max(digits.rfind(","), digits.rfind("."))
        return digits[:point].replace(",", "").replace(".", "") + "." + digits[point + 1 :]
    if "," in digits:
        grouped = _THOUSANDS.fullmatch(digits) is not None and not decimal_comma
        return digits.replace(",", "") if grouped or digits.count(",") > 1 else digits.replace(",", ".")
    grouped = digits.count(".") > 1 or (decimal_comma and _DOTTED_THOUSANDS.fullmatch(digits) is not None)
    return digits.replace(".", "") if grouped else digits


def shown_number(value: float, step: float = 0) -> str:
    """Write a number for people.

    Args:
        value: the number.
        step: the distance to the next one that is shown; 0 writes as many decimals as there are, up to six.
    """
    if value and (abs(value) >= 1e15 or abs(value) < 1e-6):
        return f"{value:.3g}"
    if step:
        decimals = max(0, min(6, -math.floor(math.log10(step) + 1e-9)))
        decimals += 1 if decimals < 6 and round(step * 10**decimals, 6) % 1 else 0
    else:
        decimals = 6
    written = f"{value:,.{decimals}f}"
    return written.rstrip("0").rstrip(".") if not step and "." in written else written
