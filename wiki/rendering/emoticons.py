"""Emoticons as characters."""

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


def emoticon_html(element: Emoticon) -> str:
    """Write an emoticon: a character that says its name to those who can't see it."""
    name = element.get("ac:name")
    fallback = element.get("ac:emoji-fallback")
    shown = fallback or CHARACTERS.get(name) or element.get("ac:emoji-shortname") or f":{name}:"
    spelt = "".join(letter for letter in name.lower().replace(" ", "-") if letter.isalnum() or letter == "-")
    attributes = {
        "class": f"emoticon emoticon-{spelt or 'unknown'}",
        "data-emoticon-name": name or None,
        "data-emoji-id": element.get("ac:emoji-id") or None,
        "data-emoji-shortname": element.get("ac:emoji-shortname") or None,
        "data-emoji-fallback": fallback or None,
        "role": "img",
        "aria-label": name or "emoticon",
        "title": f"({name})" if name else None,
    }
    return f"<span{attributes_html(attributes)}>{escape_text(shown)}</span>"
