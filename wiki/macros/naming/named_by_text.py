"""Which parameters of the wiki's own macros name pages and spaces as text, so that links follow there, too."""

from collections.abc import Mapping
from functools import cache

from wiki.macros import library
from wiki.macros.parameters import ParameterKind
from wiki.macros.registry import MACROS
from wiki.storage_format.macro_text import Naming

library.load()

_NAMINGS = {
    ParameterKind.PAGE: Naming.PAGE,
    ParameterKind.SPACE: Naming.SPACE,
    ParameterKind.SPACES: Naming.SPACE,
    ParameterKind.QUERY: Naming.QUERY,
}


def own_macros(name: str) -> Mapping[str, Naming]:
    """Say of a macro of this wiki what the texts of its parameters name; of others, nothing."""
    macro = MACROS.find(name)
    return _namings(macro.name) if macro is not None else {}


@cache
def _namings(name: str) -> Mapping[str, Naming]:
    macro = MACROS.find(name)
    if macro is None:
        return {}
    return {
        spelling: _NAMINGS[parameter.kind]
        for parameter in macro.parameters
        if parameter.kind in _NAMINGS
        for spelling in (parameter.name, *parameter.aliases)
    }
