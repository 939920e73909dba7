"""The wiki's own macros, as the converter of wiki markup has to know them."""

from wiki.macros.base import BodyKind, Display, Macro
from wiki.macros.registry import MACROS
from wiki.markup.catalogue import MacroBody, MacroFacts

_BODIES = {BodyKind.NONE: MacroBody.NONE, BodyKind.PLAIN: MacroBody.PLAIN, BodyKind.RICH: MacroBody.RICH}


class RegisteredMacros:
    """The macros of the registry."""

    def find(self, name: str) -> MacroFacts | None:
        """Give the facts of a macro by one of its names; None for an unknown one."""
        macro = MACROS.find(name)
        return None if macro is None else _facts(macro)


def _facts(macro: Macro) -> MacroFacts:
    return MacroFacts(macro.name, _BODIES[macro.body], macro.display is Display.INLINE, _unnamed(macro))


def _unnamed(macro: Macro) -> str:
    """Give the name of the parameter that has none in a page: the first one, where a macro takes none without name."""
    if not macro.parameters or any("" in (one.name, *one.aliases) for one in macro.parameters):
        return ""
    return macro.parameters[0].name


REGISTERED = RegisteredMacros()
"""The catalogue that this wiki converts with."""
