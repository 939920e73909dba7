"""Prints docs/reference/macros.md from the registry: `python docs/macro_reference.py` in the project's folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wiki.macros.description import MacroDescription, ParameterDescription

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def macro_reference() -> str:
    """Give all macros with their parameters and examples, as Markdown."""
    from wiki.macros.families import families

    lines = [
        "# Macros",
        "",
        "Made from the declarations in `wiki/macros/library` by `docs/macro_reference.py`. A running wiki shows the",
        "same at `/macros/`, with the examples at work.",
        "",
    ]
    found = families()
    for family in found:
        names = ", ".join(f"[{macro['name']}](#{_place(macro['name'])})" for macro in family.macros)
        lines.append(f"- {family.title}: {names}")
    for family in found:
        lines += ["", f"## {family.title}", "", family.doc]
        for macro in family.macros:
            lines += ["", *_macro(macro)]
    return "\n".join(lines) + "\n"


def _place(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum() or letter == "-")


def _macro(macro: MacroDescription) -> list[str]:
    from wiki.macros.examples import example_of
    from wiki.macros.naming.reference_words import BODIES

    stands = "in a line" if macro["display"] == "inline" else "on its own"
    facts = f"{macro['title']}. Between its tags: {BODIES[macro['body']]}. Stands {stands}."
    if macro["aliases"]:
        facts += f" Also called {', '.join(f'`{alias}`' for alias in macro['aliases'])}."
    if macro["switch"]:
        facts += f" Shown only where the site setting `{macro['switch']}` is on."
    lines = [f"### {macro['name']}", "", facts, "", macro["doc"]]
    if macro["parameters"]:
        lines += ["", "| parameter | kind | if not given | meaning |", "|---|---|---|---|"]
        lines += [_parameter(parameter) for parameter in macro["parameters"]]
    example = example_of(macro["name"])
    return [*lines, "", "```xml", example, "```"] if example else lines


def _parameter(parameter: ParameterDescription) -> str:
    from wiki.macros.naming.reference_words import default_words, kind_words

    names = ", ".join(f"`{name}`" if name else "(no name)" for name in (parameter["name"], *parameter["aliases"]))
    default = default_words(parameter["default"])
    meaning = parameter["doc"]
    choices = [choice for choice in parameter["choices"] if choice]
    if choices:
        meaning += f" One of: {', '.join(f'`{choice}`' for choice in choices)}."
    kind = kind_words(parameter["kind"], parameter["least"], parameter["most"])
    cells = (names, kind, f"`{default}`" if default else "", meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    print(macro_reference(), end="")
