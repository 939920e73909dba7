"""Pages and spaces that macros name as text: found in their parameters, and pointed elsewhere.

Most macros name a page by a resource, but text as `Title` or `KEY:Title` means the same, and spaces are named by their
keys, several with commas or blanks between, or in a query. Which parameters are read so is for the macros to say: a
catalogue of theirs is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wiki.storage_format.nodes import CData, Comment, Element, MacroCall, Text, parameter_reference
from wiki.storage_format.query_text import rename_space_in_query, space_keys_in_query
from wiki.storage_format.references import SELF_SPACES, PageReference, SpaceReference, fold_title
from wiki.storage_format.visit import walk_elements


class Naming(StrEnum):
    """What the text of a parameter names."""

    PAGE = "page"
    SPACE = "space"
    QUERY = "query"


Catalogue = Callable[[str], Mapping[str, Naming]]
"""Says of a macro, by a name that a page uses, what the texts of its parameters name."""


def names_nothing(_macro: str) -> Mapping[str, Naming]:
    """Say of every macro that no text of it names anything: the catalogue of whoever has none."""
    return {}


@dataclass(frozen=True, slots=True)
class NamedByText:
    """A page or space that a macro names as text; `parameter` holds the text, which may be a query."""

    parameter: Element
    reference: PageReference | SpaceReference
    is_query: bool = False


_PARAMETERS = frozenset({"ac:parameter", "ac:default-parameter"})
_KEY = re.compile(r"[^\s,;]+")
_MOST_KEYS = 50
_BLOGPOST = re.compile(r"(?:[^:/]+:)?/?\d{4}/\d{1,2}/\d{1,2}/.+")


def named_by_text(tree: Element, catalogue: Catalogue) -> Iterator[NamedByText]:
    """Go through the pages and spaces that the macros of a document name as text, in document order."""
    for element in walk_elements(tree):
        if isinstance(element, MacroCall):
            yield from named_by_macro(element, catalogue)


def named_by_macro(call: MacroCall, catalogue: Catalogue) -> Iterator[NamedByText]:
    """Go through the pages and spaces that one use of a macro names as text."""
    namings = catalogue(call.name)
    if not namings:
        return
    given = [child for child in call.elements() if child.tag in _PARAMETERS]
    space = next(filter(None, (_space_key(each) for each in given if namings.get(_name(each)) is Naming.SPACE)), None)
    for parameter in given:
        naming = namings.get(_name(parameter))
        text = _plain_text(parameter)
        if naming is Naming.SPACE and text is not None:
            yield from (NamedByText(parameter, SpaceReference(key)) for key in _space_keys(text))
        elif naming is Naming.QUERY and text is not None:
            keys = space_keys_in_query(text)[:_MOST_KEYS]
            yield from (NamedByText(parameter, SpaceReference(key), is_query=True) for key in keys)
        elif naming is Naming.PAGE and text is not None:
            reference = page_in_text(text)
            if reference is not None:
                key = reference.space_key if reference.space_key is not None else space
                yield NamedByText(parameter, PageReference(reference.title, key))


def page_in_text(text: str) -> PageReference | None:
    """Read `Title` or `KEY:Title`; None for what names no page by its title: `@self`, `/`, `KEY:`, a blog post."""
    if not text or text[0] in "@/" or _BLOGPOST.fullmatch(text):
        return None
    key, colon, title = text.partition(":")
    if not colon or not key or " " in key:
        return PageReference(text)
    return PageReference(title.strip(), key) if title.strip() else None


def name_page(parameter: Element, title: str, space_key: str, *, relative: bool = False) -> bool:
    """Have a parameter name a page, and say whether that changed anything; blanks around the text stay.

    Args:
        parameter: the parameter of a macro.
        title: the page's title.
        space_key: the key of its space.
        relative: whether the title says enough; the key is written all the same if the title could be misread.
    """
    if relative and page_in_text(title) == PageReference(title):
        return _write(parameter, title)
    return _write(parameter, f"{space_key}:{title}")


def name_space(parameter: Element, old_key: str, new_key: str) -> bool:
    """Have a parameter name a space by another key, among all that it names, and say whether that changed anything."""
    old = fold_title(old_key)

    def renamed(found: re.Match[str]) -> str:
        sign, key = _signed(found[0])
        return sign + new_key if fold_title(key) == old else found[0]

    return _write(parameter, _KEY.sub(renamed, parameter.text.strip()))


def name_space_in_query(parameter: Element, old_key: str, new_key: str) -> bool:
    """Have a query name a space by another key, and say whether that changed anything."""
    return _write(parameter, rename_space_in_query(parameter.text.strip(), old_key, new_key))


def says_space(parameter: Element) -> bool:
    """Say whether the text of a parameter that names a page names its space, too."""
    reference = page_in_text(parameter.text.strip())
    return reference is not None and reference.space_key is not None


def _write(parameter: Element, text: str) -> bool:
    written = parameter.text
    if written.strip() == text:
        return False
    before = written[: len(written) - len(written.lstrip())]
    after = written[len(written.rstrip()) :]
    parameter.children = [Text.of(f"{before}{text}{after}")]
    return True


def _space_keys(text: str) -> Iterator[str]:
    """Go through the keys in a text, without signs and without words for the own space or for several spaces."""
    for word in _KEY.findall(text)[:_MOST_KEYS]:
        key = _signed(word)[1]
        if key and key[0] not in "@*" and key.casefold() not in SELF_SPACES:
            yield key


def _signed(word: str) -> tuple[str, str]:
    """Part the sign for "must" or "must not" from a key."""
    return (word[0], word[1:]) if word[0] in "+-" and len(word) > 1 else ("", word)


def _name(parameter: Element) -> str:
    return parameter.get("ac:name") if parameter.tag == "ac:parameter" else ""


def _plain_text(parameter: Element) -> str | None:
    """Give the text of a parameter that holds nothing else."""
    if all(isinstance(child, Text | CData | Comment) for child in parameter.children):
        return parameter.text.strip()
    return None


def _space_key(parameter: Element) -> str | None:
    reference = parameter_reference(parameter)
    if isinstance(reference, SpaceReference):
        return reference.key or None
    return next(_space_keys(_plain_text(parameter) or ""), None)
