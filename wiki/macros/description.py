"""What the registry knows of macros, as plain values: for the macro browser, the reference and whoever asks by JSON."""

from __future__ import annotations

from typing import TypedDict

from django.utils.translation import gettext

from wiki.macros import library
from wiki.macros.base import Macro
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import MACROS
from wiki.macros.title_pattern import TitlePattern
from wiki.storage_format.references import PageReference, SpaceReference

PlainValue = str | int | bool | None


class ParameterDescription(TypedDict):
    """A parameter: the name written in pages (empty for the unnamed one) and what may be given.

    `default` is what counts when nothing is given; `least` and `most` are the bounds of a whole number, else None.
    """

    name: str
    label: str
    aliases: list[str]
    kind: str
    default: PlainValue
    choices: list[str]
    least: int | None
    most: int | None
    required: bool
    doc: str


class MacroDescription(TypedDict):
    """A macro: its names, what stands between its tags, and its parameters in the order of their declaration.

    `switch` names the site setting that turns it on; empty for one that is always on.
    """

    name: str
    title: str
    doc: str
    summary: str
    family: str
    body: str
    display: str
    aliases: list[str]
    freshness: str
    switch: str
    parameters: list[ParameterDescription]


def describe_macros() -> list[MacroDescription]:
    """Give all macros of this wiki, by family and title."""
    library.load()
    return sorted(map(describe, MACROS.all()), key=lambda macro: (macro["family"], macro["title"].lower()))


def describe(macro: Macro) -> MacroDescription:
    """Give one macro as values that JSON can carry, in the reader's language."""
    doc = gettext(macro.doc)
    return {
        "name": macro.name,
        "title": gettext(macro.title),
        "doc": doc,
        "summary": doc.partition("\n\n")[0].replace("\n", " "),
        "family": macro.family,
        "body": macro.body.value,
        "display": macro.display.value,
        "aliases": list(macro.aliases),
        "freshness": macro.freshness.value,
        "switch": macro.switch,
        "parameters": [_parameter(parameter) for parameter in macro.parameters],
    }


def _parameter(parameter: Parameter) -> ParameterDescription:
    is_number = parameter.kind is ParameterKind.INTEGER
    return {
        "name": parameter.name,
        "label": parameter.label,
        "aliases": list(parameter.aliases),
        "kind": parameter.kind.value,
        "default": _default(parameter),
        "choices": list(parameter.choices),
        "least": parameter.least if is_number else None,
        "most": parameter.most if is_number else None,
        "required": parameter.required,
        "doc": gettext(parameter.doc) if parameter.doc else "",
    }


def _default(parameter: Parameter) -> PlainValue:
    match parameter.default:
        case PageReference(title=title, space_key=key):
            return f"{key}:{title}" if key else title
        case SpaceReference(key=key):
            return key
        case TitlePattern(source=source):
            return source
        case str() | int() | None as plain:
            return plain
        case other:
            return str(other)
