"""The registry of macros refuses what would be a mistake of the program."""

import pytest
from django.utils.safestring import SafeString

from wiki.macros import library
from wiki.macros.base import BodyKind, Macro, MacroUse
from wiki.macros.parameters import Parameter
from wiki.macros.registry import MACROS, BadMacro, Registry, macro


def nothing(use: MacroUse) -> SafeString:
    """Shows nothing."""
    return SafeString("")


def declared(
    name: str = "x", doc: str = "Shows nothing.", *parameters: Parameter, aliases: tuple[str, ...] = ()
) -> Macro:
    return Macro(name=name, title="X", doc=doc, render=nothing, parameters=parameters, aliases=aliases)


def test_a_macro_is_found_by_name_alias_and_other_case() -> None:
    registry = Registry()
    registry.add(declared("x", aliases=("y",)))
    assert registry.find("x") is registry.find("y") is registry.find(" X ")
    assert registry.find("z") is None
    assert [found.name for found in registry.all()] == ["x"]


@pytest.mark.parametrize(
    "wrong",
    [
        declared("taken"),
        declared("new", aliases=("taken",)),
        declared("undocumented", "  "),
        declared("y", "Doc.", Parameter("a", " ")),
        declared("y", "Doc.", Parameter("a", "A."), Parameter("a", "B.")),
        declared("y", "Doc.", Parameter("a", "A."), Parameter("b", "B.", aliases=("a",))),
    ],
)
def test_mistakes_stop_the_program(wrong: Macro) -> None:
    registry = Registry()
    registry.add(declared("taken"))
    with pytest.raises(BadMacro):
        registry.add(wrong)


def test_the_decorator_refuses_a_function_without_a_docstring() -> None:
    with pytest.raises(BadMacro, match="no docstring"):
        macro("never-registered", title="Never")(lambda use: SafeString(""))
    assert MACROS.find("never-registered") is None


def test_the_library_is_whole_and_loads_once() -> None:
    library.load()
    library.load()
    names = {found.name for found in MACROS.all()}
    assert names >= {
        "info", "note", "tip", "warning", "panel", "expand", "status", "code", "noformat", "toc", "anchor", "children",
        "section", "column", "excerpt",
    }  # fmt: skip
    families = {found.name: found.family for found in MACROS.all()}
    assert families["code"] == "text"
    code = MACROS.find("code")
    assert code is not None
    assert code.body is BodyKind.PLAIN
    assert code.doc.startswith("Shows a piece of a program")
