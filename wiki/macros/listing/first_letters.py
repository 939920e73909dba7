"""The letter under which an alphabetical list has a title."""

import unicodedata

DIGITS = "0-9"
SIGNS = "!@#$"


def first_letter(title: str) -> str:
    """Give the letter of a title, in capitals and without an accent; digits share one heading, and signs another."""
    for letter in title.strip()[:1]:
        plain = unicodedata.normalize("NFD", letter)[:1].upper()[:1]
        if plain.isdigit():
            return DIGITS
        if plain.isalpha():
            return plain
    return SIGNS
