"""The families that the macros of the library are in."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from django.utils.translation import gettext, gettext_noop

from wiki.macros import library
from wiki.macros.description import MacroDescription, describe_macros
from wiki.macros.registry import MACROS

TITLES = {
    "charts": gettext_noop("Charts"),
    "diagrams": gettext_noop("Diagrams"),
    "files": gettext_noop("Files and pictures"),
    "formulas": gettext_noop("Formulas"),
    "inclusion": gettext_noop("Parts of other pages"),
    "labels": gettext_noop("Labels and properties"),
    "layout": gettext_noop("Layout"),
    "navigation": gettext_noop("Ways through pages"),
    "panels": gettext_noop("Boxes and marks"),
    "people": gettext_noop("People"),
    "recent": gettext_noop("What is new"),
    "searching": gettext_noop("Searching"),
    "spaces": gettext_noop("Spaces"),
    "tasks": gettext_noop("Tasks"),
    "text": gettext_noop("Text and code"),
    "web": gettext_noop("Things from elsewhere"),
}
"""What people read for the name of a family, in English."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family: its name, what people read for it, what its macros have in common, and the macros by title."""

    name: str
    title: str
    doc: str
    macros: tuple[MacroDescription, ...]


def family_title(name: str) -> str:
    """Give what people read for the name of a family, in their language."""
    return gettext(TITLES[name]) if name in TITLES else name.capitalize()


def declared_texts() -> list[str]:
    """Give every text that macros and their families declare, for translators."""
    library.load()
    texts = [text for macro in MACROS.all() for text in (macro.title, macro.doc, _doc(macro.family))]
    texts += [parameter.doc for macro in MACROS.all() for parameter in macro.parameters]
    return sorted({text for text in texts if text})


def families() -> list[Family]:
    """Give all families by title, each with its macros."""
    members: dict[str, list[MacroDescription]] = {}
    for macro in describe_macros():
        members.setdefault(macro["family"], []).append(macro)
    found = [Family(name, family_title(name), gettext(_doc(name)), tuple(macros)) for name, macros in members.items()]
    return sorted(found, key=lambda family: family.title)


def _doc(name: str) -> str:
    return (import_module(f"{library.__name__}.{name}").__doc__ or "").strip()
