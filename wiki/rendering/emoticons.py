"""Emoticons as characters: the names of the original, and any emoji that a cloud site wrote."""

import re

from wiki.macros.safe_html import attributes_html, escape_text
from wiki.storage_format.nodes import Emoticon

CHARACTERS: dict[str, str] = {
    "smile": "🙂",
    "sad": "🙁",
    "cheeky": "😛",
    "laugh": "😀",
    "wink": "😉",
    "thumbs-up": "👍",
    "thumbs-down": "👎",
    "information": "ℹ️",
    "tick": "✅",
    "cross": "❌",
    "warning": "⚠️",
    "plus": "➕",
    "minus": "➖",
    "question": "❓",
    "light-on": "💡",
    "light-off": "🔌",
    "yellow-star": "⭐",
    "red-star": "🌟",
    "green-star": "💚",
    "blue-star": "🔷",
    "heart": "❤️",
    "broken-heart": "💔",
}
"""Character by the original's name."""

_OF_CLOUD: dict[str, str] = {
    "atlassian-check_mark": "✅",
    "atlassian-cross_mark": "❌",
    "atlassian-info": "ℹ️",
    "atlassian-warning": "⚠️",
    "atlassian-plus": "➕",
    "atlassian-minus": "➖",
    "atlassian-question_mark": "❓",
    "atlassian-light_bulb_on": "💡",
    "atlassian-light_bulb_off": "🔌",
    "atlassian-yellow_star": "⭐",
    "atlassian-red_star": "🌟",
    "atlassian-green_star": "💚",
    "atlassian-blue_star": "🔷",
    "atlassian-thumbs_up": "👍",
    "atlassian-thumbs_down": "👎",
}
"""Character by the id of an emoji that only the cloud has."""

_CODE_POINTS = re.compile(r"[0-9a-fA-F]{2,6}(?:-[0-9a-fA-F]{2,6}){0,9}")
_NAMED = re.compile(r":[^:\s]+:")
_LONGEST_FALLBACK = 60


def emoticon_html(element: Emoticon) -> str:
    """Write an emoticon: a character that says its name to those who can't see it."""
    name = element.get("ac:name")
    shown = _character(element) or element.get("ac:emoji-shortname") or (f":{name}:" if name else "")
    if not shown:
        return ""
    spelt = "".join(letter for letter in name.lower().replace(" ", "-") if letter.isalnum() or letter == "-")
    attributes = {
        "class": f"emoticon emoticon-{spelt or 'unknown'}",
        "data-emoticon-name": name or None,
        "data-emoji-id": element.get("ac:emoji-id") or None,
        "data-emoji-shortname": element.get("ac:emoji-shortname") or None,
        "data-emoji-fallback": element.get("ac:emoji-fallback") or None,
        "role": "img",
        "aria-label": _said(element),
        "title": f"({_said(element)})",
    }
    return f"<span{attributes_html(attributes)}>{escape_text(shown)}</span>"


def _said(element: Emoticon) -> str:
    # The name is only the nearest of the original's where a cloud site wrote an emoji of its own.
    shortname = element.get("ac:emoji-shortname").strip(":").replace("_", " ")
    return shortname or element.get("ac:name") or "emoticon"


def _character(element: Emoticon) -> str:
    fallback = element.get("ac:emoji-fallback")
    if fallback and not _NAMED.fullmatch(fallback):
        return fallback[:_LONGEST_FALLBACK]
    given = element.get("ac:emoji-id")
    # A cloud site gives the nearest of the original's names to emoji that are something else.
    return _OF_CLOUD.get(given) or _of_code_points(given) or CHARACTERS.get(element.get("ac:name"), "") or fallback


def _of_code_points(emoji_id: str) -> str:
    if not _CODE_POINTS.fullmatch(emoji_id):
        return ""
    codes = [int(part, 16) for part in emoji_id.split("-")]
    if any(code < 0x23 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF for code in codes):
        return ""
    return "".join(map(chr, codes))
