"""The registry of macros: each name is registered once, with its documentation, or the program does not start."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable

from wiki.macros.base import BodyKind, Display, Freshness, Macro, RenderFunction
from wiki.macros.parameters import Parameter


class BadMacro(Exception):
    """A macro that is declared wrongly: a mistake in the program."""


class Registry:
    """Macros by name."""

    def __init__(self) -> None:
        self._by_name: dict[str, Macro] = {}
        self._macros: dict[str, Macro] = {}

    def add(self, macro: Macro) -> None:
        """Take a macro under its name and its aliases.

        Raises:
            BadMacro: a name is taken, or the macro or one of its parameters is not documented.
        """
        if not macro.doc.strip() or not macro.title.strip():
            raise BadMacro(f"The macro {macro.name} has no title or no docstring.")
        for parameter in macro.parameters:
            if not parameter.doc.strip():
                raise BadMacro(f"The parameter {parameter.label} of the macro {macro.name} is not documented.")
        spellings = [name for parameter in macro.parameters for name in (parameter.name, *parameter.aliases)]
        if len(set(spellings)) != len(spellings):
            raise BadMacro(f"The macro {macro.name} declares a parameter twice.")
        for name in (macro.name, *macro.aliases):
            if name in self._by_name:
                raise BadMacro(f"The macro name {name} is registered twice.")
        self._macros[macro.name] = macro
        for name in (macro.name, *macro.aliases):
            self._by_name[name] = macro

    def find(self, name: str) -> Macro | None:
        """Give the macro that a page calls by this name; capitals do not matter."""
        return self._by_name.get(name) or self._by_name.get(name.strip().lower())

    def all(self) -> list[Macro]:
        """List all macros by name."""
        return [self._macros[name] for name in sorted(self._macros)]


MACROS = Registry()
"""The macros of this wiki; `wiki.macros.library.load` fills it."""


def macro(
    name: str,
    *,
    title: str,
    aliases: Iterable[str] = (),
    body: BodyKind = BodyKind.NONE,
    display: Display = Display.BLOCK,
    parameters: Iterable[Parameter] = (),
    freshness: Freshness = Freshness.DOCUMENT,
    switch: str = "",
) -> Callable[[RenderFunction], RenderFunction]:
    """Register the function below as the macro of this name; its docstring is the macro's reference.

    Args:
        name: the name that pages use.
        title: the name that people read.
        aliases: other names that pages use for the same.
        body: what stands between its tags.
        display: whether it makes a block or part of a line.
        parameters: what it can be told.
        freshness: how long its output stays right.
        switch: the site setting that turns it on; empty for one that is always on.
    """

    def register(function: RenderFunction) -> RenderFunction:
        MACROS.add(
            Macro(
                name=name,
                title=title,
                doc=inspect.getdoc(function) or "",
                render=function,
                family=function.__module__.split(".")[-2],
                body=body,
                display=display,
                parameters=tuple(parameters),
                aliases=tuple(aliases),
                freshness=freshness,
                switch=switch,
            )
        )
        return function

    return register
