"""The text of a diagram, where a macro keeps it packed: base64 of deflated bytes, and the like."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from urllib.parse import unquote

LONGEST_DIAGRAM = 50_000
"""Characters of a diagram's text."""

_LONGEST_PACKED = 200_000
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def unpacked(data: str) -> str | None:
    """Give the text that is packed into `data`, or None.

    Args:
        data: base64, of plain UTF-8 or of deflated bytes, whose text may be written as in an address (`%20`).
    """
    if not data.strip() or len(data) > _LONGEST_PACKED:
        return None
    kept = _NO_BASE64.sub("", data.replace("-", "+").replace("_", "/"))
    try:
        packed = base64.b64decode(kept + "=" * (-len(kept) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    for read in (_deflated, _zipped, _as_it_is):
        text = _text(read(packed))
        if text is not None:
            return text
    return None


def _inflated(packed: bytes, window: int) -> bytes | None:
    inflater = zlib.decompressobj(window)
    try:
        data = inflater.decompress(packed, 4 * LONGEST_DIAGRAM)
    except zlib.error:
        return None
    return data if inflater.eof else None


def _deflated(packed: bytes) -> bytes | None:
    return _inflated(packed, -zlib.MAX_WBITS)


def _zipped(packed: bytes) -> bytes | None:
    return _inflated(packed, zlib.MAX_WBITS | 32)


def _as_it_is(packed: bytes) -> bytes | None:
    return packed


def _text(data: bytes | None) -> str | None:
    if not data:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "%" in text and "\n" not in text and " " not in text:
        text = unquote(text)
    if len(text) > LONGEST_DIAGRAM or any(letter < " " and letter not in "\t\r\n" for letter in text):
        return None
    return text
