"""Emoticons: what people type, and the names that storage format has for it."""

import re

_SIGNS = {
    ":)": "smile", ":-)": "smile", ":(": "sad", ":-(": "sad", ":P": "cheeky", ":-P": "cheeky", ":p": "cheeky",
    ":-p": "cheeky", ":D": "laugh", ":-D": "laugh", ";)": "wink", ";-)": "wink", "(y)": "thumbs-up",
    "(n)": "thumbs-down", "(i)": "information", "(/)": "tick", "(x)": "cross", "(!)": "warning", "(+)": "plus",
    "(-)": "minus", "(?)": "question", "(on)": "light-on", "(off)": "light-off", "(*)": "yellow-star",
    "(*y)": "yellow-star", "(*r)": "red-star", "(*g)": "green-star", "(*b)": "blue-star", "<3": "heart",
    "</3": "broken-heart",
}  # fmt: skip
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)))


def emoticon_at(text: str, position: int, end: int) -> tuple[str, int] | None:
    """Give the name of the emoticon that stands here and where it ends; None where there is none, as inside a word."""
    match = _SIGN.match(text, position, end)
    if match is None:
        return None
    after = match.end()
    if after < end and text[after].isalnum():
        return None
    sign = match.group()
    if sign[-1].isalnum() and position > 0 and text[position - 1].isalnum():
        return None
    return _SIGNS[sign], after
