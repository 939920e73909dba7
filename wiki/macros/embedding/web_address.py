"""The address of another site that a parameter of a macro names."""

from __future__ import annotations

from django.utils.translation import gettext

from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.parameters import find_given
from wiki.storage_format.references import UrlReference


def web_address(use: MacroUse, name: str) -> str:
    """Give the address that a parameter names, by a resource or as text, as it is written.

    Args:
        use: the use of the macro.
        name: the parameter as the macro declares it; its aliases count, too.

    Raises:
        MacroFailure: it names none.
    """
    declared = next(each for each in use.macro.parameters if each.name == name)
    given = find_given(declared, use.element.parameters)
    if given is not None:
        address = given.reference.url if isinstance(given.reference, UrlReference) else given.text
        if address.strip():
            return address.strip()
    raise MacroFailure(gettext("it names no address."))
