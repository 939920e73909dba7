"""Parameters that name several things: labels, spaces and people, some of them with a sign for "must" or "must not"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wiki.macros.base import MacroUse
from wiki.macros.parameters import find_given
from wiki.queries.listed_content import AllOf, By, Condition, InSpaces, Labelled, Not, OfKinds, Part, SpaceSet
from wiki.storage_format.nodes import Element, MacroCall
from wiki.storage_format.references import PageReference, SpaceReference, UserReference, reference_of, space_or
from wiki.storage_format.visit import walk_elements

MOST_VALUES = 50
"""Values of one parameter that are heeded."""

_SEPARATORS = re.compile(r"[\s,;]+")

SPACE_SETS = {
    "@all": SpaceSet.ALL,
    "*": SpaceSet.ALL,
    "@global": SpaceSet.GLOBAL,
    "@personal": SpaceSet.PERSONAL,
    "@favorite": SpaceSet.FAVOURITE,
    "@favourite": SpaceSet.FAVOURITE,
    "@favorites": SpaceSet.FAVOURITE,
    "@favourites": SpaceSet.FAVOURITE,
}
OWN_SPACE = frozenset({"@self", "currentspace()", "@current"})

KINDS = {
    "page": "page",
    "pages": "page",
    "blogpost": "blogpost",
    "blogposts": "blogpost",
    "blog": "blogpost",
    "blogs": "blogpost",
    "news": "blogpost",
    "mail": "",
    "attachment": "attachment",
    "attachments": "attachment",
    "comment": "comment",
    "comments": "comment",
}
"""The kind of content by the words that pages use; empty for kinds that this wiki has no contents of."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The values of a parameter by their sign: without one, with `+`, with `-`."""

    plain: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.plain or self.required or self.excluded)


def words_in(text: str) -> list[str]:
    """Part a text at commas, semicolons and blanks."""
    return [word for word in _SEPARATORS.split(text) if word][:MOST_VALUES]


def listed_values(use: MacroUse, name: str) -> list[str]:
    """Give the values of a parameter, in order, whether they are words or resources.

    A space is given by its key, a page by its title, a person by the username; people who are named by a key that
    nobody has are left out.

    Args:
        use: the use of the macro.
        name: the parameter as the macro declares it; its aliases count, too.
    """
    parameter = next(each for each in use.macro.parameters if each.name == name)
    given = find_given(parameter, use.element.parameters)
    if given is None:
        return words_in(str(parameter.default or ""))
    if given.text:
        return words_in(given.text)
    return [value for value in map(_value(use), _resources(use.element, given.name)) if value][:MOST_VALUES]


def _resources(element: MacroCall, name: str) -> list[Element]:
    for child in element.elements():
        if child.tag in ("ac:parameter", "ac:default-parameter") and child.get("ac:name") == name:
            return [inner for inner in walk_elements(child) if inner.tag.startswith("ri:")]
    return []


def _value(use: MacroUse) -> Callable[[Element], str]:
    def value(element: Element) -> str:
        match reference_of(element):
            case SpaceReference(key=key):
                return space_or(key, use.context.space.key)
            case PageReference(title=title):
                return title
            case UserReference() as person:
                found = use.facts.resolution.user(person)
                return found.username if found is not None else person.username
        return ""

    return value


def signed(values: Iterable[str]) -> Signed:
    """Sort values by their sign."""
    plain: list[str] = []
    required: list[str] = []
    excluded: list[str] = []
    for value in values:
        if value.startswith("+") and len(value) > 1:
            required.append(value[1:])
        elif value.startswith("-") and len(value) > 1:
            excluded.append(value[1:])
        elif value not in "+-":
            plain.append(value)
    return Signed(tuple(plain), tuple(required), tuple(excluded))


def _signed_condition(values: Signed, condition: Callable[[tuple[str, ...]], Condition]) -> list[Condition]:
    parts: list[Condition] = [condition((value,)) for value in values.required]
    if values.plain and not values.required:
        parts.append(condition(values.plain))
    parts += [Not(condition((value,))) for value in values.excluded]
    return parts


def label_conditions(values: Iterable[str], *, all_of_them: bool = False) -> list[Condition]:
    """Give the conditions that a list of labels means.

    Args:
        values: the labels with their signs.
        all_of_them: whether the labels without a sign all have to be there, instead of one.
    """
    sorted_values = signed(values)
    if all_of_them:
        sorted_values = Signed((), sorted_values.plain + sorted_values.required, sorted_values.excluded)
    return _signed_condition(sorted_values, Labelled)


def space_conditions(use: MacroUse, values: Iterable[str]) -> list[Condition]:
    """Give the conditions that a list of spaces means: keys, and words such as `@self` and `@all`."""

    def in_spaces(words: tuple[str, ...]) -> Condition:
        sets = tuple(SPACE_SETS[word.lower()] for word in words if word.lower() in SPACE_SETS)
        keys = tuple(
            use.context.space.key if word.lower() in OWN_SPACE else word
            for word in words
            if word.lower() not in SPACE_SETS
        )
        return InSpaces(keys, sets)

    return _signed_condition(signed(values), in_spaces)


def people_conditions(values: Iterable[str], part: Part) -> list[Condition]:
    """Give the conditions that a list of usernames means."""
    return _signed_condition(signed(values), lambda names: By(names, part))


def kind_conditions(values: Iterable[str], default: tuple[str, ...]) -> list[Condition]:
    """Give the condition that a list of kinds of content means; words that name no kind are passed over.

    Args:
        values: the words, with `-` for a kind that is left out.
        default: the kinds where none is named.
    """
    chosen = signed(values)
    wanted = [KINDS[word.lower()] for word in (*chosen.plain, *chosen.required) if word.lower() in KINDS]
    unwanted = {KINDS.get(word.lower(), "") for word in chosen.excluded}
    kinds = tuple(kind for kind in (wanted or default) if kind and kind not in unwanted)
    return [OfKinds(kinds)]


def all_of(*conditions: Iterable[Condition]) -> Condition:
    """Give the condition that all of some conditions are fitted."""
    return AllOf(tuple(part for parts in conditions for part in parts))
